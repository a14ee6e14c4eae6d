package actors

import (
	"strings"

	"github.com/entente-project/entente/internal/world"
)

// From words to the elements of a phrase.

// element is a piece of a phrase.
type element struct {
	kind        byte // see the constants below
	first, last int  // words
	refs        []world.Ref
	class       class
}

// starts reports whether word i may open a phrase.
func (f *finder) starts(i int) bool {
	return f.upper[i] || f.cls[i]&(determiner|adjective|person|bodyNoun|titular|honorific|kin) != 0 || isPronoun(f.p.Lower[i]) || speaking[f.p.Lower[i]]
}

func (f *finder) element(kind byte, first, last int, refs []world.Ref) {
	var c class
	if last > first {
		c = f.cls[last-1]
	}
	f.elements = append(f.elements, element{kind, first, last, refs, c})
}

// longest is how many elements a phrase has at most.
const longest = 32

// elementsAt collects the elements of one phrase from word i on.
func (f *finder) elementsAt(i, end int) ([]element, int) {
	base := len(f.elements)
	defer func() { f.elements = f.elements[:base] }()
	j := i
	headed := false // a noun or name has come
	named := false
loop:
	for j < end && len(f.elements) < base+longest {
		low := f.p.Lower[j]
		if f.joint(j) && j > i && low != "'" && low != "’" || low == "." && f.abbreviation(base, j, end) {
			j++
			continue
		}
		c := f.cls[j]
		if c&determiner != 0 && f.opensPhrase(j, end) {
			if len(f.elements) > base {
				if f.elements[len(f.elements)-1].kind != elDet {
					break
				}
			}
			f.element(elDet, j, j+1, nil)
			j++
			continue
		}
		// Titles of several words, in any case: "Secretary of State".
		if n := max(f.titleAt(j, end), f.ministerAt(j, end)); n > 0 && (!named || f.unknownBody(base) && f.upper[j]) {
			f.element(elTitle, j, j+n, nil)
			j += n
			headed, named = true, false
			if f.upper[j-n] && !(len(f.elements) > base+1 && f.elements[len(f.elements)-2].kind == elDet) && f.secondTitle(j, end) { // "Prime Minister and Foreign Minister X" is one person
				f.elements[len(f.elements)-1].kind = elAdj
				j++
			}
			continue
		}
		if h := f.hit(j, end); h.last > j {
			kind := f.kindOf(h.refs, j, h.last)
			single := h.last == j+1
			switch {
			case kind == 0:
			case single && kind == elName && c&function != 0 && !f.afterTitle(base): // "May", "March"
			case single && kind != elNation && c&(titular|person|bodyNoun|function) != 0 && kind != elPerson && !(kind == elBody && (c&(bodyNoun|function) == bodyNoun && f.upper[j] || f.acronym(j))):
			case named && (kind == elNation || kind == elBody || kind == elCapital || kind == elMetonym):
				break loop
			case headed && kind == elNation && f.elements[len(f.elements)-1].kind != elGroup:
				break loop
			default:
				f.element(kind, j, h.last, h.refs)
				if kind == elName {
					named = true
				}
				if kind == elPerson {
					headed = true
				}
				j = h.last
				continue
			}
		}
		switch {
		case !f.upper[j] && named && len(f.elements) > base && (c&adjective != 0 || c == 0) && f.unknownBody(base) && f.roleAhead(j, end):
			f.element(elAdj, j, j+1, nil) // "Northwestern University public health expert"
			named = false
		case c&honorific != 0 && (f.upper[j]):
			f.element(elHonour, j, j+1, nil)
		case c&(person|kin) != 0 && !(f.upper[j] && named):
			if named && !f.unknownBody(base) && !(side[low] && !f.upper[j] && f.elements[len(f.elements)-1].kind == elName && f.elements[len(f.elements)-1].last == j) {
				break loop
			}
			named = false
			f.element(elPerson, j, j+1, nil)
			headed = true
		case c&bodyNoun != 0 && f.formal(j, end):
			k := f.capsEnd(j, end)
			f.element(elCaps, j, k, nil)
			named = true
			j = k
			continue
		case c&bodyNoun != 0 && (!f.upper[j] || c&adjective == 0 || !f.capsBefore(base, j)):
			if named && !f.bodyAfterName(f.elements[len(f.elements)-1].kind, j) {
				break loop
			}
			f.element(elGroup, j, j+1, nil)
			headed = true
		case c&titular != 0 && f.upper[j]:
			f.element(elTitle, j, j+1, nil)
			headed = true
		case c&adjective != 0 && !named && f.upper[j] && !f.sentenceStart(j) && j+1 < end && f.upper[j+1] && f.cls[j+1]&(person|titular|adjective|function|thing) == 0 && (f.cls[j+1]&bodyNoun == 0 || f.cls[j+1]&orgWord != 0 && !organs[f.p.Lower[j+1]]) && !f.properHit(j+1, end) && !(f.cls[j+1] == 0 && f.w.GivenName(f.folded[j+1])):
			k := f.capsEnd(j, end)
			f.element(elCaps, j, k, nil)
			named = true
			j = k
			continue
		case c&adjective != 0 && !named:
			f.element(elAdj, j, j+1, nil)
		case f.upper[j] && c&function == 0 && f.folded[j] != "" && f.nameWord(j):
			if len(f.elements) > base {
				if e := f.elements[len(f.elements)-1]; e.kind == elGroup && e.class&plural != 0 {
					break loop // "told local media Adams would"
				}
			}
			k := f.capsEnd(j, end)
			if k > j+1 && f.cls[k-1]&person != 0 && f.cls[k-1]&orgWord == 0 && !f.w.GivenName(f.folded[j]) && !named {
				f.element(elPerson, j, k, nil) // "City Councillor"
				headed = true
				j = k
				continue
			}
			f.element(elCaps, j, k, nil)
			named = true
			j = k
			continue
		case named && c&namePart != 0 && j+1 < end && f.upper[j+1] && c&(function|determiner) == 0:
			f.element(elCaps, j, j+1, nil)
		case !f.upper[j] && len(f.elements) > base && !named && c == 0 && f.filler(j, end):
			f.element(elAdj, j, j+1, nil)
		default:
			break loop
		}
		j++
	}
	els := f.elements[base:]
	for len(els) > 0 && (els[len(els)-1].kind == elDet || els[len(els)-1].kind == elAdj || els[len(els)-1].kind == elHonour) {
		if low := f.p.Lower[els[len(els)-1].first]; els[len(els)-1].kind == elAdj && len(els) > 1 && (low == "government" || low == "administration" || low == "military" || low == "intelligence") {
			els[len(els)-1].kind = elGroup
			break
		}
		if e := &els[len(els)-1]; e.kind == elAdj && partisan[f.p.Lower[e.first]] && f.upper[e.first] && len(els) == 2 && els[0].kind == elDet {
			e.kind = elPerson // "a Republican"
			break
		}
		els = els[:len(els)-1]
	}
	return els, max(j, i+1)
}

