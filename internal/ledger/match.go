package ledger

import "github.com/entente-project/entente/internal/world"

// Match says which reports may concern a side of a question: those with a
// party of the country, or of the actor or anything below it, or of the name.
// Empty fields match nothing.
type Match struct {
	Country string        // as in claim.Party
	Actor   world.ActorID // "USA" finds "USA/antony-blinken"
	// Name is the canonical name of a party. A report that has it in its text
	// and a party of the other side concerns this side as well.
	Name string
}
