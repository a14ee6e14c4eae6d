package answers

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
)

// WhySchema is the version of the JSON form of an explanation.
const WhySchema = "why/1"

// Why is an explanation for people and programs.
type Why struct {
	Schema  string      `json:"schema"`
	ID      string      `json:"id"`   // of the record
	Kind    claim.Kind  `json:"kind"` // statement, event, commitment, meeting
	Made    whyRun      `json:"made"` // what made the record
	Now     whyRun      `json:"now"`  // what explains it
	Found   bool        `json:"found"`
	Same    bool        `json:"same"`
	Reasons []whyReason `json:"reasons"`
	Record  *Record     `json:"record"`
}

type (
	whyRun struct {
		Entente string            `json:"entente"`
		Models  map[string]string `json:"models"`
	}
	whyReason struct {
		About   string      `json:"about"`
		Answer  string      `json:"answer"`
		Because []string    `json:"because"`
		Choices []whyChoice `json:"choices"`
		Weights []whyWeight `json:"weights"`
	}
	whyChoice struct {
		Name   string  `json:"name"`
		Chance float64 `json:"chance"` // probability, 0..1
	}
	whyWeight struct {
		Words string  `json:"words"`
		Span  *[2]int `json:"span"`  // code points of the report; null for what is no word
		Logit float64 `json:"logit"` // see claim.Weight
		Else  string  `json:"else"`  // what it would be without them; "" where the same
	}
)

// NewWhy tells an explanation of an entry.
func NewWhy(x *claim.Explanation, e ledger.Entry, taken Retraction) *Why {
	record := ShowRecord(e, taken)
	at := document.NewCodePoints(e.Evidence.Report.Text)
	out := &Why{Schema: WhySchema, ID: string(e.ID), Kind: x.Kind, Made: whyRun(x.Made), Now: whyRun(x.Now), Found: x.Found, Same: x.Same,
		Reasons: []whyReason{}, Record: record}
	for _, r := range x.Reasons {
		w := whyReason{About: r.About, Answer: r.Answer, Because: append([]string{}, r.Because...), Choices: []whyChoice{}, Weights: []whyWeight{}}
		for _, c := range r.Choices {
			w.Choices = append(w.Choices, whyChoice(c))
		}
		for _, c := range r.Weights {
			y := whyWeight{Words: c.Words, Logit: c.Logit, Else: c.Else}
			if c.Span != (document.Span{}) {
				y.Span = &[2]int{at.Of(c.Span.Start), at.Of(c.Span.End)}
			}
			w.Weights = append(w.Weights, y)
		}
		out.Reasons = append(out.Reasons, w)
	}
	return out
}

// JSON gives the explanation as one line of JSON, without a line end.
func (w *Why) JSON() []byte { return marshal(w) }

// Text gives the record and the explanation for people to read.
func (w *Why) Text(style Style) string {
	p := printer{style: style}
	p.WriteString(w.Record.Text(style))
	p.heading("Why")
	if s := w.versions(); s != "" {
		p.para(0, 0, s)
	}
	if !w.Found {
		p.para(0, 0, "Today's models do not find this record, so there is nothing to explain: read the report again with entente add --again.")
		return p.String()
	}
	for _, r := range w.Reasons {
		p.para(0, 2, r.About+": "+r.Answer)
		for _, b := range r.Because {
			p.para(2, 4, b)
		}
		if len(r.Choices) > 0 {
			var all []string
			for _, c := range r.Choices {
				all = append(all, fmt.Sprintf("%s %.0f %%", c.Name, 100*c.Chance))
			}
			p.para(2, 4, "chances: "+strings.Join(all, ", "))
		}
		if len(r.Weights) > 0 {
			var all []string
			for _, c := range r.Weights {
				s := fmt.Sprintf("%s %+.1f", c.Words, c.Logit)
				if c.Else != "" {
					s += fmt.Sprintf(" (without it: %s)", c.Else)
				}
				all = append(all, s)
			}
			p.para(2, 4, "words: "+strings.Join(all, ", "))
		}
	}
	p.WriteByte('\n')
	p.para(0, 0, "Chances are the models' own. Words are blotted one at a time: the number is what the log odds of the answer lose without it, so that +0.7 halves the odds; below zero it spoke against it.")
	return p.String()
}

// versions tells what differs between then and now.
func (w *Why) versions() string {
	made, _ := json.Marshal(w.Made)
	now, _ := json.Marshal(w.Now)
	var out string
	if string(made) != string(now) {
		out = "It was made by " + w.Made.text() + " and is explained by " + w.Now.text() + "."
	}
	if w.Found && !w.Same {
		out += " Today's reading of these words differs in some field; what follows explains today's."
	}
	return strings.TrimSpace(out)
}

func (r whyRun) text() string {
	version := r.Entente
	if version == "" {
		version = "(version not told)"
	}
	rooms := make([]string, 0, len(r.Models))
	for _, room := range []string{"language", "statements", "events", "commitments", "coref"} {
		if print, ok := r.Models[room]; ok {
			rooms = append(rooms, room+" "+print)
		}
	}
	if len(rooms) == 0 {
		return "entente " + version
	}
	return "entente " + version + " (" + strings.Join(rooms, ", ") + ")"
}
