package train

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/commitments"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// CommitmentOptions are the settings of Commitments.
type CommitmentOptions struct {
	Options
	Corpus  string  // the corpus folder
	Written float64 // weight of a report written for the corpus beside one that was published; 0: left out
}

// actReport is a report with its gold commitments and meetings, and the layers
// that the finders look at.
type actReport struct {
	id      string
	written bool // invented for the corpus
	gold    *corpus.Gold
	text    string
	parse   *language.Parse
	who     *actors.Layer
	when    *dates.Layer
	said    []claim.Statement
}

// actReports reads the reports of a part of the corpus and, with written, those
// that were written for it (DIR/written, all of them training).
func actReports(dir string, part corpus.Part, written bool) ([]*actReport, error) {
	var out []*actReport
	c, err := corpus.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("train: %w; give the folder that holds reports/ and splits.tsv", err)
	}
	for _, r := range c.Reports {
		if r.Part == part {
			out = append(out, &actReport{id: r.ID, gold: &r.Gold, text: r.Text, parse: language.Of(documentOf(r.Text, r.Header.Date))})
		}
	}
	if written {
		w, err := writtenReports(filepath.Join(dir, "written"))
		if err != nil {
			return nil, err
		}
		out = append(out, w...)
	}
	for _, r := range out {
		r.who = actors.Find(r.parse, world.Default())
		r.when = dates.Find(r.parse)
		r.said, _ = statements.Find(r.parse, r.who)
	}
	return out, nil
}

// writtenReports reads a folder of invented reports, in the form of
// corpus/reports; none where there is no such folder.
func writtenReports(dir string) ([]*actReport, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	if err != nil || len(names) == 0 {
		return nil, err
	}
	sort.Strings(names)
	var out []*actReport
	for _, name := range names {
		stem := strings.TrimSuffix(name, ".gold.json")
		text, err := os.ReadFile(stem + ".txt")
		if err != nil {
			return nil, fmt.Errorf("train: %w", err)
		}
		r := &actReport{id: filepath.Base(stem), written: true, gold: &corpus.Gold{}, text: string(text)}
		var header corpus.Header
		if err := readJSON(name, r.gold); err != nil {
			return nil, err
		}
		if err := readJSON(stem+".json", &header); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		r.parse = language.Of(documentOf(r.text, header.Date))
		out = append(out, r)
	}
	return out, nil
}

// CommitmentFolds is the number of parts of the cross-validation.
const CommitmentFolds = 5

// commitmentTable holds the settings of the table, chosen by five folds over
// the corpus's training part.
var commitmentTable = tableOptions{classes: 1 + len(commitments.Kinds), pull: .06, steps: 50, least: 2, prune: .01}

// lexiconShare is the weight of the lexicon's examples.
const lexiconShare = .5

// Commitments trains the finder of commitments and gives the weight file.
func Commitments(o CommitmentOptions) ([]byte, error) {
	reports, err := actReports(o.Corpus, corpus.Train, o.Written > 0)
	if err != nil {
		return nil, err
	}
	var examples []tableExample
	var b model.Bag
	for _, r := range reports {
		examples = append(examples, o.commitmentExamples(r, &b)...)
	}
	examples = append(examples, lexiconCommitments(&b)...)
	t := fitTable(examples, commitmentTable)
	o.Log("%d reports, %d candidates, %d features", len(reports), len(examples), len(t.keys))
	return encodeTables(commitments.WeightKind, commitments.FeaturePrint, []string{""}, []*trainedTable{t}), nil
}

// encodeTables writes a weight file of one or more tables, each with a prefix
// for its parts.
func encodeTables(kind, print string, names []string, tables []*trainedTable) []byte {
	w := model.NewWriter(kind, print)
	w.Meta["words"] = fmt.Sprintf("%08x", language.Shipped().WordPrint())
	for i, t := range tables {
		keys := make([]int32, len(t.keys))
		for k, x := range t.keys {
			keys[k] = int32(x)
		}
		w.Int32(names[i]+"keys", keys)
		w.Int8(names[i]+"weights", t.weights, len(keys), t.classes)
		w.Float32(names[i]+"scale", []float32{t.scale})
	}
	return w.Encode()
}

// commitmentExamples are the candidates of a report. A gold commitment's
// candidate is the one whose words are most like it; others that are much like
// it say nothing and are left out.
func (o *CommitmentOptions) commitmentExamples(r *actReport, b *model.Bag) []tableExample {
	v := commitments.NewView(r.parse, r.who, r.when, r.said)
	share := float32(1)
	if r.written {
		share = float32(o.Written)
	}
	class := make([]int, v.Len())
	near := make([]bool, v.Len())
	for _, g := range r.gold.Commitments {
		what := g.What.Spans(r.text)
		best, likest := -1, .4
		for k := range class {
			f := likeness(r.parse, what, []document.Span{v.What(k)})
			if f >= .3 {
				near[k] = true
			}
			if f >= likest && class[k] == 0 {
				best, likest = k, f
			}
		}
		if best >= 0 {
			for n, kind := range commitments.Kinds {
				if kind == claim.CommitmentKind(g.Kind) {
					class[best] = 1 + n
				}
			}
		}
	}
	var out []tableExample
	for k := range class {
		if class[k] == 0 && near[k] {
			continue
		}
		v.Features(k, b)
		out = append(out, bagExample(b, class[k], share))
	}
	return out
}

