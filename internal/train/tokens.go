package train

import (
	"fmt"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Options are common to all trainings.
type Options struct {
	Data string                           // folder with ud/, ner/, text/, propbank/
	Seed uint64                           // of everything that is drawn by chance
	Log  func(format string, args ...any) // progress, a line a call
}

// joinBias is how much surer the splitter must be that "its" is "it's" than
// that it is not; chosen on held-out parts of the treebanks' train files (0 to
// 300; few differences from 100 to 300).
const joinBias = 200

// Tokens trains the splitter on EWT and GUM and gives its weight file.
func Tokens(o Options) ([]byte, error) {
	train, dev, err := splitterData(o)
	if err != nil {
		return nil, err
	}
	runs := splitRuns(train)
	o.Log("runs of letters that can be cut: %d", len(runs))
	counts, err := countRuns(o)
	if err != nil {
		return nil, err
	}
	knownWords, commonWords := knownHashes(counts, train)
	known, common := language.NewKnown(knownWords), language.NewKnown(commonWords)
	o.Log("words that are known: %d, frequent: %d", len(knownWords), len(commonWords))
	var words, joins, ends examples
	for _, d := range train {
		collectSplits(d, runs, known, common, &words, &joins, &ends)
	}
	o.Log("%d places inside tokens, %d after tokens", len(words.label), len(ends.label))
	s := &language.Splitter{Runs: runs, Known: known, Common: common, JoinBias: joinBias}
	s.Words = trainLinear(&words, linearOptions{bits: 18, classes: 3, epochs: 12, rate: 0.1, decay: 1e-5, drop: 0.5, seed: o.Seed, runs: 4}, func(epoch int, loss float64) {
		o.Log("words epoch %d loss %.5f", epoch+1, loss)
	})
	s.Joins = trainLinear(&joins, linearOptions{bits: 16, classes: 3, epochs: 12, rate: 0.1, decay: 1e-5, drop: 0.4, seed: o.Seed + 2, runs: 3}, func(epoch int, loss float64) {
		o.Log("joins epoch %d loss %.5f", epoch+1, loss)
	})
	s.Ends = trainLinear(&ends, linearOptions{bits: 18, classes: 2, epochs: 12, rate: 0.05, decay: 1e-5, drop: 0.6, seed: o.Seed + 1, runs: 5}, func(epoch int, loss float64) {
		o.Log("ends epoch %d loss %.5f", epoch+1, loss)
	})
	best := -1.0
	for bias := int32(-100); bias <= 400; bias += 10 {
		try := *s
		try.Bias = bias
		sum := 0.0
		for _, part := range dev {
			_, f := scoreSplits(&try, part)
			sum += f
		}
		if sum > best {
			best, s.Bias = sum, bias
		}
	}
	var scores []string
	for i, name := range devTreebanks {
		tokens, sentences := scoreSplits(s, dev[i])
		scores = append(scores, fmt.Sprintf("%s: tokens F1 %.2f, sentences F1 %.2f", name, 100*tokens, 100*sentences))
		o.Log("%s, bias %d", scores[i], s.Bias)
	}
	w := model.NewWriter("tokens", language.SplitterPrint)
	w.Meta["data"] = "UD English EWT r2.16 train, GUM v11 train without essay, fiction, letter, podcast, whow"
	w.Meta["scores"] = strings.Join(scores, "; ")
	w.Int8("words", s.Words.Weights)
	w.Int8("ends", s.Ends.Weights)
	w.Int8("joins", s.Joins.Weights)
	w.Int32("bias", []int32{s.Bias, s.JoinBias})
	w.Int32("known", knownWords)
	w.Int32("common", commonWords)
	w.Text("runs", runsText(runs))
	return w.Encode(), nil
}

var devTreebanks = []string{"ud/ewt-dev.conllu", "ud/gum-dev.conllu"}

// splitterData gives what is learned from, and a part to choose on for each of
// devTreebanks.
func splitterData(o Options) (train []*language.Parse, dev [][]*language.Parse, err error) {
	for _, name := range []string{"ud/ewt-train.conllu", "ud/gum-train.conllu"} {
		docs, err := treebank(o.Data, name, false, nil)
		if err != nil {
			return nil, nil, err
		}
		train = append(train, docs...)
	}
	for _, name := range devTreebanks {
		docs, err := treebank(o.Data, name, true, nil)
		if err != nil {
			return nil, nil, err
		}
		dev = append(dev, []*language.Parse{joined(docs)})
	}
	return train, dev, nil
}

// joined makes one document of several, with an empty line between them, as
// raw text is read from a treebank.
func joined(docs []*language.Parse) *language.Parse {
	all := &language.Parse{Doc: &document.Document{}}
	var text strings.Builder
	for _, d := range docs {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		at, first := text.Len(), all.Len()
		text.WriteString(d.Doc.Text)
		for _, s := range d.Span {
			all.Span = append(all.Span, document.Span{Start: at + s.Start, End: at + s.End})
		}
		all.Inner = append(all.Inner, d.Inner...)
		for _, s := range d.Sentences {
			s.First, s.Last = s.First+first, s.Last+first
			all.Sentences = append(all.Sentences, s)
		}
	}
	all.Doc.Text = text.String()
	all.Doc.Body = document.Span{End: text.Len()}
	return all
}

// splitRuns finds the runs of letters that gold cuts inside, often enough to
// be asked about.
func splitRuns(docs []*language.Parse) map[string]int {
	type count struct{ cut, all, at int }
	counts := map[string]*count{}
	letter := func(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
	for _, p := range docs {
		text, cut := p.Doc.Text, map[int]bool{}
		for _, s := range p.Span {
			cut[s.Start] = true
		}
		for i := 0; i < len(text); {
			if !letter(text[i]) {
				i++
				continue
			}
			start, at := i, 0
			for i < len(text) && letter(text[i]) {
				if i > start && cut[i] {
					at = i - start
				}
				i++
			}
			w := strings.ToLower(text[start:i])
			c := counts[w]
			if c == nil {
				c = &count{}
				counts[w] = c
			}
			c.all++
			// "n" of "n't" is found by its apostrophe.
			if at > 0 && !(i < len(text) && (text[i] == '\'' || text[i] > 0x7f) && text[i-1]|0x20 == 'n') {
				c.cut++
				c.at = at
			}
		}
	}
	plural := map[string]bool{} // "cats", which gold has for "cat's" here and there
	for _, p := range docs {
		for i := 1; i < p.Len(); i++ {
			if p.Inner[i] && p.Lower[i] == "s" && p.UPOS[i] == "PART" {
				plural[p.Lower[i-1]+"s"] = true
			}
		}
	}
	joins := map[string]*count{}
	for _, p := range docs {
		for i := range p.Span {
			if run, at := joinOf(p, i); at > 0 {
				if joins[run] == nil {
					joins[run] = &count{}
				}
				joins[run].all++
				joins[run].at = at
			}
		}
	}
	runs := map[string]int{}
	for w, j := range joins {
		c := counts[w]
		if c == nil {
			c = &count{}
		}
		if c.cut > 0 || j.all >= 2 && c.all < 10 || strings.HasSuffix(w, "nt") && c.all < 10 {
			runs[w] = j.at
		}
	}
	for w, c := range counts {
		if plural[w] && 2*c.cut < c.all {
			continue
		}
		if c.cut >= 2 && c.cut*50 > c.all || c.cut == 1 && c.all <= 3 && len(w) > 4 {
			runs[w] = c.at
		}
	}
	return runs
}

func runsText(runs map[string]int) string {
	var lines []string
	for w, at := range runs {
		lines = append(lines, w[:at]+"|"+w[at:])
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

// collectSplits adds the examples of one gold document.
func collectSplits(gold *language.Parse, runs map[string]int, known, common *language.KnownWords, words, joins, ends *examples) {
	cut := map[int]language.Cut{}
	for i, s := range gold.Span {
		cut[s.Start] = language.CutToken
		if gold.Inner[i] {
			cut[s.Start] = language.CutInner
		}
	}
	c := language.Cutter{Runs: runs, Known: known, Common: common, Decide: func(at int, features []language.Feature) language.Cut {
		if cut[at] != language.CutNone || !isPossessive(gold.Doc.Text, at) && !isOmission(gold.Doc.Text, at) {
			words.add(features, int(cut[at]))
		}
		return cut[at]
	}}
	c.Join = func(at int, features []language.Feature) language.Cut {
		joins.add(features, int(cut[at]))
		return cut[at]
	}
	c.Walk(gold.Doc.Text, gold.Doc.Body, func(start, end int, inner bool) {})
	for i := 1; i < gold.Len(); i++ {
		run, at := joinOf(gold, i)
		if at > 0 && runs[run] == at {
			text, s := without(gold, i)
			joins.add(c.DescribeJoin(text, document.Span{End: len(text)}, s.Start, s.Start+at, s.End), int(language.CutInner))
		}
	}
	p := &language.Parse{Doc: gold.Doc, Span: gold.Span, Lower: gold.Lower, Inner: gold.Inner}
	e := language.Ender{Decide: func(i int, features []language.Feature) bool {
		end := gold.Sent[i] != gold.Sent[i+1]
		label := 0
		if end {
			label = 1
		}
		ends.add(features, label)
		return end
	}}
	e.Walk(p)
}

// isPossessive reports whether "'s" after three letters stands at a place and
// ends a run of letters. Gold leaves it uncut only where a writer meant a
// plural; nothing is learned from those.
func isPossessive(text string, at int) bool {
	letter := func(i int) bool { return i >= 0 && i < len(text) && text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' }
	rest := text[at:]
	for _, mark := range []string{"'s", "’s"} {
		if strings.HasPrefix(rest, mark) {
			return letter(at-1) && letter(at-2) && letter(at-3) && !letter(at+len(mark))
		}
	}
	return false
}

// isOmission reports whether a place lies in "[...]", which most annotators cut
// at both brackets; nothing is learned where one did not.
func isOmission(text string, at int) bool {
	return strings.HasPrefix(text[at-1:], "[...]") || strings.HasSuffix(text[:at], "[...") && text[at] == ']'
}

// scoreSplits gives the F1 of tokens and of sentences on gold documents, from
// their text alone.
func scoreSplits(s *language.Splitter, gold []*language.Parse) (tokens, sentences float64) {
	var t, n tally
	for _, g := range gold {
		p := &language.Parse{Doc: g.Doc}
		s.Split(p, g.Doc.Body)
		t.add(tokenSpans(g), tokenSpans(p))
		n.add(sentenceSpans(g), sentenceSpans(p))
	}
	return t.f1(), n.f1()
}

func tokenSpans(p *language.Parse) map[document.Span]bool {
	spans := map[document.Span]bool{}
	for i := 0; i < p.Len(); {
		first := i
		for i++; i < p.Len() && p.Inner[i]; i++ {
		}
		spans[p.Words(first, i)] = true
	}
	return spans
}

func sentenceSpans(p *language.Parse) map[document.Span]bool {
	spans := map[document.Span]bool{}
	for _, s := range p.Sentences {
		spans[p.Words(s.First, s.Last)] = true
	}
	return spans
}

// tally counts what gold has, what was found and what both have.
type tally struct{ gold, found, both int }

func (t *tally) add(gold, found map[document.Span]bool) {
	t.gold += len(gold)
	t.found += len(found)
	for s := range found {
		if gold[s] {
			t.both++
		}
	}
}

func (t tally) f1() float64 {
	if t.gold+t.found == 0 {
		return 0
	}
	return 2 * float64(t.both) / float64(t.gold+t.found)
}

// joinOf gives the run of letters that word i and the one before would be if
// the writer had left out the apostrophe, and where it would be cut; nothing
// for other words.
func joinOf(p *language.Parse, i int) (run string, at int) {
	if !p.Inner[i] || i == 0 {
		return "", 0
	}
	left, right := p.Lower[i-1], p.Lower[i]
	switch right {
	case "'s":
		if p.UPOS[i] == "PART" {
			return "", 0
		}
		right = "s"
	case "n't", "'re", "'ve", "'ll", "'d", "'m":
		right = strings.Replace(right, "'", "", 1)
	default:
		return "", 0
	}
	for k := 0; k < len(left); k++ {
		if left[k] < 'a' || left[k] > 'z' {
			return "", 0
		}
	}
	return left + right, len(left)
}

// without gives the text around words i-1 and i with their apostrophe left
// out, and where they stand in it.
func without(p *language.Parse, i int) (text string, s document.Span) {
	const near = 320 // bytes to each side
	t := p.Doc.Text
	s = document.Span{Start: p.Span[i-1].Start, End: p.Span[i].End}
	lo, hi := max(0, s.Start-near), min(len(t), s.End+near)
	bare := strings.NewReplacer("'", "", "’", "").Replace(t[s.Start:s.End])
	return t[lo:s.Start] + bare + t[s.End:hi], document.Span{Start: s.Start - lo, End: s.Start - lo + len(bare)}
}
