// Package world knows who the actors of diplomacy are and who held which
// office when. It is built from tables of facts and answers as of a day.
package world

// ActorID is entente's name for an actor, a path from the general to the
// special: "USA", "USA/GOV/state-department", "USA/antony-blinken".
type ActorID string

// Actor is an actor as of some day.
type Actor struct {
	ID      ActorID
	Name    string // canonical name: "Antony Blinken", "United States"
	Country string // ISO 3166 alpha-3, or IGO, NGO, EUR, UNO
	Sector  string // PLOVER sector on that day: GOV, MIL, ELI, ...
}