func bagExample(b *model.Bag, class int, share float32) tableExample {
	return tableExample{keys: append([]uint32(nil), b.Keys...), values: append([]float32(nil), b.Values...), class: class, share: share}
}

// likeness is the F1 of the words of two span lists, as the contract's scorer
// has it (words with a letter or digit).
func likeness(p *language.Parse, a, b []document.Span) float64 {
	count := func(spans []document.Span) map[int]bool {
		m := map[int]bool{}
		for _, s := range spans {
			i := sort.Search(p.Len(), func(i int) bool { return p.Span[i].End > s.Start })
			for ; i < p.Len() && p.Span[i].Start < s.End; i++ {
				if w := p.Lower[i]; strings.IndexFunc(w, func(r rune) bool { return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 0xBF }) >= 0 {
					m[i] = true
				}
			}
		}
		return m
	}
	x, y := count(a), count(b)
	shared := 0
	for i := range x {
		if y[i] {
			shared++
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}

// lexiconCommitments are the candidates of the lexicon's examples.
func lexiconCommitments(b *model.Bag) []tableExample {
	var out []tableExample
	o := CommitmentOptions{Written: lexiconShare}
	for _, e := range commitments.Examples() {
		r := &actReport{written: true, gold: &corpus.Gold{}, text: e.Sentence, parse: language.Of(documentOf(e.Sentence, "2021-10-05"))}
		r.who = actors.Find(r.parse, world.Default())
		r.when = dates.Find(r.parse)
		r.said, _ = statements.Find(r.parse, r.who)
		r.gold.Commitments = append(r.gold.Commitments, struct {
			ID        string         `json:"id"`
			Kind      string         `json:"kind"`
			By        []corpus.Party `json:"by"`
			To        []corpus.Party `json:"to"`
			What      corpus.Anchors `json:"what"`
			Due       *string        `json:"due"`
			Condition *string        `json:"condition"`
			Topics    []string       `json:"topics"`
		}{Kind: string(e.Kind), What: corpus.Anchors{{Text: e.What}}})
		out = append(out, o.commitmentExamples(r, b)...)
	}
	return out
}

// score counts as the contract's scorer does.
type score struct{ gold, pred, found, with, due int }

func (t score) f1(n int) float64 {
	if t.gold+t.pred == 0 {
		return 1
	}
	return 2 * float64(n) / float64(t.gold+t.pred)
}

func (t *score) add(u score) {
	t.gold, t.pred, t.found, t.with, t.due = t.gold+u.gold, t.pred+u.pred, t.found+u.found, t.with+u.with, t.due+u.due
}

// CommitmentCross measures by five folds over the published reports of the
// training part: each report is read by a table that has not seen it; the
// written ones are in every training. It gives a table of thresholds and F1.
func CommitmentCross(o CommitmentOptions) (string, error) {
	reports, err := actReports(o.Corpus, corpus.Train, o.Written > 0)
	if err != nil {
		return "", err
	}
	dev, err := actReports(o.Corpus, corpus.Dev, false)
	if err != nil {
		return "", err
	}
	var b model.Bag
	examples := make([][]tableExample, len(reports))
	for i, r := range reports {
		examples[i] = o.commitmentExamples(r, &b)
	}
	shared := lexiconCommitments(&b)
	grid := []float64{.02, .05, .1, .15, .2, .25, .3, .4, .5}
	total := map[[2]float64]*score{}
	measure := func(r *actReport, t *model.Linear, into map[[2]float64]*score) {
		for _, rule := range grid {
			for _, other := range grid {
				if other < rule {
					continue
				}
				m := commitments.NewModel(t)
				m.Thresholds = commitments.Thresholds{Rule: rule, Other: other}
				found := commitments.FindWith(m, r.parse, r.who, r.when, r.said)
				key := [2]float64{rule, other}
				if into[key] == nil {
					into[key] = &score{}
				}
				into[key].add(scoreCommitments(r, found))
			}
		}
	}
	var rules score
	var errors strings.Builder
	var oracle score
	for f := range CommitmentFolds {
		var seen []tableExample
		for i := range reports {
			if i%CommitmentFolds != f || reports[i].written {
				seen = append(seen, examples[i]...)
			}
		}
		t := fitTable(append(seen, shared...), commitmentTable)
		table := model.NewLinear(t.classes, t.keys, t.weights, t.scale)
		for i, r := range reports {
			if i%CommitmentFolds == f && !r.written {
				measure(r, table, total)
				rules.add(scoreCommitments(r, commitments.FindWith(nil, r.parse, r.who, r.when, r.said)))
				listCommitments(&errors, r, commitments.FindWith(commitments.NewModel(table), r.parse, r.who, r.when, r.said))
				oracle.gold += len(r.gold.Commitments)
				for _, e := range examples[i] {
					if e.class > 0 {
						oracle.found++
					}
				}
			}
		}
		o.Log("fold %d", f+1)
	}
	var out strings.Builder
	row := func(name string, t score) {
		fmt.Fprintf(&out, "%s\t%d\t%d\t%.3f\t%.3f\t%d of %d\n", name, t.gold, t.pred, t.f1(t.found), t.f1(t.with), t.due, t.found)
	}
	out.WriteString("thresholds\tgold\tfound\tF1\t+by\tdue\n")
	fmt.Fprintf(&out, "candidates for %d of %d\n", oracle.found, oracle.gold)
	row("lexicon alone", rules)
	for _, a := range grid {
		for _, c := range grid {
			if t := total[[2]float64{a, c}]; t != nil {
				row(fmt.Sprintf("%.2f %.2f", a, c), *t)
			}
		}
	}
	var seen []tableExample
	for i := range reports {
		seen = append(seen, examples[i]...)
	}
	t := fitTable(append(seen, shared...), commitmentTable)
	table := model.NewLinear(t.classes, t.keys, t.weights, t.scale)
	onDev := map[[2]float64]*score{}
	for _, r := range dev {
		measure(r, table, onDev)
	}
	for _, a := range grid {
		if t := onDev[[2]float64{a, a}]; t != nil {
			row(fmt.Sprintf("dev %.2f", a), *t)
		}
	}
	out.WriteString("\nmissed and wrongly found, by the five folds, with the shipped thresholds\n" + errors.String())
	return out.String(), nil
}

// listCommitments lists what was missed and what was found for nothing.
func listCommitments(out *strings.Builder, r *actReport, found []claim.Commitment) {
	pairs := matchCommitments(r, found)
	for g, c := range r.gold.Commitments {
		if _, ok := pairs[g]; !ok {
			fmt.Fprintf(out, "%s\tmissed\t%s\t%s\n", r.id, c.Kind, strings.Join(strings.Fields(c.What.Words()), " "))
		}
	}
	for p, c := range found {
		hit := false
		for _, x := range pairs {
			hit = hit || x == p
		}
		if !hit {
			s := r.parse.Sentences[r.parse.Sent[sort.Search(r.parse.Len(), func(i int) bool { return r.parse.Span[i].End > c.What[0].Start })]]
			before := r.text[r.parse.Span[s.First].Start:c.What[0].Start]
			fmt.Fprintf(out, "%s\tfalse %.2f\t%s\t%s\n", r.id, c.Confidence, c.Kind, strings.Join(strings.Fields(before+"«"+r.text[c.What[0].Start:c.What[0].End]+"»"), " "))
		}
	}
}

// matchCommitments pairs gold commitments with found ones as the contract's
// scorer does: one to one, the likest first.
func matchCommitments(r *actReport, found []claim.Commitment) map[int]int {
	type pair struct {
		like float64
		g, p int
	}
	var pairs []pair
	for g := range r.gold.Commitments {
		what := r.gold.Commitments[g].What.Spans(r.text)
		for p := range found {
			if f := likeness(r.parse, what, found[p].What); f >= .4 {
				pairs = append(pairs, pair{f, g, p})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].like > pairs[b].like })
	out, taken := map[int]int{}, map[int]bool{}
	for _, x := range pairs {
		if _, ok := out[x.g]; !ok && !taken[x.p] {
			out[x.g], taken[x.p] = x.p, true
		}
	}
	return out
}

// scoreCommitments counts what was found in a report.
func scoreCommitments(r *actReport, found []claim.Commitment) score {
	t := score{gold: len(r.gold.Commitments), pred: len(found)}
	for n, p := range matchCommitments(r, found) {
		t.found++
		g := r.gold.Commitments[n]
		want, got := map[string]bool{}, map[string]bool{}
		for _, q := range g.By {
			if q.Country != nil {
				want[*q.Country] = true
			} else if q.Name != nil && len(*q.Name) == 3 && strings.ToUpper(*q.Name) == *q.Name {
				want[*q.Name] = true
			}
		}
		for _, q := range found[p].By {
			if q.Country != "" {
				got[q.Country] = true
			}
		}
		same := len(want) == len(got)
		for c := range want {
			same = same && got[c]
		}
		if same {
			t.with++
		}
		due := calendar.Interval{}
		if g.Due != nil {
			due, _ = calendar.ParseInterval(*g.Due)
		}
		if due == found[p].Due {
			t.due++
		}
	}
	return t
}

func readJSON(name string, v any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("train: %s: %w", name, err)
	}
	return nil
}
