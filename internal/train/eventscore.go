package train

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/document"
)

// eventTally counts how events found agree with those told by annotators, by
// the rules of the contract's scorer (bench/reading_score.py), and where the
// others were lost.
type eventTally struct {
	gold, pred, anyType, found, who int
	reality, background, date       int // of the found
	lost                            map[string]int
	goldOf, predOf, foundOf         map[claim.Type]int
	sure                            []surety
}

// surety is the confidence of an event found and whether it was right.
type surety struct {
	p     float64
	right bool
}

func newEventTally() *eventTally {
	return &eventTally{lost: map[string]int{}, goldOf: map[claim.Type]int{}, predOf: map[claim.Type]int{}, foundOf: map[claim.Type]int{}}
}

func overlapOf(a, b []document.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if o := min(x.End, y.End) - max(x.Start, y.Start); o > 0 {
				n += o
			}
		}
	}
	return n
}

func mentionOverlap(a, b [][]document.Span) int {
	best := 0
	for _, x := range a {
		for _, y := range b {
			best = max(best, overlapOf(x, y))
		}
	}
	return best
}

// sameAct reports whether a predicted type counts for a gold event.
func sameAct(g *goldEvent, t claim.Type) bool {
	if g.Type == t {
		return true
	}
	switch g.reality {
	case claim.Planned, claim.Proposed, claim.Hypothetical:
	default:
		return false
	}
	cooperative := func(t claim.Type) bool {
		switch t {
		case claim.Agree, claim.Consult, claim.Support, claim.Cooperate, claim.Aid:
			return true
		}
		return false
	}
	return cooperative(g.Type) && cooperative(t) && (g.Type == claim.Agree || t == claim.Agree)
}

// matched pairs gold and predicted one to one, best first; it gives for each
// gold event the index of its prediction or -1.
func matched(n, m int, score func(i, j int) int) []int {
	type pair struct{ s, i, j int }
	var all []pair
	for i := range n {
		for j := range m {
			if s := score(i, j); s > 0 {
				all = append(all, pair{s, i, j})
			}
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].s > all[b].s })
	out, used := make([]int, n), make([]bool, m)
	for i := range out {
		out[i] = -1
	}
	for _, x := range all {
		if out[x.i] < 0 && !used[x.j] {
			out[x.i], used[x.j] = x.j, true
		}
	}
	return out
}

func goldCountries(parties []corpus.Party) map[string]bool {
	m := map[string]bool{}
	for _, q := range parties {
		if q.Country != nil && *q.Country != "" {
			m[*q.Country] = true
		}
	}
	return m
}

func partyCountries(parties []claim.Party) map[string]bool {
	m := map[string]bool{}
	for _, q := range parties {
		if q.Country != "" {
			m[q.Country] = true
		}
	}
	return m
}

func sameSet(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

func joinSets(a, b map[string]bool) map[string]bool {
	m := map[string]bool{}
	for k := range a {
		m[k] = true
	}
	for k := range b {
		m[k] = true
	}
	return m
}

func setText(m map[string]bool) string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return strings.Join(out, ",")
}

// add counts one report. say, where not nil, is told of each gold event and
// each prediction without one what became of it.
func (t *eventTally) add(s *seen, got []claim.Event, say func(format string, args ...any)) {
	g := s.gold.events
	t.gold += len(g)
	t.pred += len(got)
	for i := range g {
		t.goldOf[g[i].Type]++
	}
	for i := range got {
		t.predOf[got[i].Type]++
	}
	over := func(i, j int) int { return mentionOverlap(g[i].mentions, got[j].Mentions) }
	for _, j := range matched(len(g), len(got), over) {
		if j >= 0 {
			t.anyType++
		}
	}
	right := matched(len(g), len(got), func(i, j int) int {
		if !sameAct(&g[i], got[j].Type) {
			return 0
		}
		return over(i, j)
	})
	used := make([]bool, len(got))
	for i, j := range right {
		if j < 0 {
			continue
		}
		used[j] = true
		e, p := &g[i], &got[j]
		t.found++
		t.foundOf[e.Type]++
		ga, gr, pa, pr := goldCountries(e.actors), goldCountries(e.recipients), partyCountries(p.Actors), partyCountries(p.Recipients)
		mutual := e.Type == claim.Consult || e.Type == claim.Agree || e.Type == claim.Cooperate
		switch {
		case sameSet(ga, pa) && sameSet(gr, pr) || mutual && sameSet(joinSets(ga, gr), joinSets(pa, pr)):
			t.who++
		default:
			why := whoWrong(ga, gr, pa, pr, mutual)
			t.lost["who: "+why]++
			if say != nil {
				say("WHO %s: %s [%s > %s] got [%s > %s] %s | %s", why, e.Type, setText(ga), setText(gr), setText(pa), setText(pr), s.words0(e), p.Why)
			}
		}
		if e.reality == p.Reality {
			t.reality++
		}
		if e.background == p.Background {
			t.background++
		}
		if dateFits(e, p) {
			t.date++
		}
	}
	for j := range got {
		t.sure = append(t.sure, surety{got[j].Confidence, used[j]})
	}
	for i, j := range right {
		if j >= 0 {
			continue
		}
		why := "refused"
		other := ""
		for k := range got {
			if over(i, k) == 0 {
				continue
			}
			if sameAct(&g[i], got[k].Type) {
				why = "merged or taken"
				break
			}
			why, other = "type", " as "+string(got[k].Type)
		}
		if why == "refused" && !s.hasCandidate(&g[i]) {
			why = "no candidate"
		}
		t.lost["missed: "+why]++
		if say != nil {
			say("MISSED %s: %s%s %s %q", why, g[i].Type, other, g[i].reality, s.words0(&g[i]))
		}
	}
	for j := range got {
		if used[j] {
			continue
		}
		why := "no event there"
		for i := range g {
			if over(i, j) == 0 {
				continue
			}
			if sameAct(&g[i], got[j].Type) {
				why = "told twice"
				break
			}
			why = "type"
		}
		t.lost["extra: "+why]++
		if say != nil {
			say("EXTRA %s: %s %q in %q | %s", why, got[j].Type, s.gold.doc.Slice(got[j].Mentions[0][0]), s.sentenceAt(got[j].Mentions[0][0].Start), got[j].Why)
		}
	}
}

