package events

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Sum is the fingerprint of the shipped weights.
func Sum() string { return model.SumOf(weightData) }

// mostWords is how many words around a trigger are tried, and mostTold how many
// of them are told.
const (
	mostWords = 24
	mostTold  = 8
)

// Explain gives the reasons of an event that Find gave from the same layers;
// nil where it would not give it. Of one that was added to those, what it says
// itself.
func Explain(p *language.Parse, who *actors.Layer, when *dates.Layer, said []claim.Statement, e *claim.Event) []claim.Reason {
	m := shipped()
	if m == nil {
		return []claim.Reason{{About: "type", Answer: string(e.Type), Because: []string{e.Why}}}
	}
	v := NewView(p, who, when, said)
	d := draftOf(v.find(m), e)
	if d == nil {
		if e.Why == "" {
			return nil
		}
		return []claim.Reason{{About: "type", Answer: string(e.Type), Because: []string{e.Why}}} // a meeting's, or a user's rule's
	}
	x := explainer{v, m, d, d.first}
	reasons := []claim.Reason{x.trigger(), x.kind(), x.reality(e), x.background(e), x.time(e), x.party(e, 1, e.Actors), x.party(e, 2, e.Recipients), x.mentions(e)}
	reasons = slices.DeleteFunc(reasons, func(r claim.Reason) bool { return r.About == "" })
	x.weigh(who, when, said, e, reasons)
	return reasons
}

// draftOf finds the draft of an event's first mention; nil for none.
func draftOf(drafts []draft, e *claim.Event) *draft {
	for k := range drafts {
		if d := &drafts[k]; d.Type == e.Type && len(e.Mentions) > 0 && len(e.Mentions[0]) > 0 && d.mention == e.Mentions[0][0] {
			return d
		}
	}
	return nil
}

// explainer tells why a draft is as it is.
type explainer struct {
	v *View
	m *Models
	d *draft
	i int // word of the trigger
}

// ruled reports whether a rule of the lexicon, not the model, gave the type.
func (x *explainer) ruled() bool {
	r := x.v.rules[x.i]
	return r != nil && r.Type == x.d.Type
}

func (x *explainer) trigger() claim.Reason {
	p := x.v.p
	r := claim.Reason{About: "trigger", Answer: "«" + x.d.words + "»",
		Because: []string{fmt.Sprintf("%s (%s), lemma %q, in sentence %d", p.UPOS[x.i], p.XPOS[x.i], p.Lemma[x.i], p.Sent[x.i]+1)}}
	if t := x.v.rule[x.i]; t > 0 {
		phrase := x.d.phrase
		if rule := x.v.rules[x.i]; rule != nil {
			phrase = rule.phrase
		}
		r.Because = append(r.Because, fmt.Sprintf("the lexicon has it as %s (rule %q)", claim.Types[t-1], phrase))
	}
	for _, h := range x.v.sense[x.i] {
		if h.typ == 0 {
			break
		}
		name := "no event"
		if h.typ != noDeed {
			name = string(claim.Types[h.typ-1])
		}
		r.Because = append(r.Because, fmt.Sprintf("the dictionary of senses has it as %s, %s", name, [4]string{"", "now and then", "often", "plainly"}[h.trust]))
	}
	if t := x.v.typed[x.i]; t > 0 {
		r.Because = append(r.Because, fmt.Sprintf("CAMEO's dictionary of verbs has it as %s (%s)", claim.Types[t-1], x.v.cameo[x.i]))
	}
	return r
}

// kind tells why the type.
func (x *explainer) kind() claim.Reason {
	r := claim.Reason{About: "type", Answer: strings.TrimSpace(string(x.d.Type) + " " + x.d.mode)}
	alone := x.v.typeChances(x.m, x.i)
	p := alone
	if x.ruled() {
		r.Because = append(r.Because, "the lexicon's rule gives the type, and the model lets it stand")
	} else {
		p = x.v.typesTogether(x.m, x.i, alone, x.d)
		r.Because = append(r.Because, fmt.Sprintf("the model gives it, and that there is an event with %.0f %%", 100*(1-p[0])))
		if first := claim.Likeliest(choicesOf(alone), 1)[0]; first.Name != string(x.d.Type) && first.Name != "no event" {
			r.Because = append(r.Because, fmt.Sprintf("the word alone is rather %s (%.0f %%); who takes part makes it %s", first.Name, 100*first.Chance, x.d.Type))
		}
	}
	if x.d.mode != "" {
		r.Because = append(r.Because, fmt.Sprintf("the mode %s is that of the lexicon's rule", x.d.mode))
	}
	r.Choices = claim.Likeliest(choicesOf(p), 4)
	return r
}

