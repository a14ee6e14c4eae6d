package events

import "github.com/entente-project/entente/internal/claim"

// What the models say of single decisions, for explanations. find, parties and
// reality ask them in the same way.

// typeChances are those of no event and of the types for word i.
func (v *View) typeChances(m *Models, i int) []float64 {
	var b Bag
	v.TriggerFeatures(i, &b)
	return m.Trigger.Probabilities(&b, nil)
}

// typesTogether are typeChances weighed by who takes part.
func (v *View) typesTogether(m *Models, i int, alone []float64, d *draft) []float64 {
	p := append([]float64(nil), alone...)
	if len(d.actors)+len(d.recipients) > 0 {
		again := *d
		v.retype(m, i, p, &again)
	}
	return p
}

// partyChances are those of nobody, an actor and a recipient for candidate c of
// all.
func (v *View) partyChances(m *Models, i int, t claim.Type, all []PartyAt, c int) []float64 {
	var b Bag
	v.PartyFeatures(i, t, all, c, &b)
	return m.Party.Probabilities(&b, nil)
}

// realityChances are those of the realities, and of background.
func (v *View) realityChances(m *Models, i int, t claim.Type) (reality []float64, background float64) {
	var b Bag
	v.RealityFeatures(i, t, &b)
	return m.Reality.Probabilities(&b, nil), m.Background.Probabilities(&b, nil)[1]
}
