package world

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
)

func day(t testing.TB, iso string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Facts of office drawn from the source tables.
func TestHolders(t *testing.T) {
	var data []byte
	for _, file := range []string{"testdata/holders.tsv", "testdata/g20.tsv"} {
		d, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, d...)
	}
	w := Default()
	n := 0
	for _, line := range strings.Split(string(data), "\n") {
		c := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(c) < 5 {
			continue
		}
		n++
		a, confidence, ok := w.Holder(c[0], c[1], day(t, c[2]))
		if !ok || Fold(a.Name) != Fold(c[3]) {
			t.Errorf("%s %s on %s: got %q (%v, %v), want %q (line %s of the source)", c[0], c[1], c[2], a.Name, confidence, ok, c[3], c[4])
		}
	}
	if n < 300 {
		t.Errorf("%d facts, want 300 at least", n)
	}
}

// Titles as news writes them, on days when a wrong reading is near.
func TestTitled(t *testing.T) {
	w := Default()
	for _, c := range []struct{ country, title, on, want string }{
		{"FRA", "president", "2021-10-05", "Emmanuel Macron"},
		{"FRA", "prime minister", "2021-10-05", "Jean Castex"},
		{"FRA", "foreign minister", "2021-10-05", "Jean-Yves Le Drian"},
		{"USA", "Secretary of State", "2021-10-05", "Antony Blinken"},
		{"USA", "Secretary of State", "2021-01-20", "Daniel Bennett Smith"}, // acting, between two
		{"USA", "president", "2021-01-19", "Donald Trump"},
		{"USA", "president", "2021-01-20", "Joe Biden"},
		{"USA", "vice president", "2015-08-21", "Joe Biden"},
		{"GBR", "foreign secretary", "2021-09-14", "Dominic Raab"},
		{"GBR", "foreign secretary", "2021-09-15", "Liz Truss"},
		{"GBR", "chancellor", "2021-10-05", "Rishi Sunak"}, // of the Exchequer
		{"GBR", "prime minister", "2024-07-15", "Keir Starmer"},
		{"AUS", "prime minister", "2021-10-05", "Scott Morrison"},
		{"DEU", "chancellor", "2021-10-05", "Angela Merkel"},
		{"DEU", "president", "2021-10-05", "Frank-Walter Steinmeier"},
		{"IRN", "president", "2013-11-25", "Hassan Rouhani"}, // not the Supreme Leader
		{"IRN", "supreme leader", "2013-11-25", "Ali Khamenei"},
		{"IRN", "foreign minister", "2013-11-25", "Mohammad Javad Zarif"},
		{"TUR", "prime minister", "2012-01-01", "Recep Tayyip Erdoğan"},
		{"TUR", "president", "2019-10-08", "Recep Tayyip Erdoğan"},
		{"RUS", "president", "2010-03-01", "Dmitry Medvedev"},
		{"RUS", "prime minister", "2010-03-01", "Vladimir Putin"},
		{"KOR", "president", "2015-08-21", "Park Geun-hye"},
		{"KOR", "prime minister", "2015-08-21", "Hwang Kyo-ahn"}, // beside a president who heads the government
		{"PRK", "leader", "2015-08-21", "Kim Jong-un"},
		{"VAT", "pope", "2015-08-21", "Francis"},
		{"SAU", "king", "2012-05-05", "Abdullah of Saudi Arabia"},
		{"EU", "foreign policy chief", "2021-10-05", "Josep Borrell"},
		{"EU", "European Commission president", "2021-10-05", "Ursula von der Leyen"},
		{"NATO", "secretary general", "2021-10-05", "Jens Stoltenberg"},
		{"UN", "secretary general", "2021-10-05", "António Guterres"},
		{"ITA", "economic development minister", "2020-01-10", "Stefano Patuanelli"},
		{"USA", "secretary of transportation", "2019-10-27", "Elaine Chao"},
		{"FRA", "ambassador to USA", "2021-10-01", "Philippe Étienne"},
		{"USA", "ambassador to DEU", "2019-01-23", "Richard Grenell"},
		{"FRA", "secretary of state", "2021-10-05", ""},
		{"CHE", "king", "2021-10-05", ""},
	} {
		a, confidence, ok := w.Titled(c.country, c.title, day(t, c.on))
		if !ok {
			a.Name = ""
		}
		if Fold(a.Name) != Fold(c.want) {
			t.Errorf("%s of %s on %s: got %q (%v), want %q", c.title, c.country, c.on, a.Name, confidence, c.want)
		}
	}
}

