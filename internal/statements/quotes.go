package statements

import (
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// quotation is a stretch of words [First, Last) in quotation marks, marks
// included. A mark whose partner a bad copy has lost closes at the end of its
// sentence (an opening one) or is passed over (a closing one).
type quotation struct{ First, Last int }

// quotes pairs the double quotation marks of a parse, paragraph by paragraph,
// since a lost mark must not turn the rest of the report inside out.
//
// A curly mark should tell by its shape whether it opens, and a straight one by
// the blank beside it; bad copies get both wrong ("some” real concrete
// “results"), so the shape counts only where the blanks do not decide.
func quotes(p *language.Parse) (pairs []quotation, unbalanced []claim.Diagnostic) {
	open, openSentence := -1, 0
	report := func(i int, msg string) {
		unbalanced = append(unbalanced, claim.Diagnostic{Code: "unbalanced-quote", Span: p.Span[i], Message: msg})
	}
	giveUp := func(next int) { // at the end of its sentence, or where the next one opens
		report(open, "an opening quotation mark without a closing one")
		pairs = append(pairs, quotation{open, min(next, p.Sentences[openSentence].Last)})
		open = -1
	}
	for si, s := range p.Sentences {
		for i := s.First; i < s.Last; i++ {
			if !isQuoteMark(p.Lower[i]) {
				continue
			}
			opens, sure := markOpens(p, i)
			switch {
			case open < 0 && opens:
				open, openSentence = i, si
			case open < 0:
				report(i, "a closing quotation mark without an opening one")
			case opens && sure:
				giveUp(i)
				open, openSentence = i, si
			default:
				pairs = append(pairs, quotation{open, i + 1})
				open = -1
			}
		}
		if lastOfParagraph := si+1 == len(p.Sentences) || p.Sentences[si+1].Paragraph != s.Paragraph; lastOfParagraph && open >= 0 {
			giveUp(p.Len())
		}
	}
	return pairs, unbalanced
}

func isQuoteMark(w string) bool {
	switch w {
	case "\"", "“", "”", "„", "«", "»", "``", "''":
		return true
	}
	return false
}

// markOpens tells whether a quotation mark opens: by the blanks beside it
// where they differ (then sure), else by its shape.
func markOpens(p *language.Parse, i int) (opens, sure bool) {
	before := i == 0 || p.Span[i-1].End < p.Span[i].Start || isDash(p.Lower[i-1]) || p.Lower[i-1] == "("
	after := i+1 == p.Len() || p.Span[i].End < p.Span[i+1].Start
	if before != after {
		return before, true
	}
	switch p.Lower[i] {
	case "“", "„", "«", "``":
		return true, false
	}
	return false, false
}

func isDash(w string) bool { return w == "—" || w == "–" || w == "-" || w == "--" || w == "―" }

// inQuotes gives a column: the index of the quotation each word stands in, or
// -1.
func inQuotes(p *language.Parse, pairs []quotation) []int32 {
	col := make([]int32, p.Len())
	for i := range col {
		col[i] = -1
	}
	for k, q := range pairs {
		for i := q.First; i < q.Last; i++ {
			col[i] = int32(k)
		}
	}
	return col
}

// formOf tells how much of a content stands in quotation marks.
func formOf(p *language.Parse, quoted []int32, content []wordSpan) claim.Form {
	in, out := 0, 0
	for _, c := range content {
		for i := c.First; i < c.Last; i++ {
			switch {
			case !isWord(p.Lower[i]) || p.Lower[i] == "that" && i == c.First:
			case quoted[i] >= 0:
				in++
			default:
				out++
			}
		}
	}
	switch {
	case in == 0:
		return claim.Indirect
	case out == 0:
		return claim.Direct
	}
	return claim.Mixed
}

// wordSpan is a stretch of words [First, Last).
type wordSpan struct{ First, Last int }

func (w wordSpan) span(p *language.Parse) document.Span { return p.Words(w.First, w.Last) }

// isWord reports whether w has a letter or digit (is no punctuation).
func isWord(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= 0x80 && w != "—" && w != "–" && w != "“" && w != "”" && w != "’" && w != "‘" && w != "…" || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
