package desk

import (
	"context"
	"fmt"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// SaidQuestion is which statements to list, in people's words: By and To are
// actors as in Question, "" for anybody.
type SaidQuestion struct {
	By, To string
	answers.StatementQuery
}

// Statements lists statements of a ledger.
func Statements(ctx context.Context, s *store.Store, table *world.Table, q SaidQuestion) (*answers.StatementList, error) {
	on := q.Until
	if !on.Valid() {
		_, last, n, err := s.Days(ctx)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return nil, Empty{s.Path()}
		}
		on = last
	}
	query, err := q.resolve(table, on, func() ([]store.Known, error) { return s.Parties(ctx) })
	if err != nil {
		return nil, err
	}
	var by []ledger.Match
	for _, side := range []*answers.Side{query.By, query.To} {
		if side != nil {
			by = append(by, side.Match())
		}
	}
	entries, err := s.Window(ctx, q.Since, q.Until, by...)
	if err != nil {
		return nil, err
	}
	return answers.ListStatements(entries, query), nil
}

// StatementsOf lists statements of readings that are in no ledger.
func StatementsOf(entries []ledger.Entry, table *world.Table, q SaidQuestion) (*answers.StatementList, error) {
	on := q.Until
	for _, e := range entries {
		if !q.Until.Valid() {
			on = max(on, e.Reported)
		}
	}
	query, err := q.resolve(table, on, func() ([]store.Known, error) { return knownOf(entries), nil })
	if err != nil {
		return nil, err
	}
	return answers.ListStatements(entries, query), nil
}

// resolve finds the actors of a question.
func (q *SaidQuestion) resolve(table *world.Table, on calendar.Day, known func() ([]store.Known, error)) (answers.StatementQuery, error) {
	out := q.StatementQuery
	for _, x := range []struct {
		flag, typed string
		to          **answers.Side
	}{{"--by", q.By, &out.By}, {"--to", q.To, &out.To}} {
		if x.typed == "" {
			continue
		}
		side, err := sideAmong(table, known, x.typed, on)
		if err != nil {
			return out, fmt.Errorf("%s: %w", x.flag, err)
		}
		*x.to = &side
	}
	return out, nil
}

// knownOf gives the parties of entries as a ledger would, in the order of the
// entries.
func knownOf(entries []ledger.Entry) []store.Known {
	var out []store.Known
	at := map[store.Known]int{}
	for _, e := range entries {
		e.Claim.EachParty(func(_ claim.Role, p claim.Party) {
			if p.Name == "" && p.Country == "" {
				return
			}
			k := store.Known{Actor: p.Actor, Name: p.Name, Country: p.Country}
			i, ok := at[k]
			if !ok {
				i = len(out)
				at[k] = i
				out = append(out, k)
			}
			out[i].Records++
		})
	}
	return out
}