// roleAhead reports whether the adjectives from word j on lead to a noun of
// people in three words, which a name follows.
func (f *finder) roleAhead(j, end int) bool {
	for k := j + 1; k < min(j+4, end-1); k++ {
		switch {
		case f.upper[k] || f.folded[k] == "" || f.cls[k]&(function|determiner) != 0:
			return false
		case f.cls[k]&(person|titular) != 0 && f.cls[k]&plural == 0:
			return f.upper[k+1] && f.cls[k+1]&(function|determiner) == 0
		case f.cls[k]&(adjective|bodyNoun) == 0 && f.cls[k] != 0:
			return false
		}
	}
	return false
}

// partisan are adjectives of parties that also name their members.
var partisan = map[string]bool{"republican": true, "conservative": true, "liberal": true, "communist": true, "socialist": true}

// secondTitle reports whether "and" or a stroke at word j joins another title
// in capitals, before a name, to the title that ends there.
func (f *finder) secondTitle(j, end int) bool {
	if j+2 >= end || f.p.Lower[j] != "and" && f.p.Lower[j] != "/" || !f.upper[j+1] {
		return false
	}
	k := j + 1
	n := max(f.titleAt(k, end), f.ministerAt(k, end))
	if n == 0 && k+1 < end && f.upper[k] && f.cls[k]&adjective != 0 { // "Alternate Prime Minister"
		k++
		n = f.titleAt(k, end)
	}
	k += n
	return n > 0 && k < end && f.upper[k] && f.cls[k]&(function|determiner|person|bodyNoun) == 0
}

