package actors

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/world"
)

// nations are the adjectives of the G20, and what the press calls their head
// of government.
var nations = map[string][2]string{
	"ARG": {"Argentine", "president"}, "AUS": {"Australian", "prime minister"}, "BRA": {"Brazilian", "president"}, "CAN": {"Canadian", "prime minister"},
	"CHN": {"Chinese", "premier"}, "DEU": {"German", "chancellor"}, "FRA": {"French", "prime minister"}, "GBR": {"British", "prime minister"},
	"IDN": {"Indonesian", "president"}, "IND": {"Indian", "prime minister"}, "ITA": {"Italian", "prime minister"}, "JPN": {"Japanese", "prime minister"},
	"KOR": {"South Korean", "president"}, "MEX": {"Mexican", "president"}, "RUS": {"Russian", "prime minister"}, "SAU": {"Saudi", "king"},
	"TUR": {"Turkish", "prime minister"}, "USA": {"US", "president"}, "ZAF": {"South African", "president"}, "EU": {"EU", ""},
}

// Every head of government and foreign minister of the G20 from 2005 to 2022,
// as reports write of them.
func TestOfficesOfTheG20(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "world", "testdata", "g20.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(c) < 5 {
			continue
		}
		title := nations[c[0]][1]
		if c[1] == "foreign_minister" {
			switch title = "foreign minister"; c[0] {
			case "USA":
				title = "secretary of state"
			case "GBR":
				title = "foreign secretary"
			case "EU":
				title = "foreign policy chief"
			}
		}
		if c[0] == "TUR" && c[1] == "head_of_government" && c[2] >= "2018-07-09" {
			title = "president"
		}
		n++
		_, l := layerOf("The "+nations[c[0]][0]+" "+title+" met reporters.", c[2])
		if got := l.Parties(1, 2); len(got) != 1 || world.Fold(got[0].Name) != world.Fold(c[3]) {
			t.Errorf("%s %s on %s: %v, want %s (line %s of the source)", nations[c[0]][0], title, c[2], got, c[3], c[4])
		}
	}
	if n < 200 {
		t.Errorf("%d facts, want 200 at least", n)
	}
}

