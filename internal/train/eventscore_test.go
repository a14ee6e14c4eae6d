package train

import (
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/document"
)

// The counts are those of the contract's scorer: the best overlap first, one to
// one; AGREE counts for a cooperative act still to come; a date fits that lies
// in the one told; for CONSULT the sides of the parties do not matter.
func TestTallyCountsLikeTheScorer(t *testing.T) {
	land := func(codes ...string) []corpus.Party {
		var out []corpus.Party
		for _, c := range codes {
			out = append(out, corpus.Party{Country: &c})
		}
		return out
	}
	lands := func(codes ...string) []claim.Party {
		var out []claim.Party
		for _, c := range codes {
			out = append(out, claim.Party{Country: c})
		}
		return out
	}
	at := func(from, to int) [][]document.Span { return [][]document.Span{{{Start: from, End: to}}} }
	october := calendar.Month(2021, 10)
	s := &seen{gold: &goldText{doc: &document.Document{Text: "0123456789012345678901234567890123456789"}, events: []goldEvent{
		{Type: claim.Consult, actors: land("FRA", "DEU"), reality: claim.Planned, mentions: at(0, 10), date: october},
		{Type: claim.Accuse, actors: land("FRA"), recipients: land("IRN"), reality: claim.Occurred, mentions: at(20, 30)},
	}}}
	tally := newEventTally()
	tally.add(s, []claim.Event{
		{Type: claim.Agree, Actors: lands("FRA"), Recipients: lands("DEU"), Reality: claim.Planned, Mentions: at(2, 8), Date: calendar.On(calendar.Of(2021, 10, 5)), Confidence: .8},
		{Type: claim.Accuse, Actors: lands("FRA"), Recipients: lands("IRN", "RUS"), Reality: claim.Alleged, Mentions: at(19, 24), Confidence: .9},
		{Type: claim.Accuse, Actors: lands("FRA"), Mentions: at(28, 34), Confidence: .1}, // a smaller overlap: told twice
		{Type: claim.Assault, Actors: lands("USA"), Mentions: at(35, 40), Confidence: .2},
	}, nil)
	if tally.gold != 2 || tally.pred != 4 || tally.found != 2 || tally.anyType != 2 || tally.who != 1 || tally.reality != 1 || tally.date != 2 {
		t.Errorf("%+v", *tally)
	}
	for what, n := range map[string]int{"extra: told twice": 1, "extra: no event there": 1, "who: actors right, recipients too many": 1} {
		if tally.lost[what] != n {
			t.Errorf("%s: %d, want %d of %v", what, tally.lost[what], n, tally.lost)
		}
	}
	if got := tally.sure; len(got) != 4 || !got[0].right || !got[1].right || got[2].right || got[3].right {
		t.Errorf("%v", got)
	}
}