// acronym reports whether word j is written in capitals in a text that is not,
// after "the" or another word in small letters: "the WHO".
func (f *finder) acronym(j int) bool {
	return len(f.folded[j]) > 2 && allCaps(f.p.Text(j)) && (j > 0 && !allCaps(f.p.Text(j-1)) || j+1 < f.p.Len() && !allCaps(f.p.Text(j+1)))
}

// abbreviation reports whether the full stop at word j belongs to a country's
// short form before a title: "U.K. Prime Minister", cut as "U.K" and ".".
func (f *finder) abbreviation(base, j, end int) bool {
	if len(f.elements) == base || j+1 >= end || f.elements[len(f.elements)-1].kind != elNation || f.elements[len(f.elements)-1].last != j {
		return false
	}
	return strings.Contains(f.p.Text(j-1), ".") && f.p.Span[j-1].End == f.p.Span[j].Start && f.upper[j+1]
}

// formal reports whether a noun of bodies in capitals is part of a name of its
// own ("Institute for Economic Research", "Party of Labour") rather than the
// organ of a government ("Foreign Ministry").
func (f *finder) formal(j, end int) bool {
	if !f.upper[j] || f.cls[j]&orgWord == 0 || organs[f.p.Lower[j]] || j+1 >= end {
		return false
	}
	if f.upper[j+1] && f.cls[j+1]&(function|titular|person) == 0 && f.hit(j+1, end).last == 0 {
		return true
	}
	low := f.p.Lower[j+1]
	return (low == "of" || low == "for") && j+2 < end && f.upper[j+2] && f.hit(j+2, end).last == 0 && f.cls[j+2]&(function|determiner) == 0
}

var organs = map[string]bool{"ministry": true, "embassy": true, "department": true, "office": true, "army": true, "navy": true, "police": true, "parliament": true, "congress": true, "senate": true, "assembly": true,
	"court": true, "force": true, "forces": true, "government": true, "state": true, "states": true, "union": true, "council": true}

// bodyAfterName reports whether a noun of bodies after a name belongs to it:
// "the Biden administration", "Yonhap news agency", "Kent police".
func (f *finder) bodyAfterName(before byte, j int) bool {
	low := f.p.Lower[j]
	if f.upper[j] {
		return false
	}
	switch low {
	case "administration", "government", "regime", "cabinet", "presidency", "campaign":
		return true
	case "police", "agency", "newspaper", "daily", "television", "broadcaster", "university", "council", "party", "station", "network", "group", "movement", "militia":
		return before == elCaps || before == elAdj || before == elName || before == elGroup
	}
	return false
}

func (f *finder) afterTitle(base int) bool {
	if len(f.elements) == base {
		return false
	}
	k := f.elements[len(f.elements)-1].kind
	return k == elTitle || k == elHonour || k == elPerson
}

// unknownBody reports whether the elements so far end in capitals that look
// like a body's name, so that a noun of people may follow: "Sea Watch spokesman".
func (f *finder) unknownBody(base int) bool {
	e := f.elements[len(f.elements)-1]
	return e.kind == elCaps && !f.w.GivenName(f.folded[e.first]) && !f.sentenceStartWord(e.first)
}

// sentenceStartWord reports whether word j begins a sentence and is in one
// with small letters elsewhere.
func (f *finder) sentenceStartWord(j int) bool { return f.sentenceStart(j) && f.lowerHas[f.p.Lower[j]] }

func (f *finder) capsBefore(base, j int) bool {
	return len(f.elements) > base && f.elements[len(f.elements)-1].kind == elCaps
}

// opensPhrase reports whether a determiner is one here: not "that" before
// another or before a name ("said that the", "that France").
func (f *finder) opensPhrase(j, end int) bool {
	if low := f.p.Lower[j]; low != "that" && low != "no" && low != "such" {
		return true
	}
	return j+1 < end && f.cls[j+1]&determiner == 0 && !f.upper[j+1] && f.cls[j+1]&(person|bodyNoun|titular|adjective) != 0 && f.cls[j+1]&plural == 0
}

// nameWord reports whether a capitalised word can be (part of) a name; the
// first word of a sentence is one only if the report does not write it small.
func (f *finder) nameWord(j int) bool {
	if !f.sentenceStart(j) {
		return true
	}
	return !f.lowerHas[f.p.Lower[j]] && !f.verbal(j)
}

