package statements

import (
	"strings"

	"github.com/entente-project/entente/internal/lexicon"
)

// wholeText marks a draft whose content is the report itself.
const wholeText = -2

// wholeDocument finds "the below is attributable to Spokesperson X:" and the
// like at the head of a report: a text issued by somebody as a whole.
func (f *finder) wholeDocument() {
	for si := 0; si < len(f.p.Sentences) && si < 4; si++ {
		s := f.p.Sentences[si]
		for i := s.First; i+2 < s.Last; i++ {
			if f.p.Lower[i] != "attributable" || f.p.Lower[i+1] != "to" || i == s.First {
				continue
			}
			src, ok := f.sourceAfter(i+2, s.Last)
			if !ok {
				if src, ok = f.sourceAfter(i+3, s.Last); !ok {
					return
				}
			}
			from := s.Last
			if src.words.Last < s.Last-1 && f.p.Lower[src.words.Last] == ":" {
				from = src.words.Last + 1
			}
			if from >= f.p.Len() {
				return
			}
			f.drafts = append(f.drafts, draft{source: src.words, cue: wordSpan{i - 1, i + 2}, content: []wordSpan{{from, f.p.Len()}},
				speakers: src.parties, standing: src.standing, sentence: si, within: wholeText, sure: .8})
			return
		}
	}
}

// topics gives the subjects that a content names: the places, countries and
// bodies in it, and what follows "on", "about" or "over" there, as written.
func (f *finder) topics(content []wordSpan) []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		s = strings.TrimSpace(s)
		if key := strings.ToLower(s); s != "" && !seen[key] && len(out) < 6 {
			seen[key] = true
			out = append(out, s)
		}
	}
	for _, w := range content {
		if w.Last-w.First > 400 {
			continue // a whole document is no topic
		}
		for i := w.First; i+1 < w.Last; i++ {
			if !topicWords[f.p.Lower[i]] {
				continue
			}
			j := i + 1
			for j < w.Last && j-i < 8 && (isWord(f.p.Lower[j]) || f.p.Lower[j] == "-") && !stops[f.p.Lower[j]] && !topicWords[f.p.Lower[j]] {
				j++
			}
			k := i + 1
			for k < j && (determiners[f.p.Lower[k]] || circumstances[f.p.Lower[k]]) {
				k++
			}
			if j-i == 8 { // cut short: back to before the last preposition
				for e := j - 1; e > k+1; e-- {
					if inner[f.p.Lower[e]] {
						j = e
						break
					}
				}
			}
			for k < j && (inner[f.p.Lower[j-1]] || determiners[f.p.Lower[j-1]] || f.p.Lower[j-1] == "-") {
				j--
			}
			if k < j && !circumstances[f.p.Lower[j-1]] {
				add(f.p.Doc.Slice(f.p.Words(k, j)))
			}
		}
	}
	return out
}

var (
	topicWords    = lexicon.Set("on about over regarding concerning including")
	circumstances = lexicon.Set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today behalf condition " +
		"time once way he she it they we i you him her them us what how whether to")
)