// An open end counts only as far as a source has seen the holder.
func TestNotConfirmed(t *testing.T) {
	w := Default()
	if a, c, ok := w.Holder("NOR", "defence_minister", day(t, "2024-05-01")); ok || c != Unconfirmed || a.Name != "Bjørn Arild Gram" {
		t.Errorf("got %v %v %v, want Bjørn Arild Gram, unconfirmed", a, c, ok)
	}
	if _, c, ok := w.Holder("XYZ", "head_of_state", day(t, "2021-01-01")); ok || c != Unknown {
		t.Errorf("a country that is none has a head of state")
	}
}

func TestPerson(t *testing.T) {
	w := Default()
	on := day(t, "2021-10-05")
	for _, c := range []struct {
		name string
		id   ActorID
		code string
		sec  string
	}{
		{"Macron", "FRA/emmanuel-macron", "FRA", "GOV"}, // as French president, not as co-prince
		{"Joseph R. Biden Jr.", "USA/joe-biden", "USA", "GOV"},
		{"Antony John Blinken", "USA/antony-blinken", "USA", "GOV"},
		{"Barack Obama", "USA/barack-obama", "USA", "ELI"},
		{"Johnson", "GBR/boris-johnson", "GBR", "GOV"},
		{"Josep Borrell", "ESP/josep-borrell", "EUR", "GOV"},
		{"António Guterres", "PRT/antonio-guterres", "UNO", "GOV"},
		{"Elizabeth II", "GBR/elizabeth-ii", "GBR", "GOV"},
	} {
		got := w.Person(c.name, on)
		if len(got) == 0 || got[0].ID != c.id || got[0].Country != c.code || got[0].Sector != c.sec {
			t.Errorf("%s: got %v, want %s %s %s first", c.name, got, c.id, c.code, c.sec)
		}
	}
}

func TestLookup(t *testing.T) {
	w := Default()
	on := day(t, "2021-10-05")
	for typed, want := range map[string]ActorID{
		"France": "FRA", "FRA": "FRA", "french": "FRA", "Paris": "FRA", "Macron": "FRA/emmanuel-macron", "EU": "EU", "eu": "EU",
		"State Department": "USA/GOV/united-states-department-of-state", "us": "USA", "U.S.": "USA", "Kremlin": "RUS/GOV/kremlin", "NATO": "NATO",
		"Taliban": "AFG/GOV/taliban", "Quai d’Orsay": "FRA/GOV/quai-dorsay", "Georgia": "GEO", "the Netherlands": "NLD", "Türkiye": "TUR", "french president": "FRA/emmanuel-macron",
	} {
		got := w.Lookup(typed, on)
		if len(got) == 0 || got[0].ID != want {
			t.Errorf("%s: got %v, want %s first", typed, got, want)
		}
	}
	if got := w.Lookup("Taliban", day(t, "2020-05-05")); len(got) == 0 || got[0].Sector != "REB" {
		t.Errorf("the Taliban of 2020: got %v, want rebels", got)
	}
	if got := w.Lookup("no such name", on); got != nil {
		t.Errorf("got %v for nothing", got)
	}
}

func TestMembers(t *testing.T) {
	w := Default()
	if got := strings.Join(w.Members("AUKUS", day(t, "2021-10-05")), " "); got != "AUS GBR USA" {
		t.Errorf("AUKUS: %s", got)
	}
	in := func(on string) bool {
		return strings.Contains(strings.Join(w.Members("EU", day(t, on)), " "), "GBR")
	}
	if !in("2020-01-30") || in("2020-02-01") {
		t.Errorf("the United Kingdom left the EU on 2020-01-31")
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"U.S.": "us", "Élysée Palace": "elysee palace", "the Quai d’Orsay": "quai dorsay", "Kim Jong-un": "kim jong un", "People’s Liberation Army": "people s liberation army",
		"P5+1": "p5 + 1", "Côte d'Ivoire": "cote divoire", "": "", "…": ""} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// The cursor and whole look-ups agree, and every name is found word by word.
func TestCursorFindsEveryName(t *testing.T) {
	w := Default()
	for i, key := range w.keys {
		if i%7 != 0 {
			continue
		}
		words := strings.Split(key, " ")
		c, ok := w.Start(words[0])
		for _, word := range words[1:] {
			if !ok {
				break
			}
			c, ok = c.Next(word)
		}
		if !ok || !c.Ends() || len(c.Refs()) == 0 {
			t.Fatalf("%q is not found", key)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	w, on := Default(), day(t, "2021-10-05")
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 100 {
				w.Lookup("Macron", on)
				w.Titled("USA", "secretary of state", on)
			}
		}()
	}
	all.Wait()
}

func FuzzFold(f *testing.F) {
	f.Add("Élysée’s U.S.-led\xff")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once && !strings.HasPrefix(once, "the ") {
			t.Errorf("Fold(%q) = %q, and again %q", s, once, twice)
		}
		Default().Lookup(s, 738000)
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		if _, err := parse(text); err != nil {
			b.Fatal(err)
		}
	}
}
