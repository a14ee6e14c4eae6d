package dates

import (
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// reportDay is the day of the report in all examples: a Tuesday.
var reportDay = calendar.Of(2021, 10, 5)

func find(text string, day calendar.Day) (*document.Document, *Layer) {
	doc := &document.Document{Text: text, Date: day}
	return doc, Find(language.Of(doc))
}

// show writes the expressions as the examples have them, by the rules of TEI
// where "tei: " stands before the text.
func show(text string, day calendar.Day) []string {
	text, tei := strings.CutPrefix(text, "tei: ")
	by := TimeML
	if tei {
		by = TEI
	}
	doc := &document.Document{Text: text, Date: day}
	return shown(doc, search(language.Of(doc), by).found)
}

func shown(doc *document.Document, found []Expression) []string {
	var out []string
	for _, e := range found {
		out = append(out, strings.TrimSpace(doc.Slice(e.Span)+" "+e.Value+" "+e.Interval.String()))
	}
	return out
}

// Every rule has an example that uses it.
func TestRules(t *testing.T) {
	for _, r := range rules {
		text, want, ok := strings.Cut(r.example, " => ")
		if !ok {
			t.Errorf("rule %s has no example", r.name)
			continue
		}
		if got := strings.Join(show(text, reportDay), "; "); got != want {
			t.Errorf("rule %s: %s\ngot  %s\nwant %s", r.name, text, got, want)
		}
	}
}

// Sentences are read in a report of 2021-10-05, or, with "undated" in their
// name, in one without a date.
func TestSentences(t *testing.T) {
	raw, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(raw), "\n---\n") {
		name, rest, _ := strings.Cut(block, "\n")
		text, expected, _ := strings.Cut(rest, "\n=>")
		t.Run(strings.TrimPrefix(name, "# "), func(t *testing.T) {
			day := reportDay
			if strings.Contains(name, "undated") {
				day = 0
			}
			var want []string
			for _, w := range strings.Split(expected, "\n=>") {
				if w = strings.TrimSpace(w); w != "nothing" {
					want = append(want, w)
				}
			}
			got := show(text, day)
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("%s\ngot\n  %s\nwant\n  %s", text, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		})
	}
}

// What TEI marks, in a report of 2021-10-05, or, with "undated" in the name, in
// one without a date.
func TestTEI(t *testing.T) {
	casefile.Run(t, "testdata/tei.txt", func(c casefile.Case) []string {
		doc := &document.Document{Text: c.Text, Date: reportDay}
		if strings.Contains(c.Name, "undated") {
			doc.Date = 0
		}
		var got []string
		for _, m := range mark(language.Of(doc), TEI) {
			got = append(got, doc.Slice(m.span)+" "+m.value)
		}
		return got
	})
}

// plain splits words at blanks and marks alone, and sentences at full stops
// and line ends: a Parse without a model, and one that keeps "Sunday's" whole.
func plain(doc *document.Document) *language.Parse {
	p := &language.Parse{Doc: doc}
	first := 0
	end := func() {
		if len(p.Span) > first {
			p.Sentences = append(p.Sentences, language.Sentence{First: first, Last: len(p.Span)})
			first = len(p.Span)
		}
	}
	inner := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("'’-/:,.", r)
	}
	for i := 0; i < len(doc.Text); {
		r, size := utf8.DecodeRuneInString(doc.Text[i:])
		if unicode.IsSpace(r) {
			if r == '\n' {
				end()
			}
			i += size
			continue
		}
		k := i + size
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for k < len(doc.Text) {
				r, size := utf8.DecodeRuneInString(doc.Text[k:])
				if !inner(r) {
					break
				}
				k += size
			}
			for k > i+1 && strings.ContainsRune("-/:,.", rune(doc.Text[k-1])) && !strings.HasSuffix(doc.Text[i:k], ".m.") {
				k--
			}
		}
		word := doc.Text[i:k]
		p.Span = append(p.Span, document.Span{Start: i, End: k})
		p.Lower = append(p.Lower, folded(word))
		p.Sent = append(p.Sent, int32(len(p.Sentences)))
		if word == "." || word == "!" || word == "?" {
			end()
		}
		i = k
	}
	end()
	return p
}

// The rules do not hang on one manner of words.
func TestRulesOnOtherWords(t *testing.T) {
	for _, r := range rules {
		text, want, _ := strings.Cut(r.example, " => ")
		text, tei := strings.CutPrefix(text, "tei: ")
		by := TimeML
		if tei {
			by = TEI
		}
		doc := &document.Document{Text: text, Date: reportDay}
		got := shown(doc, search(plain(doc), by).found)
		if strings.Join(got, "; ") != want {
			t.Errorf("rule %s: %s\ngot  %s\nwant %s", r.name, text, strings.Join(got, "; "), want)
		}
	}
}

