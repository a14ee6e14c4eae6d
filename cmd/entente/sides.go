package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// lookup is what resolving needs of the world: the actors that what a user
// types can stand for on a day, the likeliest first.
type lookup interface {
	Lookup(name string, on calendar.Day) []world.Actor
}

// sideOf resolves what the user typed for one side of a pair: by the world's
// table, and by the names of the ledger's own records, which has people that
// no table knows.
func sideOf(ctx context.Context, table *world.Table, s *store.Store, typed string, on calendar.Day) (answers.Side, error) {
	known, err := s.Parties(ctx)
	if err != nil {
		return answers.Side{}, err
	}
	candidates := candidatesFor(table, known, typed, on)
	switch len(candidates) {
	case 0:
		near := nearNames(typed, known)
		if len(near) == 0 {
			return answers.Side{}, fmt.Errorf("%q is nobody known on %s: name a country (France, FRA), an organisation (NATO) or a person", typed, on)
		}
		return answers.Side{}, fmt.Errorf("%q is nobody known on %s: near names in the ledger: %s", typed, on, strings.Join(near, ", "))
	case 1:
		return answers.NewSide(table, candidates[0]), nil
	}
	var lines strings.Builder
	for _, c := range candidates[:min(len(candidates), 12)] {
		fmt.Fprintf(&lines, "\n  %-28s  %s, %s", c.ID, c.Name, c.Country)
	}
	return answers.Side{}, fmt.Errorf("%q can be several on %s; name one by its ID:%s", typed, on, &lines)
}

// candidatesFor lists whom the typed name can stand for. An exact ID or
// country code is that one. Of several, those that the ledger has records of
// are taken, if there are such.
func candidatesFor(table *world.Table, known []store.Known, typed string, on calendar.Day) []world.Actor {
	typed = strings.TrimSpace(typed)
	var out []world.Actor
	put := func(a world.Actor) {
		if !slices.ContainsFunc(out, func(o world.Actor) bool { return o.ID == a.ID && (a.ID != "" || o.Name == a.Name) }) {
			out = append(out, a)
		}
	}
	inLedger := func(a world.Actor) bool {
		side := answers.Side{Actor: a}
		return slices.ContainsFunc(known, func(k store.Known) bool {
			return k.Actor != "" && side.HoldsActor(k.Actor) || side.Whole() && k.Country == a.Country || k.Actor == "" && k.Name != "" && k.Name == a.Name
		})
	}
	if c := table.Country(strings.ToUpper(typed)); c != nil {
		return []world.Actor{c.Actor()}
	}
	if b := table.Body(typed); b != nil {
		return []world.Actor{b.Actor()}
	}
	if t, ok := any(table).(lookup); ok {
		for _, a := range t.Lookup(typed, on) {
			if strings.EqualFold(string(a.ID), typed) {
				return []world.Actor{a}
			}
			put(a)
		}
	}
	for _, k := range known {
		switch {
		case strings.EqualFold(string(k.Actor), typed):
			return []world.Actor{{ID: k.Actor, Name: k.Name, Country: k.Country}}
		case k.Name != "" && world.Fold(k.Name) == world.Fold(typed):
			put(world.Actor{ID: k.Actor, Name: k.Name, Country: k.Country})
		}
	}
	if len(out) > 1 {
		if here := slices.DeleteFunc(slices.Clone(out), func(a world.Actor) bool { return !inLedger(a) }); len(here) > 0 {
			return here
		}
	}
	return out
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
