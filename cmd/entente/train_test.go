package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// drill are sentences to try the trainings on: word, lemma, UPOS, XPOS, head,
// relation, name.
var drill = [][]string{
	{"Mara Mara PROPN NNP 2 nsubj B-PER", "sold sell VERB VBD 0 root O", "the the DET DT 4 det O", "boat boat NOUN NN 2 obj O", "in in ADP IN 6 case O", "Bergen Bergen PROPN NNP 2 obl B-LOC", ". . PUNCT . 2 punct O"},
	{"The the DET DT 2 det O", "boats boat NOUN NNS 3 nsubj O", "came come VERB VBD 0 root O", "home home ADV RB 3 advmod O", ". . PUNCT . 3 punct O"},
	{"Oak Oak PROPN NNP 2 compound B-ORG", "Bank Bank PROPN NNP 4 nsubj I-ORG", "will will AUX MD 4 aux O", "sell sell VERB VB 0 root O", "it it PRON PRP 4 obj O", "! ! PUNCT . 4 punct O"},
}

// drillData writes a folder with the layout of the real data.
func drillData(t *testing.T) string {
	t.Helper()
	var trees, names, roles, plain, text strings.Builder
	roles.WriteString("sent_id\tword_id\tform\troleset\txpos\tspans\n")
	trees.WriteString("# newdoc id = drill\n")
	for n := 0; n < 90; n++ {
		rows := drill[n%len(drill)]
		fmt.Fprintf(&trees, "# sent_id = s%d\n", n)
		fmt.Fprintf(&names, "# sent_id = s%d\n", n)
		for i, row := range rows {
			c := strings.Fields(row)
			entity := "_"
			if c[6] != "O" {
				entity = "Entity=(1-person)"
			}
			fmt.Fprintf(&trees, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t%s\n", i+1, c[0], c[1], c[2], c[3], c[4], c[5], entity)
			fmt.Fprintf(&names, "%d\t%s\t%s\t-\t-\n", i+1, c[0], c[6])
			fmt.Fprintf(&plain, "%s %s\n", c[0], c[6])
			fmt.Fprintf(&text, "%s ", c[0])
			if c[3] == "VBD" {
				fmt.Fprintf(&roles, "s%d\t%d\t%s\t%s.01\t%s\tARG0:1-%d V:%d\n", n, i+1, c[0], c[1], c[3], i, i+1)
			}
		}
		if n%len(drill) == 2 {
			fmt.Fprintf(&roles, "s%d\t0\t_\t_\t_\t_\n", n)
		}
		for _, b := range []*strings.Builder{&trees, &names, &plain} {
			b.WriteByte('\n')
		}
	}
	article := fmt.Sprintf("{\"id\":\"a\",\"text\":%q}\n", text.String())
	return write(t, map[string]string{
		"ud/ewt-train.conllu": trees.String(), "ud/ewt-dev.conllu": trees.String(), "ud/gum-train.conllu": trees.String(), "ud/gum-dev.conllu": trees.String(),
		"ner/uner-ewt-train.iob2": names.String(), "ner/uner-ewt-dev.iob2": names.String(), "ner/wikigold.conll": plain.String(), "ner/re3d-train.conll": plain.String(),
		"propbank/ewt-train.roles.tsv": roles.String(), "propbank/ewt-dev.roles.tsv": roles.String(), "propbank/frames.tsv": "roleset\tname\taliases\troles\tverbnet\nsell.01\tto sell\tsell/v sale/n\t_\t_\n",
		"actors/officeholders.tsv": "person\nMara Silva\n", "actors/officeholders_rest.tsv": "person\n", "actors/countries.tsv": "name\tcapital\nFrance\tParis\n",
		"actors/organisations.tsv": "name\nUnited Nations\n", "actors/agencies.tsv": "name\n",
		"text/senate.jsonl": article, "text/wikinews.jsonl": strings.ReplaceAll(article, "Mara", "Nora"),
	})
}

// The commands of the model card, in order, on a drill of three sentences: the
// weights they write can be read, and reading with them works.
func TestTrainCommands(t *testing.T) {
	data, work := drillData(t), t.TempDir()
	tokens, encoder := filepath.Join(work, "tokens.bin"), filepath.Join(work, "encoder.bin")
	small := []string{"--width", "16", "--layers", "3"}
	first, silver := filepath.Join(work, "first.encoder"), filepath.Join(work, "silver.bin")
	for _, args := range [][]string{
		{"train", "tokens", "--out", tokens},
		{"train", "words", "--tokens", tokens},
		append([]string{"train", "pretrain", "--epochs", "2"}, small...),
		append([]string{"train", "encoder", "--name", "first", "--epochs", "40", "--rate", "0.02"}, small...),
		append([]string{"train", "silver", "--words", "60", "--out", silver, first}, small...),
		append([]string{"train", "encoder", "--from", first, "--silver", silver, "--epochs", "20", "--rate", "0.02", "--out", encoder}, small...),
	} {
		newEntente(t).run(exitOK, append(args, "--data", data, "--work", work)...)
	}
	read := func(path string) string {
		weights, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(weights)
	}
	splitter, err := language.LoadSplitter(read(tokens))
	if err != nil {
		t.Fatal(err)
	}
	enc, err := language.LoadEncoder(read(encoder))
	if err != nil {
		t.Fatal(err)
	}
	p := language.NewEngine(splitter, enc).Of(&document.Document{Text: "Mara sold the boat in Bergen. The boats came home."})
	if len(p.Sentences) != 2 || p.UPOS[1] != "VERB" || p.Lemma[1] != "sell" || p.Head[0] != 1 {
		t.Errorf("%d sentences; sold is %s, %s; Mara hangs on %d", len(p.Sentences), p.UPOS[1], p.Lemma[1], p.Head[0])
	}
}