// Names and titles that mean one thing in one report and another in the next.
func TestIdentityTraps(t *testing.T) {
	for _, c := range []struct{ day, text, words, want string }{
		// A name that many bear.
		{"2021-10-05", "Macron spoke in Paris.", "Macron", "Emmanuel Macron|FRA|GOV"},
		{"2021-10-05", "President Macron spoke. Brigitte Macron was at his side.", "Brigitte Macron", "Brigitte Macron|FRA|"},
		{"2021-10-05", "Prime Minister Johnson spoke in London.", "Prime Minister Johnson", "Boris Johnson|GBR|GOV"},
		{"2012-05-05", "Clinton met Chinese officials in Beijing.", "Clinton", "Hillary Clinton|USA|GOV"},
		{"2003-03-05", "President Bush spoke.", "President Bush", "George W. Bush|USA|GOV"},
		{"2007-11-29", "President Lee is not yet elected; South Korean President Roh spoke.", "South Korean President Roh", "Roh Moo-hyun|KOR|GOV"},
		// Georgia, the country and the state.
		{"2021-10-05", "Georgia said that Russia had closed the border near Tbilisi.", "Georgia", "Georgia|GEO|GOV"},
		{"2021-10-05", "The Georgian prime minister spoke in Tbilisi.", "The Georgian prime minister", "Irakli Gharibashvili|GEO|GOV"},
		{"2020-11-05", "Votes are counted in Georgia, Pennsylvania and Arizona.", "Georgia", "|USA|"},
		{"2020-11-05", "Georgia Governor Brian Kemp and US President Donald Trump quarrelled over the count in Atlanta.", "Georgia Governor Brian Kemp", "Brian Kemp|USA|GOV"},
		// Washington, the town, the man and the government.
		{"2021-10-05", "He spoke in Washington.", "Washington", "|USA|"},
		{"2021-10-05", "Washington has rejected the claim.", "Washington", "United States|USA|GOV"},
		{"2021-10-05", "The actor Denzel Washington agreed.", "The actor Denzel Washington", "Denzel Washington||CVL"},
		// Paris, the place and the government.
		{"2021-10-05", "Paris recalled its ambassador.", "Paris", "France|FRA|GOV"},
		{"2021-10-05", "They met in Paris.", "Paris", "|FRA|"},
		// Who held an office is not in it any more.
		{"2021-10-05", "Former French foreign minister Hubert Védrine was angry.", "Former French foreign minister Hubert Védrine", "Hubert Védrine|FRA|ELI"},
		{"2021-10-05", "Former US Secretary of State Mike Pompeo was angry.", "Former US Secretary of State Mike Pompeo", "Mike Pompeo|USA|ELI"},
		{"2021-10-05", "A former Iranian minister was angry.", "A former Iranian minister", "|IRN|ELI"},
		// A title that several countries have.
		{"2021-10-05", "The US Secretary of State arrived.", "The US Secretary of State", "Antony Blinken|USA|GOV"},
		{"2021-10-05", "In the United States the secretary of state spoke. The United States is worried.", "the secretary of state", "Antony Blinken|USA|GOV"},
		{"2021-10-05", "The Vatican's secretary of state spoke.", "The Vatican's secretary of state", "Archbishop Pietro Parolin|VAT|GOV"},
		{"2021-10-05", "The British foreign secretary spoke.", "The British foreign secretary", "Liz Truss|GBR|GOV"},
		{"2021-10-05", "The Philippine foreign secretary spoke.", "The Philippine foreign secretary", "Teodoro Locsin, Jr.|PHL|GOV"},
		// The United Kingdom by its names.
		{"2021-10-05", "The UK agreed.", "The UK", "United Kingdom|GBR|GOV"},
		{"2021-10-05", "Britain agreed.", "Britain", "United Kingdom|GBR|GOV"},
		{"2021-10-05", "Great Britain agreed.", "Great Britain", "United Kingdom|GBR|GOV"},
		{"2021-10-05", "Downing Street agreed.", "Downing Street", "Downing Street|GBR|GOV"},
		// Congo and Korea: by the company they keep.
		{"2021-10-05", "The talks of Congo and Rwanda were held in Kinshasa.", "Congo", "Democratic Republic of the Congo|COD|GOV"},
		{"2021-10-05", "Congo sent a delegate from Brazzaville.", "Congo", "Republic of the Congo|COG|GOV"},
		{"2021-10-05", "Seoul and Washington agreed that Korea must be strong, the South Korean president said.", "Korea", "South Korea|KOR|GOV"},
		// An office that comes with another country's.
		{"2021-10-05", "Joe Biden visited American Samoa.", "Joe Biden", "Joe Biden|USA|GOV"},
		{"2020-04-15", "Bernie Sanders endorsed Joe Biden.", "Joe Biden", "Joe Biden|USA|ELI"},
		{"2021-10-05", "Puerto Rico's president is Joe Biden.", "Joe Biden", "Joe Biden|USA|GOV"},
	} {
		p, l := layerOf(c.text, c.day)
		var got []string
		for i := range l.Mentions {
			if m := &l.Mentions[i]; p.Doc.Slice(m.Span) == c.words && len(m.Parties) > 0 {
				got = append(got, m.Parties[0].Name+"|"+m.Parties[0].Country+"|"+m.Parties[0].Sector)
			} else if p.Doc.Slice(m.Span) == c.words {
				got = append(got, "||")
			}
		}
		if len(got) == 0 || got[0] != c.want {
			t.Errorf("%s %s\n%q is %v, want %s\nof %s", c.day, c.text, c.words, got, c.want, all(p, l))
		}
	}
}

// What the text leaves open stays open, with those it may be.
func TestOpenNamesHaveCandidates(t *testing.T) {
	for text, want := range map[string]string{
		"Congo agreed.":         "COD COG",
		"Korea agreed.":         "KOR PRK",
		"The Congolese agreed.": "COD COG",
	} {
		p, l := layerOf(text, "2021-10-05")
		ok := false
		var got string
		for i := range l.Mentions {
			m := &l.Mentions[i]
			var ids []string
			for _, a := range m.Candidates {
				ids = append(ids, string(a.ID))
			}
			slices.Sort(ids)
			got += fmt.Sprintf("%q %v %.2f, may be %v; ", p.Doc.Slice(m.Span), m.Parties, m.Confidence, ids)
			ok = ok || strings.Join(ids, " ") == want && m.Confidence <= 0.6
		}
		if !ok {
			t.Errorf("%s: %s; want it open between %s", text, got, want)
		}
	}
}

// A user's own actors are found in reports.
func TestOwnActors(t *testing.T) {
	own, problems := world.ReadUserTable(world.Default(), "own.csv", []byte("id,kind,name,aliases,country,sector,office,from\n"+
		",person,Jana Vzorová,,CZE,,foreign_minister,2021-10-01\n,organ,Harbour Guard of Exampleland,HGX,ISL,MIL,,\nFRA/emmanuel-macron,,,the Helmsman|Helmsman,,,,\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p, _ := layerOf("Czech Foreign Minister Jana Vzorova met the HGX. The Czech foreign minister thanked Helmsman.", "2021-10-05")
	l := Find(p, world.Extend(world.Default(), own))
	got := all(p, l)
	for _, want := range []string{`"Czech Foreign Minister Jana Vzorova" person named: Jana Vzorová|CZE|GOV`, `"the HGX" agency institution: Harbour Guard of Exampleland|ISL|MIL`,
		`"The Czech foreign minister" office named: Jana Vzorová|CZE|GOV`, `Emmanuel Macron|FRA|GOV`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n     %s", want, got)
		}
	}
}