func choicesOf(p []float64) []claim.Choice {
	out := []claim.Choice{{Name: "no event", Chance: p[0]}}
	for k, t := range claim.Types {
		out = append(out, claim.Choice{Name: string(t), Chance: p[k+1]})
	}
	return out
}

func (x *explainer) reality(e *claim.Event) claim.Reason {
	r := claim.Reason{About: "reality", Answer: string(e.Reality)}
	d := *x.d
	x.v.f.modality(d.sentence, &d)
	plain := d.reality
	x.v.f.time(d.sentence, &d)
	r.Because = append(r.Because, fmt.Sprintf("the rules say %s", plain))
	if d.reality != plain {
		r.Because = append(r.Because, fmt.Sprintf("since its day, %s, is to come, they say %s", d.date, d.reality))
	}
	p, _ := x.v.realityChances(x.m, x.i, d.Type)
	for k, name := range claim.Realities {
		r.Choices = append(r.Choices, claim.Choice{Name: string(name), Chance: p[k]})
	}
	r.Choices = claim.Likeliest(r.Choices, 3)
	switch {
	case d.reality != e.Reality:
		r.Because = append(r.Because, fmt.Sprintf("the model says %s, and is followed", r.Choices[0].Name))
	case r.Choices[0].Name != string(e.Reality):
		r.Because = append(r.Because, fmt.Sprintf("the model says %s, but is not followed", r.Choices[0].Name))
	}
	return r
}

func (x *explainer) background(e *claim.Event) claim.Reason {
	_, p := x.v.realityChances(x.m, x.i, x.d.Type)
	r := claim.Reason{About: "background", Answer: "no", Choices: []claim.Choice{{Name: "yes", Chance: p}}}
	if e.Background {
		r.Answer = "yes"
	}
	return r
}

func (x *explainer) time(e *claim.Event) claim.Reason {
	r := claim.Reason{About: "date", Answer: e.Date.String()}
	switch {
	case e.Date.None():
		return claim.Reason{}
	case !e.Stated:
		r.Because = []string{"no day is told with it: the report tells it as news of its own day"}
	default:
		s := x.v.p.Sentences[x.d.sentence]
		for _, t := range x.v.f.when.Expressions {
			if t.First >= s.First && t.Last <= s.Last && t.Interval == e.Date {
				r.Because = []string{fmt.Sprintf("«%s»", x.v.p.Doc.Slice(x.v.p.Words(t.First, t.Last)))}
				return r
			}
		}
		r.Because = []string{"told with another mention of it"}
	}
	return r
}

// party tells why these are the actors (side 1) or recipients (side 2).
func (x *explainer) party(e *claim.Event, side int, parties []claim.Party) claim.Reason {
	name := [3]string{"", "actors", "recipients"}[side]
	all := x.v.PartyCandidates(x.i)
	if len(parties) == 0 && len(all) == 0 {
		return claim.Reason{}
	}
	r := claim.Reason{About: name, Answer: "nobody"}
	var names []string
	for _, q := range parties {
		names = append(names, labelOf(q))
	}
	if len(names) > 0 {
		r.Answer = strings.Join(names, ", ")
	}
	for c := range all {
		p := x.v.partyChances(x.m, x.i, e.Type, all, c)
		q := all[c]
		label := ""
		switch {
		case q.Last > q.First:
			label = "«" + x.v.p.Doc.Slice(x.v.p.Words(q.First, q.Last)) + "»"
		case q.source == 2:
			label = "who says it, " + labelOf(q.Parties[0])
		default:
			label = "the country of the report, " + labelOf(q.Parties[0])
		}
		r.Choices = append(r.Choices, claim.Choice{Name: label, Chance: p[side]})
	}
	r.Choices = claim.Likeliest(r.Choices, 4)
	switch {
	case x.ruled() && x.ruleTells(side):
		r.Because = append(r.Because, "they stand where the lexicon's rule looks for them; the model's chances beside it did not decide")
	case x.d.sym && side == 1:
		r.Because = append(r.Because, "in a meeting or joint act all who take part are actors")
	case len(r.Choices) > 0:
		r.Because = append(r.Because, "by the model's chances that somebody takes part on this side")
		if !mutual(e.Type) {
			r.Because = append(r.Because, fmt.Sprintf("that anybody does, it says with %.0f %%", 100*x.v.filled(x.m, x.i, e.Type, all)[side]))
		}
	}
	return r
}

