package events

import (
	"fmt"
	"slices"

	"github.com/entente-project/entente/internal/claim"
)

// leastMet is the least confidence of a meeting that makes an event by itself.
const leastMet = .5

// WithMeetings adds to the events of a report those of type CONSULT of the
// meetings that none of them tells: every meeting is one too. Meetings that
// came to nothing, that nobody political attends, or whose words tell another
// event already, add none.
func WithMeetings(happened []claim.Event, met []claim.Meeting) []claim.Event {
	added := false
	for k := range met {
		m := &met[k]
		reality, ok := map[claim.MeetingStatus]claim.Reality{claim.Held: claim.Occurred, claim.UnderWay: claim.Ongoing, claim.Scheduled: claim.Planned}[m.Status]
		if !ok || m.Confidence < leastMet || len(m.Who) < 2 || !political(m.Who) || toldBy(happened, m) {
			continue
		}
		e := claim.Event{Type: claim.Consult, Cameo: rootCode[claim.Consult], Actors: slices.Clone(m.Who), Reality: reality, Plover: claim.PloverType(claim.Consult, reality),
			Date: m.When, Stated: !m.When.None(), Place: m.Where, Mentions: slices.Clone(m.Mentions), Confidence: m.Confidence,
			Why: fmt.Sprintf("the meeting %s is one", m.ID)}
		switch m.How {
		case claim.Phone:
			e.Mode, e.Cameo = "phone", "041"
		case claim.Multilateral:
			e.Mode = "multilateral"
		}
		e.Goldstein = goldstein()[e.Cameo]
		happened, added = append(happened, e), true
	}
	if added {
		slices.SortStableFunc(happened, func(a, b claim.Event) int { return a.Mentions[0][0].Start - b.Mentions[0][0].Start })
		for i := range happened {
			happened[i].ID = fmt.Sprintf("e%d", i+1)
		}
	}
	return happened
}

// toldBy reports whether an event has words of a meeting.
func toldBy(happened []claim.Event, m *claim.Meeting) bool {
	for i := range happened {
		for _, x := range happened[i].Mentions {
			for _, y := range m.Mentions {
				if overlap(x[0], y[0]) > 0 {
					return true
				}
			}
		}
	}
	return false
}
