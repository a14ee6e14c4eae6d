package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/coref"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// parseFormats are the values of --to.
var parseFormats = []string{"conllu", "json", "iob2", "coref", "roles", "timex"}

func newParseCommand() *cobra.Command {
	var from, to, guideline string
	cmd := &cobra.Command{
		Use:   "parse FILE...|-",
		Short: "Words, trees, names, chains, roles and dates of a text",
		Long: `Prints what the language core makes of a text: sentences, words, tags, lemmas,
trees in the manner of Universal Dependencies, names of persons, places and
organisations, chains of mentions of the same one, predicates with their
arguments in the sense of PropBank, and expressions of time.

--from text reads plain text, a document a file; its date is the "date" of the
.json beside it, if there is one. --from conllu keeps the words, sentences and
names of documents and sentences of a CoNLL-U file and reads no other column of
it.

--to conllu prints CoNLL-U, --to iob2 a word and the tag of its name a line,
--to coref a word and its chains a line, in the layout of OntoGUM, --to roles a
table with a predicate a line, --to timex one object of expressions of time a
document, --to json one object a document; places in objects are counted in
code points.

--guideline says what --to timex marks. timeml: every expression of time, with
its TIMEX3 type and value. tei: the dates alone, as TEI's <date> has them, with
the value a day, month or year, or A/B from and to; no lengths, no times of the
day, no "now"; the possessive 's is inside, "early in", "the end of" and the
morning of a day are outside.

"-" is standard input. Exit codes: 0 all read, 1 a file could not be read,
2 wrong usage.`,
		Example: `  entente parse --to conllu report.txt
  entente parse --from conllu --to roles words.conllu`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exitError{exitUsage, fmt.Errorf("%s needs a file, or - for standard input\nsee: %s --help", cmd.CommandPath(), cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if from != "text" && from != "conllu" {
				return exitError{exitUsage, fmt.Errorf("unknown --from %q: text, conllu", from)}
			}
			if !slices.Contains(parseFormats, to) {
				return exitError{exitUsage, fmt.Errorf("unknown --to %q: %s", to, strings.Join(parseFormats, ", "))}
			}
			if !slices.Contains(dates.Guidelines, dates.Guideline(guideline)) {
				return exitError{exitUsage, fmt.Errorf("unknown --guideline %q: timeml, tei", guideline)}
			}
			if cmd.Flags().Changed("guideline") && to != "timex" {
				return exitError{exitUsage, fmt.Errorf("--guideline is for --to timex alone; here it is --to %s", to)}
			}
			out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
			if to == "roles" {
				out.WriteString("sent_id\tword_id\tform\troleset\txpos\tspans\n")
			}
			for _, name := range args {
				parses, err := parseFile(cmd, name, from)
				if err != nil {
					return errors.Join(err, out.Flush())
				}
				for _, p := range parses {
					if err := writeParse(out, p, to, dates.Guideline(guideline)); err != nil {
						return err
					}
				}
			}
			return out.Flush()
		},
	}
	cmd.Flags().StringVar(&from, "from", "text", "what the files are: text, conllu")
	cmd.Flags().StringVar(&to, "to", "conllu", "what to print: "+strings.Join(parseFormats, ", "))
	cmd.Flags().StringVar(&guideline, "guideline", string(dates.TimeML), "what --to timex marks: timeml, tei")
	_ = cmd.RegisterFlagCompletionFunc("guideline", cobra.FixedCompletions([]string{string(dates.TimeML), string(dates.TEI)}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("from", cobra.FixedCompletions([]string{"text", "conllu"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(parseFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// parseFile reads one file and analyses its documents.
func parseFile(cmd *cobra.Command, name, from string) ([]*language.Parse, error) {
	var in io.Reader = cmd.InOrStdin()
	stem := "stdin"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("%w: check the path; - reads standard input", err)
		}
		defer f.Close()
		in = f
		stem = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	}
	if from == "conllu" {
		given, err := language.ReadCoNLLU(in, stem, nil)
		if err != nil {
			return nil, err
		}
		for i, g := range given {
			given[i] = language.Shipped().Read(g)
		}
		return given, nil
	}
	raw, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	text := strings.ToValidUTF8(string(raw), "\ufffd")
	doc := &document.Document{File: stem, Text: text, Language: "en"}
	if name != "-" {
		if doc.Date, err = dateBeside(name); err != nil {
			return nil, err
		}
	}
	return []*language.Parse{language.Of(doc)}, nil
}

// dateBeside gives the date in the .json beside a file; none if there is none.
func dateBeside(name string) (calendar.Day, error) {
	beside := strings.TrimSuffix(name, filepath.Ext(name)) + ".json"
	raw, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) || beside == name {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var header struct{ Date string }
	if err := json.Unmarshal(raw, &header); err != nil {
		return 0, fmt.Errorf("%s: %w", beside, err)
	}
	if header.Date == "" {
		return 0, nil
	}
	day, err := calendar.ParseDay(header.Date)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", beside, err)
	}
	return day, nil
}

func writeParse(out *bufio.Writer, p *language.Parse, to string, by dates.Guideline) error {
	switch to {
	case "conllu":
		return language.WriteCoNLLU(out, p)
	case "iob2":
		return writeNames(out, p)
	case "roles":
		return writeRoles(out, p)
	case "coref":
		return coref.WriteCoNLL(out, p, p.Doc.File)
	case "timex":
		return dates.WriteTimex(out, p, p.Doc.File, by)
	}
	return writeParseJSON(out, p)
}

// writeNames writes UNER rows: number, word, tag.
func writeNames(out *bufio.Writer, p *language.Parse) error {
	tags := make([]string, p.Len())
	for _, m := range p.Mentions {
		for i := m.First; i < m.Last; i++ {
			tags[i] = "I-" + m.Type
		}
		tags[m.First] = "B-" + m.Type
	}
	fmt.Fprintf(out, "# newdoc id = %s\n", p.Doc.File)
	for n, s := range p.Sentences {
		fmt.Fprintf(out, "# sent_id = %s\n# text = %s\n", sentenceName(s, n), strings.Join(strings.Fields(p.Doc.Slice(p.Words(s.First, s.Last))), " "))
		for i := s.First; i < s.Last; i++ {
			tag := tags[i]
			if tag == "" {
				tag = "O"
			}
			fmt.Fprintf(out, "%d\t%s\t%s\n", i-s.First+1, p.Text(i), tag)
		}
		out.WriteByte('\n')
	}
	return nil
}

// sentenceName is the name of sentence n, its number from 1 if it has none.
func sentenceName(s language.Sentence, n int) string {
	if s.ID == "" {
		return strconv.Itoa(n + 1)
	}
	return s.ID
}

// writeRoles writes a line a predicate, and one for a sentence without.
func writeRoles(out *bufio.Writer, p *language.Parse) error {
	next := 0
	for n, s := range p.Sentences {
		name := sentenceName(s, n)
		if next >= len(p.Frames) || p.Frames[next].Predicate >= s.Last {
			fmt.Fprintf(out, "%s\t0\t_\t_\t_\t_\n", name)
			continue
		}
		span := func(role string, first, last int) string {
			if last == first+1 {
				return fmt.Sprintf("%s:%d", role, last-s.First)
			}
			return fmt.Sprintf("%s:%d-%d", role, first-s.First+1, last-s.First)
		}
		for ; next < len(p.Frames) && p.Frames[next].Predicate < s.Last; next++ {
			f := p.Frames[next]
			var spans []string
			own := false
			for _, a := range f.Arguments {
				if !own && a.First > f.Predicate {
					own = true
					spans = append(spans, span("V", f.Predicate, f.Predicate+1))
				}
				spans = append(spans, span(a.Role, a.First, a.Last))
			}
			if !own {
				spans = append(spans, span("V", f.Predicate, f.Predicate+1))
			}
			form := strings.Join(strings.Fields(p.Text(f.Predicate)), "")
			fmt.Fprintf(out, "%s\t%d\t%s\t%s\t%s\t%s\n", name, f.Predicate-s.First+1, form, f.Roleset, p.XPOS[f.Predicate], strings.Join(spans, " "))
		}
	}
	return nil
}

type jsonParse struct {
	Doc       string         `json:"doc"`
	Text      document.ID    `json:"text"`
	Sentences []jsonSentence `json:"sentences"`
	Names     []jsonName     `json:"names"`
	Frames    []jsonFrame    `json:"frames"`
}

type jsonSentence struct {
	ID        string     `json:"id,omitempty"`
	Paragraph int        `json:"paragraph"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Words     []jsonWord `json:"words"`
}

type jsonWord struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Form  string `json:"form"`
	Lemma string `json:"lemma"`
	UPOS  string `json:"upos"`
	XPOS  string `json:"xpos"`
	Feats string `json:"feats,omitempty"`
	Head  int    `json:"head"` // number of the word in its sentence, from 1; 0 for the root
	Rel   string `json:"rel"`
	Kind  string `json:"kind,omitempty"`
}

type jsonName struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Text  string `json:"text"`
}

type jsonFrame struct {
	Start     int            `json:"start"`
	End       int            `json:"end"`
	Roleset   string         `json:"roleset"`
	Arguments []jsonArgument `json:"arguments"`
}

type jsonArgument struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Role  string `json:"role"`
	Text  string `json:"text"`
}

func writeParseJSON(out io.Writer, p *language.Parse) error {
	points := document.NewCodePoints(p.Doc.Text)
	j := jsonParse{Doc: p.Doc.File, Text: document.IDOf(p.Doc.Text), Sentences: []jsonSentence{}, Names: []jsonName{}, Frames: []jsonFrame{}}
	for _, s := range p.Sentences {
		span := p.Words(s.First, s.Last)
		js := jsonSentence{ID: s.ID, Paragraph: s.Paragraph, Start: points.Of(span.Start), End: points.Of(span.End)}
		for i := s.First; i < s.Last; i++ {
			w := jsonWord{Start: points.Of(p.Span[i].Start), End: points.Of(p.Span[i].End), Form: p.Text(i), Lemma: p.Lemma[i], UPOS: p.UPOS[i], XPOS: p.XPOS[i], Rel: p.Rel[i], Kind: p.Kind[i]}
			if p.Feats[i] != "_" {
				w.Feats = p.Feats[i]
			}
			if p.Head[i] >= 0 {
				w.Head = int(p.Head[i]) - s.First + 1
			}
			js.Words = append(js.Words, w)
		}
		j.Sentences = append(j.Sentences, js)
	}
	for _, m := range p.Mentions {
		span := p.Words(m.First, m.Last)
		j.Names = append(j.Names, jsonName{points.Of(span.Start), points.Of(span.End), m.Type, p.Doc.Slice(span)})
	}
	for _, f := range p.Frames {
		jf := jsonFrame{points.Of(p.Span[f.Predicate].Start), points.Of(p.Span[f.Predicate].End), f.Roleset, []jsonArgument{}}
		for _, a := range f.Arguments {
			span := p.Words(a.First, a.Last)
			jf.Arguments = append(jf.Arguments, jsonArgument{points.Of(span.Start), points.Of(span.End), a.Role, p.Doc.Slice(span)})
		}
		j.Frames = append(j.Frames, jf)
	}
	return json.NewEncoder(out).Encode(j)
}