func (x *explainer) ruleTells(side int) bool {
	r := x.v.rules[x.i]
	return side == 1 && len(r.actors) > 0 || side == 2 && len(r.recipients) > 0
}

func labelOf(q claim.Party) string {
	for _, s := range []string{q.Name, q.Text, q.Country} {
		if s != "" {
			return s
		}
	}
	return "somebody"
}

func (x *explainer) mentions(e *claim.Event) claim.Reason {
	if len(e.Mentions) < 2 {
		return claim.Reason{}
	}
	return claim.Reason{About: "mentions", Answer: fmt.Sprint(len(e.Mentions)),
		Because: []string{"the same type, parties that agree, the same reality and times that touch: one happening"}}
}

// weigh blots the words around the trigger one by one and looks what becomes of
// type and reality.
func (x *explainer) weigh(who *actors.Layer, when *dates.Layer, said []claim.Statement, e *claim.Event, reasons []claim.Reason) {
	p := x.v.p
	words := p.Around(x.i, mostWords)
	kinds, reals := make([]claim.Weight, len(words)), make([]claim.Weight, len(words))
	kind, real := x.chances(x.v, e)
	language.EachWithout(p, words, func(n int, without *language.Parse) {
		w := claim.Weight{Words: p.Text(words[n]), Span: p.Span[words[n]]}
		v := x.only(NewView(without, who, when, said))
		k, r := x.chances(v, e)
		kinds[n], reals[n] = w, w
		kinds[n].Logit, reals[n].Logit = claim.Logit(kind)-claim.Logit(k), claim.Logit(real)-claim.Logit(r)
		kinds[n].Else, reals[n].Else = "no event", "no event"
		for _, d := range v.find(x.m) {
			if d.first <= x.i && x.i < d.last {
				kinds[n].Else, reals[n].Else = string(d.Type), string(d.reality)
				break
			}
		}
		if kinds[n].Else == string(e.Type) {
			kinds[n].Else = ""
		}
		if reals[n].Else == string(e.Reality) || reals[n].Else == "no event" {
			reals[n].Else = ""
		}
	})
	for _, what := range []struct {
		name  string
		strip func(v *View)
	}{
		{"[the lexicon's rule]", func(v *View) { delete(v.rules, x.i); v.rule[x.i] = 0 }},
		{"[the dictionary of senses]", func(v *View) { v.sense[x.i] = [mostHeard]heard{} }},
		{"[CAMEO's dictionary]", func(v *View) { v.typed[x.i], v.cameo[x.i], v.depth[x.i] = 0, "", 0 }},
	} {
		v := NewView(p, who, when, said)
		what.strip(v)
		k, _ := x.chances(v, e)
		kinds = append(kinds, claim.Weight{Words: what.name, Logit: claim.Logit(kind) - claim.Logit(k)})
	}
	for k := range reasons {
		switch reasons[k].About {
		case "type":
			reasons[k].Weights = claim.Weightiest(kinds, mostTold)
		case "reality":
			reasons[k].Weights = claim.Weightiest(reals, mostTold)
		}
	}
}

// chances are what a view gives the type and reality of the event.
func (x *explainer) chances(v *View, e *claim.Event) (kind, reality float64) {
	if !x.m.classes {
		clear(v.fine)
		clear(v.mid)
	}
	p := v.typeChances(x.m, x.i)
	r, _ := v.realityChances(x.m, x.i, e.Type)
	return p[typeIndex(e.Type)], r[max(0, slices.Index(claim.Realities, e.Reality))]
}

// only leaves the sentence of the event to be looked at: no word of the others
// can be a trigger.
func (x *explainer) only(v *View) *View {
	for i, s := range v.p.Sent {
		if int(s) != x.d.sentence {
			v.p.UPOS[i] = "X"
			delete(v.rules, i)
		}
	}
	return v
}
