package answers

import (
	"testing"

	"github.com/entente-project/entente/internal/world"
)

func TestNamed(t *testing.T) {
	table := world.Default()
	for _, c := range []struct {
		actor world.Actor
		words string
		want  bool
	}{
		{table.Country("FRA").Actor(), "the offer that France had made", true},
		{table.Country("FRA").Actor(), "that the French must wait", true},
		{table.Country("FRA").Actor(), "“France’s offer”", true},
		{table.Country("FRA").Actor(), "France's offer", true},
		{table.Country("FRA").Actor(), "a meeting in Paris", false}, // a place, as likely as not
		{table.Country("FRA").Actor(), "Frances Miller", false},
		{table.Country("GBR").Actor(), "that Britain would sign", true},
		{table.Country("GBR").Actor(), "the United Kingdom, for its part", true},
		{table.Country("USA").Actor(), "let us go", false},
		{table.Country("USA").Actor(), "the US, UK and Australia", true},
		{table.Country("USA").Actor(), "the U.S. offer", true},
		{table.Country("AUS").Actor(), "", false},
		{table.Body("NATO").Actor(), "the renewal of NATO", true},
	} {
		if got := NewSide(table, c.actor).Named(c.words); got != c.want {
			t.Errorf("%s in %q: %v", c.actor.ID, c.words, got)
		}
	}
}
