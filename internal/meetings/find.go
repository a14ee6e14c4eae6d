// Package meetings gives the encounters of parties: every meeting is also a
// CONSULT event, and is told from it.
package meetings

import (
	"fmt"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
)

// Find gives the meetings among the events of a report written on day now.
func Find(events []claim.Event, now calendar.Day) []claim.Meeting {
	var out []claim.Meeting
	for _, e := range events {
		switch {
		case e.Type == claim.Consult:
		case e.Type == claim.Reject && e.Mode == "meet" && len(e.Actors) > 0 && len(e.Recipients) > 0:
		default:
			continue
		}
		status, ok := statusOf(e, now)
		if !ok || len(e.Actors)+len(e.Recipients) < 2 {
			continue
		}
		m := claim.Meeting{
			ID: fmt.Sprintf("m%d", len(out)+1), When: e.Date, Where: e.Place, How: howOf(e), Status: status,
			Mentions: e.Mentions, Confidence: e.Confidence,
		}
		m.Who = append(append(m.Who, e.Actors...), e.Recipients...)
		out = append(out, m)
	}
	return out
}

// statusOf tells what became of the meeting; not every event is one.
func statusOf(e claim.Event, now calendar.Day) (claim.MeetingStatus, bool) {
	if e.Type == claim.Reject {
		return claim.Cancelled, e.Reality == claim.Occurred
	}
	switch e.Reality {
	case claim.Occurred, claim.Alleged:
		return claim.Held, true
	case claim.Ongoing:
		return claim.UnderWay, true
	case claim.Planned:
		return claim.Scheduled, true
	}
	return "", false // only proposed, or said not to have been
}

func howOf(e claim.Event) claim.How {
	switch e.Mode {
	case "phone":
		return claim.Phone
	case "multilateral":
		return claim.Multilateral
	}
	return claim.InPerson
}
