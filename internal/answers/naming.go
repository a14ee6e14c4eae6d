package answers

import (
	"strings"
	"unicode"

	"github.com/entente-project/entente/internal/world"
)

// NewSide is the side of an actor, found in running text by the names that the
// table has for it. A nil table has none.
func NewSide(table *world.Table, actor world.Actor) Side {
	s := Side{Actor: actor}
	if table != nil {
		s.Named = naming(table, actor)
	}
	return s
}

// naming tells whether words of a report name an actor, by the names that the
// table has for countries and their peoples, organisations and persons. Towns
// and capitals are not among them: they name places as well.
func naming(table *world.Table, actor world.Actor) func(string) bool {
	stands := func(r world.Ref) bool {
		switch r.Kind {
		case world.NameCountry, world.NamePeople:
			return table.CountryAt(r.N).Actor().ID == actor.ID
		case world.NameBody:
			return table.BodyAt(r.N).Actor().ID == actor.ID
		}
		return false
	}
	return func(text string) bool {
		words := strings.FieldsFunc(text, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
		})
		for i, word := range words {
			if first := []rune(word)[0]; !unicode.IsUpper(first) {
				continue
			}
			cursor, ok := table.Start(world.FoldWord(strings.Trim(word, ".")))
			for next := i + 1; ok; next++ {
				for _, ref := range cursor.Refs() {
					if stands(ref) && written(ref.Case, words[i:next]) {
						return true
					}
				}
				if next == len(words) {
					break
				}
				cursor, ok = cursor.Next(world.FoldWord(strings.Trim(words[next], ".")))
			}
		}
		return false
	}
}

// written reports whether words are written as a name must be to count.
func written(how world.Case, words []string) bool {
	if how == world.Acronym || how == world.Paired {
		return !strings.ContainsFunc(strings.Join(words, ""), unicode.IsLower)
	}
	return true // the first has a capital
}
