package events

import (
	"sort"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

// Words that tell the reality of what follows, looked for between the last
// stop and the trigger.
var (
	negators   = lexicon.Set("not n't no never without neither nor nothing none hardly cannot")
	futures    = lexicon.Set("will 'll shall upcoming planned scheduled expected due tomorrow forthcoming plans preparing prepares preparation ahead next set")
	wishes     = lexicon.Set("urge urged urges urging call called calls calling demand demanded demands ask asked asks asking propose proposed proposes want wants wanted hope hopes hoped offer offered suggest suggested encourage encouraged request requested recommend recommended should must invite invited considering considers consider ought")
	conditions = lexicon.Set("if would could may might can unless whether possible possibly potential hypothetical")
	possible   = lexicon.Set("possible potential hypothetical if")
	untold     = lexicon.Set("when before until once after ahead")
	threats    = lexicon.Set("threaten threatened threatens threatening threat warn warned")
	claims     = lexicon.Set("allegedly alleged accuse accused accuses accusing claims claimed claim reportedly suspected")
	denials    = lexicon.Set("deny denied denies denying refute refuted rejects rejected")
	soFar      = lexicon.Set("had earlier previously formerly former past ago since historic history last")
	clauseEnds = lexicon.Set("; , but while whereas and — – “ \" that who which where after when as")
)

// speechActs happen by being uttered.
var speechActs = map[claim.Type]bool{claim.Agree: true, claim.Request: true, claim.Accuse: true, claim.Reject: true, claim.Threaten: true}

// modality tells whether an event is done, and whether it is told as history.
func (f *finder) modality(si int, d *draft) {
	s := f.p.Sentences[si]
	d.reality = claim.Occurred
	// The stretch that governs the trigger: back to the subject's clause.
	from := d.first
	for from > s.First && d.first-from < 12 {
		w := f.p.Lower[from-1]
		if clauseEnds[w] && !(w == "," && d.first-from < 2) {
			break
		}
		from--
	}
	if d.noun { // what governs a noun stands close: "no meeting", "called for talks"
		from = max(from, d.first-5)
	}
	seen := func(set map[string]bool) bool {
		for i := from; i < d.first; i++ {
			if set[f.p.Lower[i]] {
				return true
			}
		}
		return false
	}
	after := func(set map[string]bool, n int) bool {
		for i := d.last; i < min(s.Last, d.last+n); i++ {
			if clauseStops[f.p.Lower[i]] {
				return false
			}
			if set[f.p.Lower[i]] {
				return true
			}
		}
		return false
	}
	infinitive := d.first > s.First && f.p.Lower[d.first-1] == "to" || d.first-1 > s.First && f.p.Lower[d.first-2] == "to"
	switch {
	case seen(negators):
		d.reality = claim.Negated
	case seen(denials) && !speechActs[d.Type]:
		d.reality = claim.Denied
	case seen(threats) && d.Type != claim.Threaten:
		d.reality = claim.Threatened
	case d.noun && seen(possible) || !d.noun && seen(conditions):
		d.reality = claim.Hypothetical
	case seen(wishes) && (infinitive || d.noun):
		d.reality = claim.Proposed
	case seen(futures) || infinitive && !d.noun || !d.noun && d.form&lexicon.Base != 0 && f.isFuture(d.first):
		d.reality = claim.Planned
	case seen(claims) && !speechActs[d.Type]:
		d.reality = claim.Alleged
	case d.form == lexicon.Ing && f.auxBefore(d.first, "is", "are", "'re", "'s", "been"):
		d.reality = claim.Ongoing
	case !d.noun && d.form&lexicon.Base != 0 && d.form&lexicon.Past == 0 && f.saidBefore(untold, s.First, d.first, 8):
		d.reality = claim.Planned // "when the two leaders meet"
	case d.noun && (after(futures, 3) || f.laterThanNow(si, d)):
		d.reality = claim.Planned
	}
	if speechActs[d.Type] && (d.reality == claim.Alleged || d.reality == claim.Denied) {
		d.reality = claim.Occurred
	}
	if d.reality == claim.Occurred && (f.auxBefore(d.first, "had") || seen(soFar) && !seen(lexicon.Set("since"))) {
		d.background = true
	}
}

// isFuture reports whether "is to", "are to" or a modal stands right before.
func (f *finder) isFuture(i int) bool {
	return i > 1 && f.p.Lower[i-1] == "to" && (f.p.Lower[i-2] == "is" || f.p.Lower[i-2] == "are")
}

// saidBefore reports whether one of the words stands within n words before i.
func (f *finder) saidBefore(set map[string]bool, floor, i, n int) bool {
	for k := max(floor, i-n); k < i; k++ {
		if set[f.p.Lower[k]] {
			return true
		}
	}
	return false
}

func (f *finder) auxBefore(i int, words ...string) bool {
	for k := max(0, i-3); k < i; k++ {
		for _, w := range words {
			if f.p.Lower[k] == w {
				return true
			}
		}
	}
	return false
}

// laterThanNow reports whether the time told beside a noun lies after the day
// of the report.
func (f *finder) laterThanNow(si int, d *draft) bool {
	iv, ok := f.dateNear(si, d)
	return ok && f.p.Doc.Date.Valid() && iv.From > f.p.Doc.Date
}

// time dates an event by the words in its clause. An event without such words
// stays undated: that a report tells it as new is no date (the annotators leave
// two of three such events undated, and give the others days before).
func (f *finder) time(si int, d *draft) {
	now := f.p.Doc.Date
	if iv, ok := f.dateNear(si, d); ok {
		d.date, d.stated = iv, true
		if now.Valid() && iv.To.Valid() && iv.To < now-8 && (d.reality == claim.Occurred || d.reality == claim.Ongoing) {
			d.background = true
		}
		if now.Valid() && iv.From > now && d.reality == claim.Occurred {
			d.reality = claim.Planned
		}
		return
	}
}

// dateNear gives the dated expression closest to the trigger in its sentence,
// not further than 15 steps.
func (f *finder) dateNear(si int, d *draft) (calendar.Interval, bool) {
	s := f.p.Sentences[si]
	best, far := calendar.Interval{}, 16
	all := f.when.Expressions
	for k := sort.Search(len(all), func(k int) bool { return all[k].First >= s.First }); k < len(all) && all[k].Last <= s.Last; k++ {
		e := all[k]
		if e.Interval.None() {
			continue
		}
		dist := e.First - d.last
		if e.First < d.first {
			dist = d.first - e.Last
		}
		if dist > 15 && dist < 80 {
			if dist = f.steps(d.last, e.First); e.First < d.first {
				dist = f.steps(e.Last, d.first)
			}
		}
		if dist < 0 {
			dist = 0
		}
		if dist < far {
			best, far = e.Interval, dist
		}
	}
	return best, far < 16
}