func whoWrong(ga, gr, pa, pr map[string]bool, mutual bool) string {
	if mutual {
		ga, gr, pa, pr = joinSets(ga, gr), map[string]bool{}, joinSets(pa, pr), map[string]bool{}
	}
	side := func(g, p map[string]bool) string {
		switch {
		case sameSet(g, p):
			return "right"
		case len(p) == 0:
			return "none"
		case len(g) == 0:
			return "needless"
		}
		more, less := false, false
		for k := range p {
			more = more || !g[k]
		}
		for k := range g {
			less = less || !p[k]
		}
		switch {
		case more && less:
			return "other"
		case more:
			return "too many"
		}
		return "too few"
	}
	return "actors " + side(ga, pa) + ", recipients " + side(gr, pr)
}

// dateFits reports whether the date is that of the gold, or lies in it.
func dateFits(g *goldEvent, p *claim.Event) bool {
	if g.date.None() || p.Date.None() {
		return g.date.None() && p.Date.None()
	}
	return g.date == p.Date || g.date.Holds(p.Date.From) && g.date.Holds(p.Date.To) && p.Date.From != 0 && p.Date.To != 0
}

func (s *seen) words0(e *goldEvent) string {
	var out []string
	for _, m := range e.mentions {
		out = append(out, s.gold.doc.Slice(m[0]))
	}
	return strings.Join(out, " // ")
}

func (s *seen) sentenceAt(at int) string {
	text := s.gold.doc.Text
	from, to := strings.LastIndexAny(text[:at], ".\n")+1, strings.IndexAny(text[at:], ".\n")
	if to < 0 {
		to = len(text) - at
	}
	return strings.TrimSpace(text[from : at+to])
}

func (s *seen) hasCandidate(e *goldEvent) bool {
	for _, m := range e.mentions {
		if len(s.view.CandidatesIn(m)) > 0 {
			return true
		}
	}
	return false
}

func f1Of(right, gold, pred int) float64 {
	if gold+pred == 0 {
		return 1
	}
	return 2 * float64(right) / float64(gold+pred)
}

// String is the figures as a line.
func (t *eventTally) String() string {
	of := float64(max(t.found, 1))
	return fmt.Sprintf("gold %d pred %d  found %.3f  +who %.3f  any-type %.3f  reality %.3f  background %.3f  date %.3f", t.gold, t.pred,
		f1Of(t.found, t.gold, t.pred), f1Of(t.who, t.gold, t.pred), f1Of(t.anyType, t.gold, t.pred), float64(t.reality)/of, float64(t.background)/of, float64(t.date)/of)
}

// lines tells the losses and the types.
func (t *eventTally) lines() []string {
	var out []string
	var keys []string
	for k := range t.lost {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return t.lost[keys[i]] > t.lost[keys[j]] })
	for _, k := range keys {
		out = append(out, fmt.Sprintf("%5d  %s", t.lost[k], k))
	}
	for _, k := range claim.Types {
		if t.goldOf[k]+t.predOf[k] > 0 {
			out = append(out, fmt.Sprintf("%-10s gold %4d  P %.2f  R %.2f", k, t.goldOf[k], float64(t.foundOf[k])/float64(max(t.predOf[k], 1)), float64(t.foundOf[k])/float64(max(t.goldOf[k], 1))))
		}
	}
	return out
}

// calibration fits how the confidence of events found relates to their being
// right: 1 / (1 + exp(-(a*logit(p) + b))), by Newton steps.
func calibration(all []surety) (a, b float64) {
	logit := func(p float64) float64 {
		p = min(max(p, .001), .999)
		return math.Log(p / (1 - p))
	}
	a = 1
	for range 30 {
		var ga, gb, haa, hab, hbb float64
		for _, s := range all {
			x := logit(s.p)
			q := 1 / (1 + math.Exp(-(a*x + b)))
			d, v := -q, q*(1-q)
			if s.right {
				d++
			}
			ga, gb = ga+d*x, gb+d
			haa, hab, hbb = haa+v*x*x, hab+v*x, hbb+v
		}
		det := haa*hbb - hab*hab
		if det < 1e-9 {
			break
		}
		a, b = a+(hbb*ga-hab*gb)/det, b+(haa*gb-hab*ga)/det
	}
	return a, b
}

// reliability tells how many of the events with a confidence of each tenth are
// right.
func reliability(all []surety) []string {
	var n, right [10]int
	var sum [10]float64
	for _, s := range all {
		k := min(int(s.p*10), 9)
		n[k]++
		sum[k] += s.p
		if s.right {
			right[k]++
		}
	}
	var out []string
	for k := range n {
		if n[k] > 0 {
			out = append(out, fmt.Sprintf("confidence .%d to %.1f: %4d events, mean %.2f, right %.2f", k, float64(k+1)/10, n[k], sum[k]/float64(n[k]), float64(right[k])/float64(n[k])))
		}
	}
	return out
}