// check holds for any text.
func check(t *testing.T, text string, day calendar.Day) {
	t.Helper()
	doc := &document.Document{Text: text, Date: day}
	p := plain(doc)
	l := Find(p)
	if len(l.At) != p.Len() {
		t.Fatalf("%d words, %d places", p.Len(), len(l.At))
	}
	last := 0
	for k, e := range l.Expressions {
		if e.First >= e.Last || e.Last > p.Len() || e.Span.Start < last || e.Span.End <= e.Span.Start {
			t.Fatalf("expression %+v after byte %d in %q", e, last, text)
		}
		if e.Span.Start < p.Span[e.First].Start || e.Span.End > p.Span[e.Last-1].End {
			t.Fatalf("expression %+v lies outside its words in %q", e, text)
		}
		if e.Value == "" || e.Type == "" {
			t.Fatalf("expression %q has type %q, value %q", doc.Slice(e.Span), e.Type, e.Value)
		}
		if i := e.Interval; i.From < 0 || i.To < 0 || i.From != 0 && i.To != 0 && i.To < i.From {
			t.Fatalf("expression %q: interval %v", doc.Slice(e.Span), i)
		}
		if at := int(l.At[e.First]); at < 0 || at > k {
			t.Fatalf("word %d is not of expression %d", e.First, k)
		}
		last = e.Span.End
	}
	last = 0
	for _, m := range mark(p, TEI) {
		if m.span.Start < last || m.span.End <= m.span.Start || m.span.End > len(text) || m.kind != Date || m.value == "" {
			t.Fatalf("TEI has %+v after byte %d in %q", m, last, text)
		}
		last = m.span.End
	}
}

func FuzzFind(f *testing.F) {
	for _, r := range rules {
		f.Add(r.example, true)
	}
	f.Add("from 5 May to 3 May 0001-01-01 a year ago 99999 centuries ago 31 February", false)
	f.Fuzz(func(t *testing.T, text string, dated bool) {
		day := reportDay
		if !dated {
			day = 0
		}
		check(t, text, day)
	})
}

// A report dated at the ends of the calendar breaks nothing.
func TestOddDays(t *testing.T) {
	var all strings.Builder
	for _, r := range rules {
		text, _, _ := strings.Cut(r.example, " => ")
		all.WriteString(text + " ")
	}
	for _, day := range []calendar.Day{0, 1, 40, calendar.Of(2020, 2, 29), calendar.Of(9999, 12, 31)} {
		check(t, all.String(), day)
	}
}

func TestIn(t *testing.T) {
	_, l := find("They met on Monday. They will meet on Friday.", reportDay)
	if got := l.In(0, 5); len(got) != 1 || got[0].Value != "2021-10-04" {
		t.Errorf("In(0, 5) gives %v", got)
	}
	if got := l.In(5, 99); len(got) != 1 || got[0].Value != "2021-10-08" {
		t.Errorf("In(5, 99) gives %v", got)
	}
	if got := l.In(9, 3); len(got) != 0 {
		t.Errorf("In(9, 3) gives %v", got)
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("The foreign minister said on Tuesday that her government would not return to the talks before the end of the month. "+
		"Officials from both countries, who had met four years ago in the capital, agreed in September to keep the channel open. "+
		"The ministry did not answer questions about the visit, which it had called a success. ", 400)
	doc := &document.Document{Text: text, Date: reportDay}
	p := plain(doc)
	b.ResetTimer()
	for b.Loop() {
		Find(p)
	}
	b.ReportMetric(float64(p.Len())*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// Time is linear: texts of one word, said very often, take no longer a word.
func TestLongTexts(t *testing.T) {
	for _, piece := range []string{"the ", "1-", "Monday ", "more than ", "from May to ", "two hundred ", "the early ", "5/", "'", "every ", "last week of ", "at least "} {
		check(t, strings.Repeat(piece, 30_000), reportDay)
	}
}

// Every value of the lexicon is one that its class can have: a slip in the
// list ("yearly=7|annually=7") once made a unit of a trillion.
func TestLexiconValuesAreSane(t *testing.T) {
	for w, e := range lexicon {
		if e.value < -1 || e.value > 1000 {
			t.Errorf("%s has value %d", w, e.value)
		}
		if e.class&(cSet|cUnit) != 0 && (e.value < 0 || e.value >= len(units)) {
			t.Errorf("%s has unit %d of %d", w, e.value, len(units))
		}
	}
}
