// Package answers holds the questions that the ledger answers, as pure
// functions of its entries and a day: what is told of one pair of actors, and
// one record with its words. Every line of an answer carries its evidence, and
// nothing reported after the day is used.
package answers

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/world"
)

// Side is one of the two sides of a question: a country with all who act for
// it, an organisation with its bodies, or a person.
type Side struct {
	Actor world.Actor
	// Named reports whether words of a report name the side ("Britain said",
	// "the British offer"), used to find it in the content of statements. It
	// may be nil: Actor.Name and the names that the report's own records have
	// for the side are looked for in any case.
	Named func(words string) bool
}

// Has reports whether a party is of the side.
//
// A country has all parties whose country it is, and those below its own ID
// who do not act for an international body on that day, except journalists and
// media (sector JRN): what they say and do is not the country's. A person or
// organisation has the parties resolved to it or to a part of it; a party that
// was never resolved is a person's where the canonical name is the same.
func (s Side) Has(p claim.Party) bool {
	if !s.Whole() {
		return p.Actor != "" && s.HoldsActor(p.Actor) || p.Actor == "" && p.Name != "" && p.Name == s.Actor.Name
	}
	switch {
	case p.Sector == "JRN":
		return false
	case p.Country == s.Actor.Country:
		return true
	case slices.Contains(international, p.Country):
		return false // such as a former minister who is now a Secretary-General
	}
	return p.Actor != "" && s.HoldsActor(p.Actor)
}

// international are the codes of parties that act for no state.
var international = []string{"IGO", "NGO", "EUR", "UNO"}

// SpeaksFor reports whether a party's words are the side's. Of a country they
// are not where the party is of a sector of private life, such as a scholar or
// a company; what such people do is still of the country.
func (s Side) SpeaksFor(p claim.Party) bool {
	return s.Has(p) && !(s.Whole() && slices.Contains(private, p.Sector))
}

// private are the PLOVER sectors whose people speak for nobody but themselves.
var private = []string{"JRN", "EDU", "BUS", "CVL", "MED", "AGR", "REF"}

// Match says which reports of a ledger may concern the side.
func (s Side) Match() ledger.Match {
	m := ledger.Match{Actor: s.Actor.ID, Name: s.Actor.Name}
	if s.Whole() {
		m.Country = s.Actor.Country
	}
	return m
}

// Within reports whether all of the side is part of the other, so that the two
// are no pair.
func (s Side) Within(t Side) bool {
	return s.Actor.ID == t.Actor.ID || t.Has(claim.Party{Actor: s.Actor.ID, Name: s.Actor.Name, Country: s.Actor.Country})
}

// HoldsActor reports whether an actor is the side's or below it.
func (s Side) HoldsActor(id world.ActorID) bool {
	rest, ok := strings.CutPrefix(string(id), string(s.Actor.ID))
	return ok && s.Actor.ID != "" && (rest == "" || rest[0] == '/')
}

// Whole reports whether the side is all that a country code stands for: a
// country, or the EU and the UN themselves, which have codes of their own (EUR,
// UNO). Other bodies share their code with many.
func (s Side) Whole() bool {
	if s.Actor.Country == "" || strings.Contains(string(s.Actor.ID), "/") {
		return false
	}
	switch id := string(s.Actor.ID); s.Actor.Country {
	case "EUR":
		return id == "EU" || id == "EUU" || id == "EUR"
	case "UNO":
		return id == "UN" || id == "UNO"
	default:
		return id == s.Actor.Country
	}
}

// hasWord reports whether text has name with no letter or digit next to it.
func hasWord(text, name string) bool {
	if name == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		if !inWord(before) && !inWord(after) {
			return true
		}
		at = to
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
