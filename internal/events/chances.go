package events

import "github.com/entente-project/entente/internal/claim"

// What the models say of single decisions, for explanations. find, parties and
// reality ask them in the same way.

// typeChances are those of no event and of the types for word i.
func (v *View) typeChances(m *Models, i int) []float64 {
	var b Bag
	var space NetSpace
	v.TriggerFeatures(i, &b)
	dense, stride := m.Trigger.over(&space, v.Inputs(TriggerWords), 1, func(_ int, dst []float32) { v.TriggerDense(i, dst) })
	return m.Trigger.Probabilities(&b, row(dense, stride, 0), nil)
}

// typesTogether are typeChances weighed by who takes part.
func (v *View) typesTogether(_ *Models, _ int, alone []float64, _ *draft) []float64 { return alone }

// partyChances are those of nobody, an actor and a recipient for candidate c of
// all.
func (v *View) partyChances(m *Models, i int, t claim.Type, all []PartyAt, c int) []float64 {
	var b Bag
	var space NetSpace
	v.PartyFeatures(i, t, all, c, &b)
	dense, stride := m.Party.over(&space, v.Inputs(PartyWords), 1, func(_ int, dst []float32) { v.PartyDense(i, all, c, dst) })
	return m.Party.Probabilities(&b, row(dense, stride, 0), nil)
}

// realityChances are those of the realities, and of background.
func (v *View) realityChances(m *Models, i int, t claim.Type) (reality []float64, background float64) {
	var b Bag
	var space NetSpace
	v.RealityFeatures(i, t, &b)
	write := func(_ int, dst []float32) { v.RealityDense(i, dst) }
	dense, stride := m.Reality.over(&space, v.Inputs(RealityWords), 1, write)
	reality = m.Reality.Probabilities(&b, row(dense, stride, 0), nil)
	dense, stride = m.Background.over(&space, v.Inputs(RealityWords), 1, write)
	return reality, m.Background.Probabilities(&b, row(dense, stride, 0), nil)[1]
}
