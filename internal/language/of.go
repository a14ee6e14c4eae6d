package language

import (
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/document"
)

// Of analyses the body of a document. Any text is taken: broken UTF-8 bytes
// count as one-byte symbols. Time is linear in the length of the text.
//
// This is the first form, by rules: words in the manner of Universal
// Dependencies (hyphens, clitics and brackets are words of their own;
// abbreviations keep their full stop), and sentences by punctuation and
// capitals. A full stop before a small letter ends nothing, so that the broken
// sentences of bad copies stay in one piece.
func Of(doc *document.Document) *Parse {
	p := &Parse{Doc: doc}
	body := doc.Body
	if body == (document.Span{}) {
		body = document.Span{Start: 0, End: len(doc.Text)}
	}
	splitWords(p, body)
	splitSentences(p)
	return p
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '_'
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// splitWords fills Span and Lower for the words of text[body].
func splitWords(p *Parse, body document.Span) {
	text := p.Doc.Text
	for i := body.Start; i < body.End; {
		r, size := runeAt(text, i)
		switch {
		case unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b':
			i += size
		case isWordRune(r):
			end := wordEnd(text, i, body.End)
			addWord(p, i, end)
			i = end
		case r == '.' || r == '-' || r == '!' || r == '?':
			// Runs of the same mark ("...", "--", "!!") are one word.
			end := i + size
			for end < body.End && text[end] == byte(r) {
				end++
			}
			p.add(i, end)
			i = end
		default:
			p.add(i, i+size)
			i += size
		}
	}
}

// wordEnd finds the end of a run of letters and digits: with the inner marks
// of numbers (1,050.5), of abbreviations (U.S., a.m.) and of names (O'Neill).
func wordEnd(text string, start, limit int) int {
	i := start
	for i < limit {
		r, size := runeAt(text, i)
		if isWordRune(r) {
			i += size
			continue
		}
		next := i + size
		if next >= limit {
			break
		}
		n, _ := runeAt(text, next)
		prev := text[i-1]
		switch {
		case (r == ',' || r == '.' || r == ':') && isDigit(prev) && unicode.IsDigit(n):
			i = next
			continue
		case isApostrophe(r) && unicode.IsLetter(n):
			i = next
			continue
		case r == '.' && unicode.IsLetter(n) && isAcronym(text[start:i]):
			i = next // U.S, a.m
			continue
		}
		break
	}
	if i < limit && text[i] == '.' && endsInStop(text[start:i]) {
		i++
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isAcronym reports whether w is single letters parted by full stops: "U",
// "U.S", "a".
func isAcronym(w string) bool {
	letters := 0
	for len(w) > 0 {
		r, size := runeAt(w, 0)
		if !unicode.IsLetter(r) {
			return false
		}
		letters++
		w = w[size:]
		if w == "" {
			return true
		}
		if w[0] != '.' {
			return false
		}
		w = w[1:]
	}
	return letters > 0
}

// endsInStop reports whether a full stop after w belongs to it: initials,
// dotted acronyms and the abbreviations of news.
func endsInStop(w string) bool {
	if abbreviations[strings.ToLower(w)] {
		return true
	}
	if !isAcronym(w) {
		return false
	}
	r, _ := runeAt(w, 0)
	return strings.Contains(w, ".") || unicode.IsUpper(r)
}

// abbreviations that keep their full stop. Those in starters below can also
// end a sentence.
var abbreviations = setOf(`mr mrs ms dr prof gen lt col maj capt sgt cpl cmdr adm sen rep gov pres hon rev st
	jr sr no vs etc inc ltd co corp bros jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun
	dept est approx fig vol ave blvd rd ft mt univ assn amb supt messrs mme mlle ph.d`)

// titles never end a sentence, whatever follows.
var titles = setOf(`mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. cpl. cmdr. adm. sen. rep. gov. pres. hon. rev. st. amb. messrs. mme. mlle. vs. no. mt. ft. supt.`)

// openers are words that begin a sentence after a dotted acronym: "in the U.S.
// The meeting" ends one, "the U.S. Congress" does not.
var openers = setOf(`the a an he she it they we i you his her their our its this that these those there but and in on at for from with as when while if after before
	however meanwhile although since both some many most all no not to by under during last earlier later asked what who how why where`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// addWord adds the word text[start:end], cut at clitics: n't, 's, 're, ...
func addWord(p *Parse, start, end int) {
	w := p.Doc.Text[start:end]
	lower := fold(w)
	cut := 0 // length of the clitic, in bytes of w
	for _, c := range clitics {
		if strings.HasSuffix(lower, c) && len(lower) > len(c) {
			if w == lower || len(w) == len(lower) {
				cut = len(c)
			} else { // a curly apostrophe is longer than a straight one
				cut = len(c) + len("’") - len("'")
			}
			break
		}
	}
	if lower == "cannot" {
		cut = len("not")
	}
	if cut == 0 {
		p.add(start, end)
		return
	}
	p.add(start, end-cut)
	p.add(end-cut, end)
}

var clitics = []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"}

func (p *Parse) add(start, end int) {
	p.Span = append(p.Span, document.Span{Start: start, End: end})
	p.Lower = append(p.Lower, fold(p.Doc.Text[start:end]))
}

// splitSentences fills Sentences and Sent.
func splitSentences(p *Parse) {
	p.Sent = make([]int32, len(p.Span))
	first, paragraph := 0, 0
	for i := range p.Span {
		last := i+1 == len(p.Span)
		breaks := !last && isParagraphBreak(p.Doc.Text[p.Span[i].End:p.Span[i+1].Start])
		if last || breaks || p.endsSentence(i) {
			for k := first; k <= i; k++ {
				p.Sent[k] = int32(len(p.Sentences))
			}
			p.Sentences = append(p.Sentences, Sentence{First: first, Last: i + 1, Paragraph: paragraph})
			first = i + 1
		}
		if breaks {
			paragraph++
		}
	}
}

// isParagraphBreak reports whether a gap parts paragraphs: an empty line, or
// one line end in a text that has a paragraph to each line.
func isParagraphBreak(gap string) bool { return strings.ContainsAny(gap, "\n\r\u2028\u2029\f") }

// endsSentence reports whether a sentence ends after word i, judged by the
// word, the gap after it and the next word.
func (p *Parse) endsSentence(i int) bool {
	if p.Span[i].End == p.Span[i+1].Start {
		return false // no space: never an end, but "quote.”The" is told by the quote below
	}
	k := i
	for k > 0 && closes(p.Lower[k]) && p.Span[k-1].End == p.Span[k].Start {
		k-- // back over closing quotes and brackets to the mark itself
	}
	mark := p.Lower[k]
	next, _ := runeAt(p.Text(i+1), 0)
	starts := unicode.IsUpper(next) || unicode.IsDigit(next) || opens(p.Lower[i+1]) && p.upperAfter(i+1)
	switch {
	case mark == "." || mark == "!" || mark == "?" || strings.HasPrefix(mark, "!") || strings.HasPrefix(mark, "?"):
		return starts
	case strings.HasPrefix(mark, ".."), mark == "…":
		return starts && k < i
	case strings.HasSuffix(mark, ".") && len(mark) > 1 && !titles[mark]:
		if k < i {
			return starts
		}
		// A dotted acronym or abbreviation: only before a usual opener.
		return starts && len(mark) > 2 && openers[p.Lower[i+1]]
	}
	return false
}

// upperAfter reports whether the first letter after opening marks at i is a
// capital or digit.
func (p *Parse) upperAfter(i int) bool {
	for ; i < len(p.Span); i++ {
		r, _ := runeAt(p.Text(i), 0)
		if isWordRune(r) {
			return unicode.IsUpper(r) || unicode.IsDigit(r)
		}
		if !opens(p.Lower[i]) {
			return false
		}
	}
	return false
}

func closes(w string) bool {
	switch w {
	case "”", "’", "\"", "'", ")", "]", "»", "''":
		return true
	}
	return false
}

func opens(w string) bool {
	switch w {
	case "“", "‘", "\"", "'", "(", "[", "«", "``", "—", "–":
		return true
	}
	return false
}
