package desk

import (
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

func TestSettle(t *testing.T) {
	country := world.Actor{ID: "GEO", Name: "Georgia", Country: "GEO"}
	state := world.Actor{ID: "USA/georgia", Name: "Georgia", Country: "USA"}
	known := []store.Known{
		{Actor: "GEO/nino-beridze", Name: "Nino Beridze", Country: "GEO", Records: 5},
		{Name: "Nino Beridze", Country: "GEO", Records: 1},
		{Name: "Levan Beridze", Records: 1},
	}
	for _, c := range []struct {
		what       string
		typed      string
		candidates []world.Actor
		want       string
	}{
		{"the one in the ledger", "Georgia", []world.Actor{state, country}, "GEO"},
		{"none in the ledger", "Georgia", []world.Actor{state, {ID: "X", Name: "Georgia"}}, "USA/georgia X"},
		{"the one of that name", "georgia", []world.Actor{{ID: "GEO/nino-beridze", Name: "Nino Beridze", Country: "GEO"}, country}, "GEO"},
		{"in the ledger alone, not always resolved", "nino beridze", nil, "GEO/nino-beridze"},
		{"never resolved", "Levan Beridze", nil, "Levan Beridze"},
		{"an ID of the ledger", "geo/Nino-Beridze", nil, "GEO/nino-beridze"},
		{"nobody", "Beridzé", nil, ""},
	} {
		var got []string
		for _, a := range settle(c.candidates, known, c.typed) {
			if a.ID == "" {
				got = append(got, a.Name)
			} else {
				got = append(got, string(a.ID))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

func TestNearNames(t *testing.T) {
	known := []store.Known{{Name: "Antony Blinken"}, {Name: "France"}, {Name: "Fiji"}, {Name: "Kyriakos Mitsotakis"}, {Country: "FRA"}}
	for typed, want := range map[string]string{
		"Blinkn":        "Antony Blinken",
		"frnace":        "France",
		"Mitsotakkis":   "Kyriakos Mitsotakis",
		"Liechtenstein": "",
		"":              "",
	} {
		if got := strings.Join(nearNames(typed, known), ", "); got != want {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}
