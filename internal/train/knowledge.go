package train

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/world"
)

// townsFrom is the number of inhabitants from which a town's name counts: names
// of smaller towns are more often something else.
const townsFrom = 40000

// nameWords gathers the words that names of persons, places and bodies are made
// of, by their Key, from the tables of actors and the gazetteer.
func nameWords(dir string) (map[string]uint8, error) {
	words := map[string]uint8{}
	add := func(w string, kind uint8) {
		w = strings.Trim(w, `"“”'‘’(),.`)
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && utf8.RuneCountInString(w) > 1 {
			words[language.Key(w)] |= kind
		}
	}
	table := func(path string, take func(cell func(column string) []string)) error {
		raw, err := openData(dir, path)
		if err != nil {
			return err
		}
		var head []string
		for line := range strings.Lines(string(raw)) {
			cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if head == nil {
				head = cells
				continue
			}
			take(func(column string) []string {
				for i, name := range head {
					if name == column && i < len(cells) && cells[i] != "" {
						return strings.Split(cells[i], "|")
					}
				}
				return nil
			})
		}
		return nil
	}
	all := func(names []string, kind uint8) {
		for _, name := range names {
			for _, w := range strings.Fields(name) {
				add(w, kind)
			}
		}
	}
	place := func(names []string) {
		for _, name := range names {
			if w := strings.Fields(name); len(w) == 1 {
				add(w[0], language.NameCountry)
			} else {
				all([]string{name}, language.NamePlacePart)
			}
		}
	}
	for _, path := range []string{"actors/officeholders.tsv", "actors/officeholders_rest.tsv"} {
		err := table(path, func(cell func(string) []string) {
			for _, name := range cell("person") {
				w := strings.Fields(name)
				if len(w) < 2 || strings.Contains(name, " of ") || strings.Contains(name, ",") {
					continue
				}
				add(w[0], language.NameGiven)
				add(w[len(w)-1], language.NameFamily)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	err := table("actors/countries.tsv", func(cell func(string) []string) {
		for _, column := range []string{"name", "official_name", "names_other", "capital", "capitals_other"} {
			place(cell(column))
		}
		for _, column := range []string{"demonyms", "adjectives", "demonyms_mledoze"} {
			all(cell(column), language.NamePeople)
		}
	})
	if err != nil {
		return nil, err
	}
	for _, path := range []string{"actors/organisations.tsv", "actors/agencies.tsv"} {
		err := table(path, func(cell func(string) []string) {
			for _, column := range []string{"name", "abbreviations", "aliases", "variants"} {
				all(cell(column), language.NameBody)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	world.EachPlace(func(p world.Place) {
		if p.Population < townsFrom && !p.Capital {
			return
		}
		if w := strings.Fields(p.Name); len(w) == 1 {
			add(w[0], language.NameTown)
		} else {
			all([]string{p.Name}, language.NamePlacePart)
		}
	})
	return words, nil
}
