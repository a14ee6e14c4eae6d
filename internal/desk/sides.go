package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// SideOf resolves what a user typed for one side of a pair: by the world's
// table, and, where that has nobody or several, by the names of the ledger's
// own records, which has people that no table knows. The error of an unknown
// or ambiguous name lists what it could be.
func SideOf(ctx context.Context, table *world.Table, s *store.Store, typed string, on calendar.Day) (answers.Side, error) {
	return sideAmong(table, func() ([]store.Known, error) { return s.Parties(ctx) }, typed, on)
}

// sideAmong is SideOf where the names of the records come from elsewhere; they
// are asked for only where the table does not settle it.
func sideAmong(table *world.Table, records func() ([]store.Known, error), typed string, on calendar.Day) (answers.Side, error) {
	candidates := lookUp(table, typed, on)
	var known []store.Known
	if len(candidates) != 1 {
		var err error
		if known, err = records(); err != nil {
			return answers.Side{}, err
		}
		candidates = settle(candidates, known, typed)
	}
	switch len(candidates) {
	case 0:
		near := nearNames(typed, known)
		if len(near) == 0 {
			return answers.Side{}, fmt.Errorf("%q is nobody known on %s: name a country (France, FRA), an organisation (NATO) or a person", typed, on)
		}
		return answers.Side{}, fmt.Errorf("%q is nobody known on %s: near names in the reports: %s", typed, on, strings.Join(near, ", "))
	case 1:
		return answers.NewSide(table, candidates[0]), nil
	}
	var lines strings.Builder
	for _, c := range candidates[:min(len(candidates), 12)] {
		fmt.Fprintf(&lines, "\n  %-28s  %s, %s", c.ID, c.Name, c.Country)
	}
	return answers.Side{}, fmt.Errorf("%q can be several on %s; name one by its ID:%s", typed, on, &lines)
}

// lookUp lists whom the table has for the typed name. A country's code or the
// ID of an organisation is that one.
func lookUp(table *world.Table, typed string, on calendar.Day) []world.Actor {
	typed = strings.TrimSpace(typed)
	if c := table.Country(strings.ToUpper(typed)); c != nil {
		return []world.Actor{c.Actor()}
	}
	if b := table.Body(typed); b != nil {
		return []world.Actor{b.Actor()}
	}
	return table.Lookup(typed, on)
}

// settle chooses between several candidates, or finds some where there are
// none. An exact ID of the ledger is that one; of several, those that the
// ledger has records of are taken, if there are such, and of these the one
// whose full name it is.
func settle(candidates []world.Actor, known []store.Known, typed string) []world.Actor {
	want := world.Fold(typed)
	for _, k := range known {
		actor := world.Actor{ID: k.Actor, Name: k.Name, Country: k.Country}
		switch {
		case k.Actor != "" && strings.EqualFold(string(k.Actor), strings.TrimSpace(typed)):
			return []world.Actor{actor}
		case k.Name == "" || world.Fold(k.Name) != want:
		case !slices.ContainsFunc(candidates, func(o world.Actor) bool { return o.ID == k.Actor && (o.ID != "" || o.Name == k.Name) }):
			candidates = append(candidates, actor)
		}
	}
	keep := func(holds func(world.Actor) bool) {
		kept := slices.DeleteFunc(slices.Clone(candidates), func(a world.Actor) bool { return !holds(a) })
		if len(kept) > 0 {
			candidates = kept
		}
	}
	keep(func(a world.Actor) bool {
		side := answers.Side{Actor: a}
		return slices.ContainsFunc(known, func(k store.Known) bool {
			return side.Has(claim.Party{Actor: k.Actor, Name: k.Name, Country: k.Country})
		})
	})
	keep(func(a world.Actor) bool { return world.Fold(a.Name) == want })
	// Somebody whom the readings did not always resolve is one person.
	keep(func(a world.Actor) bool { return a.ID != "" })
	return candidates
}

// nearNames lists names of the ledger that a typed one may be a slip for: at
// most two letters away for each six, or the same word among several; the most
// frequent first.
func nearNames(typed string, known []store.Known) []string {
	want := world.Fold(typed)
	var out []string
	for _, k := range known {
		if k.Name == "" || slices.Contains(out, k.Name) {
			continue
		}
		name := world.Fold(k.Name)
		near := distance(want, name) <= max(1, len(want)/3)
		for _, word := range strings.Fields(name) {
			near = near || len(word) > 3 && distance(want, word) <= max(1, len(want)/4)
		}
		if near {
			out = append(out, k.Name)
		}
		if len(out) == 6 {
			break
		}
	}
	return out
}

// distance is the Levenshtein distance in bytes of folded names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
