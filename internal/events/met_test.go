package events

import (
	"testing"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// A meeting that no event tells becomes one, in the order of the text; one that
// is told already, came to nothing, has one party only or is not sure does not.
func TestMeetingsThatNoEventTellsBecomeEvents(t *testing.T) {
	at := func(from, to int) [][]document.Span { return [][]document.Span{{{Start: from, End: to}}} }
	two := []claim.Party{{Text: "Chad", Country: "TCD", Sector: "GOV"}, {Text: "Niger", Country: "NER", Sector: "GOV"}}
	press := []claim.Party{{Text: "reporters", Sector: "JRN"}, {Text: "Wikinews", Sector: "JRN"}}
	happened := []claim.Event{{ID: "e1", Type: claim.Accuse, Mentions: at(40, 50)}}
	met := []claim.Meeting{
		{ID: "m1", Who: two, Status: claim.Held, How: claim.Phone, Mentions: at(10, 20), Confidence: .8},
		{ID: "m2", Who: two, Status: claim.Held, Mentions: at(45, 55), Confidence: .8},
		{ID: "m3", Who: two, Status: claim.Cancelled, Mentions: at(60, 70), Confidence: .8},
		{ID: "m4", Who: two[:1], Status: claim.Held, Mentions: at(80, 90), Confidence: .8},
		{ID: "m5", Who: press, Status: claim.Held, Mentions: at(100, 110), Confidence: .8},
		{ID: "m6", Who: two, Status: claim.Scheduled, Mentions: at(120, 130), Confidence: .2},
	}
	got := WithMeetings(happened, met)
	if len(got) != 2 || got[0].Type != claim.Consult || got[0].ID != "e1" || got[0].Mode != "phone" || got[0].Reality != claim.Occurred || got[0].Cameo != "041" || got[1].ID != "e2" || got[1].Type != claim.Accuse {
		t.Errorf("got %+v", got)
	}
	if n := len(WithMeetings(happened, met[1:])); n != 1 {
		t.Errorf("%d events where no meeting is new", n)
	}
}
