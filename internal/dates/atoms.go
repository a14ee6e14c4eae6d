package dates

import (
	"strings"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/language"
)

// atom is a word, or a piece of one: words are cut at hyphens, slashes and
// clitics, so that the rules do not hang on one manner of tokens. Only atoms
// that can belong to an expression have an entry.
type atom struct {
	word       int32 // index in the Parse
	start, end int32 // bytes of the text
	entry      *entry
	number     int32 // value of digits; -1 for none, or for more than eight
	digits     int8  // how many
}

// place is a run of atoms.
type place struct{ first, end int }

// told is what an expression told of its month, day and the like, as in match.
type told struct {
	month, day, year, season, part, unit, number int
	mod                                          mod
	hasRel, always                               bool
}

// context is one run of Find.
type context struct {
	p     *language.Parse
	by    Guideline
	today calendar.Day // zero for an undated report
	atoms []atom
	found []Expression
	ends  []place // of found, in atoms
	told  []told  // of found, what they told

	second Expression // the second of two that one rule gave

	candidates []candidate    // room for expression
	trial      [deepest]match // room for follow

	last        calendar.Interval // the last date told, for "that day" and "a week later"
	lastDay     calendar.Day      // the last day told
	quarter     calendar.Interval // the last quarter told, for "the quarter"
	quarterSent int32             // the sentence that told it
}

// read cuts the words into atoms.
func (c *context) read() {
	c.atoms = make([]atom, 0, c.p.Len()+c.p.Len()/16)
	for i, s := range c.p.Span {
		lower := c.p.Lower[i]
		if e := lexicon[lower]; e != nil {
			c.atoms = append(c.atoms, atom{word: int32(i), start: int32(s.Start), end: int32(s.End), entry: e, number: -1})
			continue
		}
		c.cut(int32(i), s.Start, s.End, lower)
	}
}

// cut adds the atoms of a word that does not stand in the lexicon as it is.
func (c *context) cut(word int32, start, end int, lower string) {
	raw := c.p.Doc.Text[start:end]
	plain := true // letters only: the usual case
	for k := 0; k < len(raw); k++ {
		if b := raw[k]; b < 'A' || b > 'z' || b > 'Z' && b < 'a' {
			plain = false
			break
		}
	}
	if plain || len(raw) > 40 {
		c.atoms = append(c.atoms, atom{word: word, start: int32(start), end: int32(end), number: -1})
		return
	}
	for k := 0; k < len(raw); {
		from := k
		b := raw[k]
		switch {
		case clitic(raw[k:]) > 0:
			k += clitic(raw[k:])
		case isDigit(b):
			for k < len(raw) && isDigit(raw[k]) {
				k++
			}
			// 1,050 and 3.5 are one number, and no date.
			if k+1 < len(raw) && (raw[k] == ',' || raw[k] == '.') && isDigit(raw[k+1]) && !dotted(raw) {
				for k < len(raw) && (isDigit(raw[k]) || raw[k] == ',' || raw[k] == '.') {
					k++
				}
				c.atoms = append(c.atoms, atom{word: word, start: int32(start + from), end: int32(start + k), number: -1, entry: decimalEntry})
				continue
			}
			c.digits(word, start+from, start+k, raw[from:k])
			continue
		case b < utf8.RuneSelf && !isLetter(b):
			k++
		default:
			for k < len(raw) && (isLetter(raw[k]) || raw[k] >= utf8.RuneSelf || raw[k] == '.' || raw[k] == '\'') {
				if k > from && clitic(raw[k:]) > 0 {
					break
				}
				k++
			}
		}
		piece := folded(raw[from:k])
		if from == 0 && k == len(raw) {
			piece = lower
		}
		e := lexicon[piece]
		if e == nil && strings.HasSuffix(piece, ".") {
			e = lexicon[strings.TrimSuffix(piece, ".")]
		}
		if e == nil && (piece == "–" || piece == "—" || piece == "‑") {
			e = lexicon["-"]
		}
		c.atoms = append(c.atoms, atom{word: word, start: int32(start + from), end: int32(start + k), entry: e, number: -1})
	}
}

// clitic gives the length of a possessive 's at the end of a word: raw is all
// that is left of it.
func clitic(raw string) int {
	switch raw {
	case "'s", "'S", "’s", "’S":
		return len(raw)
	}
	return 0
}

// folded lowers case and straightens apostrophes, as the words of a Parse are.
func folded(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// dotted reports whether raw is a date written 05.10.2021.
func dotted(raw string) bool { return strings.Count(raw, ".") == 2 && !strings.Contains(raw, ",") }

// digits adds a number.
func (c *context) digits(word int32, start, end int, s string) {
	a := atom{word: word, start: int32(start), end: int32(end), number: -1, digits: int8(min(len(s), 100)), entry: numberEntry}
	if len(s) <= 8 {
		n := int32(0)
		for k := 0; k < len(s); k++ {
			n = n*10 + int32(s[k]-'0')
		}
		a.number = n
	}
	c.atoms = append(c.atoms, a)
}

// lower is the text of an atom, folded as the words are.
func (c *context) lower(i int) string {
	a := c.atoms[i]
	if s := c.p.Span[a.word]; s.Start == int(a.start) && s.End == int(a.end) {
		return c.p.Lower[a.word]
	}
	return folded(c.p.Doc.Text[a.start:a.end])
}

// capital reports whether an atom begins with a capital letter.
func (c *context) capital(i int) bool {
	b := c.p.Doc.Text[c.atoms[i].start]
	return 'A' <= b && b <= 'Z'
}

// joined reports whether no gap parts atom i from the one before.
func (c *context) joined(i int) bool { return i > 0 && c.atoms[i-1].end == c.atoms[i].start }

// sentence is the index of the sentence of atom i.
func (c *context) sentence(i int) int32 { return c.p.Sent[c.atoms[i].word] }

// before and behind give the folded text of atoms round a match in the same
// sentence; "" past its ends.
func (c *context) before(m *match, n int) string {
	i := m.first - n
	if i < 0 || c.sentence(i) != c.sentence(m.first) {
		return ""
	}
	return c.lower(i)
}

func (c *context) behind(m *match, n int) string {
	i := m.end - 1 + n
	if i >= len(c.atoms) || c.sentence(i) != c.sentence(m.first) {
		return ""
	}
	return c.lower(i)
}

// closes reports whether atom i ends a part of a sentence: a mark, or nothing.
func (c *context) closes(i int) bool {
	if i >= len(c.atoms) || c.sentence(i) != c.sentence(i-1) {
		return true
	}
	switch c.lower(i) {
	case ".", ",", ";", ":", ")", "]", "?", "!":
		return true
	}
	return false
}
