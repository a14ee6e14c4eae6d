package train

import (
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// pairOf is a sentence with one of its events, for the coder.
type pairOf struct {
	sentence, source, target string
	Type                     string // as the corpus has it
	root                     string // as PLV has it
}

// corpusPairs gives the events of the corpus's training part as sentences with
// source and target; one of the two may be missing.
func corpusPairs(c *corpus.Corpus) []pairOf {
	var out []pairOf
	add := func(sentence, typ, reality string, actors, recipients []corpus.Party) {
		if reality == "negated" || reality == "denied" {
			return
		}
		x := pairOf{sentence: sentence, source: textIn(sentence, actors), target: textIn(sentence, recipients), Type: typ}
		if x.target == "" && len(actors) > 1 {
			x.target = textIn(sentence, actors[1:])
		}
		if x.target == x.source {
			x.target = ""
		}
		if x.source != "" || x.target != "" {
			x.root = rootOf(claim.PloverType(claim.Type(typ), claim.Reality(reality)))
			out = append(out, x)
		}
	}
	for _, s := range c.Sentences {
		if s.Part != corpus.Train {
			continue
		}
		for _, e := range s.Events {
			add(s.Text, e.Type, e.Reality, e.Actors, e.Recipients)
		}
	}
	for _, r := range c.Reports {
		if r.Part != corpus.Train {
			continue
		}
		p := language.Of(&document.Document{Text: r.Text, Language: "en", Body: document.Span{Start: 0, End: len(r.Text)}})
		for _, e := range r.Gold.Events {
			for k, m := range e.Mentions {
				spans := m.Spans(r.Text)
				if len(spans) == 0 || k > 1 {
					continue
				}
				for _, s := range p.Sentences {
					if span := p.Words(s.First, s.Last); span.Start <= spans[0].Start && spans[0].End <= span.End {
						add(r.Text[span.Start:span.End], e.Type, e.Reality, e.Actors, e.Recipients)
						break
					}
				}
			}
		}
	}
	return out
}

// textIn gives the words of the first party that stands in the sentence.
func textIn(sentence string, parties []corpus.Party) string {
	for _, q := range parties {
		if q.Text != "" && strings.Contains(sentence, q.Text) {
			return q.Text
		}
		if q.Name != nil && *q.Name != "" {
			if strings.Contains(sentence, *q.Name) {
				return *q.Name
			}
			if f := strings.Fields(*q.Name); len(f[len(f)-1]) > 3 && strings.Contains(sentence, f[len(f)-1]) {
				return f[len(f)-1]
			}
		}
	}
	return ""
}

// rootOf is PLV's name of a type.
func rootOf(t claim.Type) string {
	if t == claim.Concede || t == claim.Retreat {
		return "YIELD"
	}
	return string(t)
}
