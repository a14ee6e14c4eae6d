package train

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/language"
)

// nameSets are the sets of names in the form of a word and a tag a line.
var nameSets = []struct {
	file  string
	types map[string]string
}{
	{"ner/wikigold.conll", map[string]string{"PER": "PER", "LOC": "LOC", "ORG": "ORG"}},
	{"ner/re3d-train.conll", map[string]string{"Person": "PER", "Location": "LOC", "Organisation": "ORG"}},
}

// titles come before a name and are no part of it, as in UNER.
var titles = map[string]bool{"mr.": true, "mrs.": true, "ms.": true, "mr": true, "mrs": true, "ms": true, "miss": true, "dr.": true, "dr": true, "prof.": true, "professor": true,
	"president": true, "minister": true, "senator": true, "sen.": true, "secretary": true, "king": true, "queen": true, "prince": true, "princess": true, "general": true, "gen.": true,
	"captain": true, "judge": true, "justice": true, "sir": true, "governor": true, "chancellor": true, "colonel": true, "rep.": true, "chief": true, "prime": true, "ambassador": true}

// names gives each word the tag of its name, made from GUM's mentions: the
// proper nouns around the head of the outermost mention. "" stands for words
// that may or may not be part of a name.
func (k *kindReader) names() map[*language.Parse][]string {
	types := map[string]string{"person": "PER", "place": "LOC", "organization": "ORG"}
	out := map[*language.Parse][]string{}
	for p, spans := range k.spans {
		tags := make([]string, p.Len())
		for i := range tags {
			if p.UPOS[i] != "PROPN" {
				tags[i] = "O"
			}
		}
		spans = append([]typedSpan(nil), spans...)
		sort.SliceStable(spans, func(i, j int) bool { return spans[i].last-spans[i].first > spans[j].last-spans[j].first })
		for _, s := range spans {
			h := s.first
			for h < s.last-1 && int(p.Head[h]) >= s.first && int(p.Head[h]) < s.last {
				h++
			}
			if p.UPOS[h] != "PROPN" || tags[h] != "" {
				continue
			}
			first, last := h, h+1
			for first > s.first && p.UPOS[first-1] == "PROPN" {
				first--
			}
			for last < s.last {
				if p.UPOS[last] == "PROPN" {
					last++
				} else if p.Lower[last] == "of" && last+1 < s.last && p.UPOS[last+1] == "PROPN" {
					last += 2
				} else {
					break
				}
			}
			kind := types[s.kind]
			for kind == "PER" && first < h && titles[p.Lower[first]] {
				tags[first] = "O"
				first++
			}
			for i := first; i < last; i++ {
				switch {
				case kind == "":
					tags[i] = "O"
				case i == first:
					tags[i] = "B-" + kind
				default:
					tags[i] = "I-" + kind
				}
			}
		}
		out[p] = tags
	}
	return out
}

// addNames gives sentences the tags of names of their documents.
func addNames(sentences []*sentence, names map[*language.Parse][]string, l *labels) {
	for _, s := range sentences {
		tags := names[s.doc]
		if tags == nil {
			continue
		}
		s.labels[colName] = make([]int16, s.n)
		for i := range s.labels[colName] {
			s.labels[colName][i] = lookup(l.number[colName], tags[s.first+i])
		}
	}
}

// capitalised reports whether word i belongs to the part of a tagged mention
// that is written as a name: it stands after the last leading word in small
// letters, such as an article, and the mention holds only words with capitals
// there, or "of" and "and" between them.
func capitalised(words, tags []string, i int) bool {
	first, last := i, i+1
	for first > 0 && !strings.HasPrefix(tags[first], "B-") && tags[first-1] != "O" && kindOfTag(tags[first-1]) == kindOfTag(tags[i]) {
		first--
	}
	for last < len(tags) && !strings.HasPrefix(tags[last], "B-") && kindOfTag(tags[last]) == kindOfTag(tags[i]) {
		last++
	}
	lead := func(w string) bool { return w == "the" || w == "The" || w == "a" || w == "A" }
	if first < last-1 && lead(words[first]) && tags[first][0] == 'B' {
		if i == first {
			return false
		}
		first++
	}
	for k := first; k < last; k++ {
		r, _ := utf8.DecodeRuneInString(words[k])
		switch w := words[k]; {
		case unicode.IsUpper(r), unicode.IsDigit(r), !unicode.IsLetter(r):
		case k > first && (w == "of" || w == "the" || w == "and" || w == "for" || w == "in" || w == "al" || w == "de" || w == "s"):
		default:
			return false
		}
	}
	return true
}

func kindOfTag(tag string) string {
	_, kind, _ := strings.Cut(tag, "-")
	return kind
}
