package answers

import (
	"testing"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

func TestHas(t *testing.T) {
	poland := Side{Actor: world.Actor{ID: "POL", Name: "Poland", Country: "POL"}}
	union := Side{Actor: world.Actor{ID: "EU", Name: "European Union", Country: "EUR"}}
	un := Side{Actor: world.Actor{ID: "UN", Name: "United Nations", Country: "UNO"}}
	unhcr := Side{Actor: world.Actor{ID: "UNHCR", Name: "UN Refugee Agency", Country: "UNO"}}
	nowak := Side{Actor: world.Actor{ID: "POL/jan-nowak", Name: "Jan Nowak", Country: "POL"}}
	for _, c := range []struct {
		what        string
		side        Side
		party       claim.Party
		has, speaks bool
	}{
		{"the country itself", poland, claim.Party{Actor: "POL", Country: "POL", Sector: "GOV"}, true, true},
		{"an official whom no table knows", poland, claim.Party{Country: "POL", Sector: "GOV"}, true, true},
		{"one known by ID alone", poland, claim.Party{Actor: "POL/jan-nowak"}, true, true},
		{"the same at the head of the EU", poland, claim.Party{Actor: "POL/jan-nowak", Country: "EUR", Sector: "GOV"}, false, false},
		{"he is the EU's then", union, claim.Party{Actor: "POL/jan-nowak", Country: "EUR", Sector: "GOV"}, true, true},
		{"and is himself anyhow", nowak, claim.Party{Actor: "POL/jan-nowak", Country: "EUR", Sector: "GOV"}, true, true},
		{"an organ", poland, claim.Party{Actor: "POL/GOV/ministry-of-health", Country: "POL", Sector: "GOV"}, true, true},
		{"a journalist", poland, claim.Party{Country: "POL", Sector: "JRN"}, false, false},
		{"a scholar acts as one of the country, but speaks for himself", poland, claim.Party{Country: "POL", Sector: "EDU"}, true, false},
		{"the opposition speaks", poland, claim.Party{Country: "POL", Sector: "OPP"}, true, true},
		{"an ID that begins alike", poland, claim.Party{Actor: "POLISARIO", Country: "ESH"}, false, false},
		{"nobody", poland, claim.Party{}, false, false},
		{"a person by name, unresolved", nowak, claim.Party{Name: "Jan Nowak"}, true, true},
		{"a namesake, resolved", nowak, claim.Party{Actor: "CZE/jan-nowak", Name: "Jan Nowak"}, false, false},
		{"an agency is of the UN", un, claim.Party{Actor: "UNHCR", Country: "UNO"}, true, true},
		{"the UN is not the agency", unhcr, claim.Party{Actor: "UN", Country: "UNO"}, false, false},
	} {
		if has, speaks := c.side.Has(c.party), c.side.SpeaksFor(c.party); has != c.has || speaks != c.speaks {
			t.Errorf("%s: has %v, speaks %v", c.what, has, speaks)
		}
	}
}

func TestWithin(t *testing.T) {
	side := func(id, country string) Side {
		return Side{Actor: world.Actor{ID: world.ActorID(id), Country: country}}
	}
	for _, c := range []struct {
		a, b Side
		want bool
	}{
		{side("POL/jan-nowak", "POL"), side("POL", "POL"), true},
		{side("POL", "POL"), side("POL", "POL"), true},
		{side("POL", "POL"), side("POL/jan-nowak", "POL"), false},
		{side("POL/jan-nowak", "EUR"), side("POL", "POL"), false},
		{side("POL/jan-nowak", "EUR"), side("EU", "EUR"), true},
		{side("NATO", "IGO"), side("AU", "IGO"), false},
	} {
		if got := c.a.Within(c.b); got != c.want {
			t.Errorf("%s in %s: %v", c.a.Actor.ID, c.b.Actor.ID, got)
		}
	}
}
