package train

import (
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/events"
)

// Settings of the tables, chosen by folds over the corpus's training reports,
// and over PLV's training rows for the coder.
func shippedSettings(seed uint64) eventSettings {
	net := netOptions{hidden: 32, nets: 1, epochs: 5, rate: .3, decay: .0005, denseRate: .001, drop: .3, sparseDrop: .3, least: 4, prune: .02, seed: seed}
	with := func(classes int) netOptions {
		n := net
		n.classes = classes
		return n
	}
	trigger, party, reality, back := with(1+len(claim.Types)), with(3), with(len(claim.Realities)), with(2)
	trigger.nets, party.nets = 3, 2
	reality.noDense, back.noDense = true, true
	return eventSettings{
		trigger: trigger, party: party, reality: reality, back: back, merge: with(2), sides: with(events.SideClasses),
		pair: tableOptions{classes: len(events.Roots), pull: .01, steps: 50, least: 2, prune: .01},
	}
}