func (f *finder) sentenceStart(j int) bool {
	k := j - 1
	for k >= 0 && f.folded[k] == "" && f.p.Lower[k] != "," && f.p.Lower[k] != "-" && f.p.Lower[k] != ")" && f.p.Lower[k] != "(" {
		if f.p.Lower[k] == "." || f.p.Lower[k] == ":" || f.p.Lower[k] == "“" || f.p.Lower[k] == "\"" {
			return true
		}
		k--
	}
	return k < 0 || f.p.Sent[k] != f.p.Sent[j]
}

// capsEnd gives the end of the run of capitalised words from j on that are in
// no lexicon, with the small words of names and with initials.
func (f *finder) capsEnd(j, end int) int {
	k := j + 1
	for k < end {
		switch {
		case f.joint(k) && k+1 < end:
			k += 2
		case f.p.Lower[k] == "." && k > j && k+1 < end && f.upper[k-1] && len(f.p.Lower[k-1]) == 1 && f.upper[k+1] && f.cls[k+1] == 0 && f.hit(k+1, end).last <= k+2:
			k += 2 // "Ada K. Example", cut as "K" and "."
		case f.upper[k] && (f.cls[k]&function == 0 || f.p.Lower[k] == "people") && f.folded[k] != "":
			if h := f.hit(k, end); h.last > k {
				kind := f.kindOf(h.refs, k, h.last)
				if kind == elNation || kind == elBody || kind == elCapital {
					if kind == elCapital && k == j+1 && h.last == k+1 && j > 0 && f.cls[j-1]&(person|titular|honorific) != 0 && f.cls[j] == 0 {
						k++ // "actor Denzel Washington"
						continue
					}
					if !(h.last == k+1 && f.w.GivenName(f.folded[j]) && k == j+1) {
						return k
					}
				}
			}
			if f.cls[k]&(titular|honorific) != 0 && f.cls[k]&(orgWord|bodyNoun) == 0 && f.titleAt(k, end) > 0 ||
				f.cls[k]&(person|titular) != 0 && f.cls[k]&orgWord == 0 && k+1 < end && f.upper[k+1] && f.w.GivenName(f.folded[k+1]) && f.cls[k+1] == 0 ||
				f.cls[k]&titular != 0 && f.cls[k]&(orgWord|bodyNoun|function) == 0 && k+2 < end && f.upper[k+1] && f.upper[k+2] && f.cls[k+1]&^namePart == 0 && f.cls[k+2]&^namePart == 0 {
				return k // "District Judge Gray Miller"
			}
			k++
		case f.cls[k]&namePart != 0 && f.cls[k]&function == 0 && k+1 < end && f.upper[k+1]:
			k++
		case (f.p.Lower[k] == "of" || f.p.Lower[k] == "for" || f.p.Lower[k] == "and") && k+1 < end && f.upper[k+1] && f.cls[k+1]&function == 0 && f.orgBefore(j, k) && (f.hit(k+1, end).last == 0 || f.p.Lower[k] == "for"):
			if f.p.Lower[k] == "and" && !(k+2 < end && f.upper[k+2] && f.cls[k+2]&orgWord != 0) {
				return k
			}
			k++
		default:
			return k
		}
	}
	return k
}

// orgBefore reports whether words [j, k) end in a word of bodies.
func (f *finder) orgBefore(j, k int) bool { return f.cls[k-1]&orgWord != 0 }

// filler reports whether an unknown small word can stand between adjectives
// and a noun of people: "the geostrategy expert". Verbs cannot.
func (f *finder) filler(j, end int) bool {
	if j+1 >= end || f.cls[j+1]&person == 0 && !(f.cls[j+1]&bodyNoun != 0) || f.upper[j+1] {
		return false
	}
	w := f.p.Lower[j]
	for _, s := range []string{"ed", "s", "ing", "ly", "'s", "n't"} {
		if strings.HasSuffix(w, s) {
			return false
		}
	}
	return len(w) > 3 && !verbs[w]
}

// verbs are common verb forms that look like nouns.
var verbs = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`said told gave took made went came kept left held sent spoke wrote found thought brought fought sought met led paid lost won that which also than with from into have been when were will would could
		should must urge tell give take make keep send meet lead help want think call force accuse against`) {
		m[w] = true
	}
	return m
}()
