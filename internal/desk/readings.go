package desk

import (
	"cmp"
	"slices"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// SideIn is SideOf among readings that are in no ledger.
func SideIn(readings []*claim.Reading, table *world.Table, typed string, on calendar.Day) (answers.Side, error) {
	return sideAmong(table, func() ([]store.Known, error) { return namesOf(readings), nil }, typed, on)
}

// namesOf counts the records of each named actor and country, as a ledger does.
func namesOf(readings []*claim.Reading) []store.Known {
	count := map[store.Known]int{}
	for _, r := range readings {
		for _, rec := range r.Records() {
			seen := map[store.Known]bool{}
			rec.EachParty(func(_ claim.Role, p claim.Party) {
				if k := (store.Known{Actor: p.Actor, Name: p.Name, Country: p.Country}); (p.Name != "" || p.Country != "") && !seen[k] {
					seen[k] = true
					count[k]++
				}
			})
		}
	}
	out := make([]store.Known, 0, len(count))
	for k, n := range count {
		k.Records = n
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b store.Known) int {
		return cmp.Or(b.Records-a.Records, cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Country, b.Country))
	})
	return out
}
