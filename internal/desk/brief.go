// Package desk asks the ledger on behalf of people: it resolves the names they
// type, fetches the entries of a pair, and has them answered.
package desk

import (
	"context"
	"fmt"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// Question is what to tell of which pair.
type Question struct {
	A, B  string       // as people name them: "France", "FRA", "Macron", "NATO", an actor's ID
	Since calendar.Day // leave out reports before this day; zero: none
	On    calendar.Day // use no report after this day; zero: the day of the newest report
}

// NoPair is the error of two names of which one is part of the other.
type NoPair struct{ A, B string }

func (e NoPair) Error() string {
	return fmt.Sprintf("%s and %s are no pair: one is part of the other", e.A, e.B)
}

// Empty is the error of a ledger without reports.
type Empty struct{ Path string }

func (e Empty) Error() string {
	return fmt.Sprintf("%s: the ledger is empty: fill it with: entente add FILE|DIR", e.Path)
}

// Brief answers a question from a ledger.
func Brief(ctx context.Context, ledger *store.Store, table *world.Table, q Question) (*answers.Brief, error) {
	newest := !q.On.Valid()
	if newest {
		_, last, _, err := ledger.Days(ctx)
		if err != nil {
			return nil, err
		}
		if q.On = last; !last.Valid() {
			return nil, Empty{ledger.Path()}
		}
	}
	a, err := SideOf(ctx, table, ledger, q.A, q.On)
	if err != nil {
		return nil, err
	}
	b, err := SideOf(ctx, table, ledger, q.B, q.On)
	if err != nil {
		return nil, err
	}
	if a.Within(b) || b.Within(a) {
		return nil, NoPair{a.Actor.Name, b.Actor.Name}
	}
	entries, err := ledger.Pair(ctx, a.Match(), b.Match(), q.Since, q.On)
	if err != nil {
		return nil, err
	}
	brief := answers.BriefOn(entries, a, b, q.Since, q.On)
	brief.Newest = newest
	return brief, nil
}
