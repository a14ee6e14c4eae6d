package events

import (
	"os"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

func findMore(l *Lexicon, text string) []claim.Event {
	p := language.Of(&document.Document{Text: text, Date: calendar.Of(2021, 10, 5), Language: "en", Body: document.Span{End: len(text)}})
	who := actors.Find(p, world.Default())
	said, _ := statements.Find(p, who)
	return FindMore([]*Lexicon{l}, p, who, dates.Find(p), said)
}

// blocks gives the code blocks of the documentation.
func blocks(t *testing.T) []string {
	data, err := os.ReadFile("../../docs/lexicon.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, part := range strings.Split(string(data), "```\n") {
		if i%2 == 1 {
			out = append(out, part)
		}
	}
	if len(out) != 2 {
		t.Fatalf("%d code blocks in docs/lexicon.md, want the lexicon and the report", len(out))
	}
	return out
}

// What docs/lexicon.md says of its example holds.
func TestTheExampleOfTheDocumentation(t *testing.T) {
	b := blocks(t)
	if !IsLexicon([]byte(b[0])) {
		t.Error("not seen as a lexicon")
	}
	l, problems := ReadLexicon([]byte(b[0]))
	problems = append(problems, l.Untold(func(s string) []claim.Event { return findMore(l, s) })...)
	if len(problems) > 0 || l.Len() != 6 {
		t.Fatalf("%d lines, problems %v", l.Len(), problems)
	}
	var got []string
	for _, e := range findMore(l, b[1]) {
		s := string(e.Type) + " " + e.Mode + " " + string(e.Reality)
		for _, x := range e.Labels {
			s += " " + x.Ontology + ":" + x.Label
		}
		got = append(got, s)
	}
	want := "SANCTION  occurred export-desk:ENTITY-LIST|CONSULT visit planned export-desk:VISIT-AHEAD"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
	for _, e := range find(b[1], calendar.Of(2021, 10, 5)) {
		if len(e.Labels) > 0 {
			t.Errorf("labels without a lexicon: %v", e.Labels)
		}
	}
}

// Each problem names its line and says what to write.
func TestProblemsOfALexicon(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"no first line", "verb\tAID\t-\talone\tx\t-\te\n", "1: the first line does not say"},
		{"empty", "# nothing\n", "the file is empty"},
		{"blanks for tabs", "lexicon\t1\tmine\nverb  AID  -\n", "parted by tabs"},
		{"no such type", "lexicon\t1\tmine\nverb\tSANCTIONS\t-\tacts-on\tban\t-\tFrance banned it.\n", "2: type: \"SANCTIONS\" is no PLOVER type; known are AGREE"},
		{"a near type", "lexicon\t1\tmine\nlabel\tCONSULTING\t-\t-\tX\n", "did you mean CONSULT?"},
		{"no such mode", "lexicon\t1\tmine\nverb\tCONSULT\tfax\twith\tfax\t-\tFrance faxed.\n", "CONSULT has visit, third-party, multilateral, phone"},
		{"no such roles", "lexicon\t1\tmine\nverb\tAID\t-\tup\tfeed\t-\tFrance fed Mali.\n", "known are acts-on"},
		{"too few columns", "lexicon\t1\tmine\n\nverb\tAID\n", "3: 2 columns; want 7"},
		{"no example", "lexicon\t1\tmine\nverb\tAID\t-\tacts-on\tfeed\t-\t-\n", "run by entente lint"},
		{"a gap at the end", "lexicon\t1\tmine\nverb\tAID\t-\tacts-on\tfeed *\t-\tFrance fed Mali.\n", "inside a phrase"},
		{"no such reality", "lexicon\t1\tmine\nlabel\tAID\t-\tdone\tX\n", "known are occurred"},
		{"twice", "lexicon\t1\tmine\nverb\tAID\t-\tacts-on\tfeed\t-\tFrance fed Mali.\nverb\tAID\t-\tacts-on\tFeed\t-\tFrance fed Mali.\n", "3: phrase: \"feed\" stands in line 2 already"},
		{"not UTF-8", "lexicon\t1\t\xff\n", "not UTF-8"},
	} {
		_, problems := ReadLexicon([]byte(c.file))
		if len(problems) != 1 || !strings.Contains(problems[0].String(), c.want) {
			t.Errorf("%s: got %v, want one with %q", c.name, problems, c.want)
		}
	}
	l, problems := ReadLexicon([]byte("lexicon\t1\tmine\nverb\tAID\t-\tacts-on\tfeed\t-\tIt rained in Lyon.\n"))
	if problems = append(problems, l.Untold(func(s string) []claim.Event { return findMore(l, s) })...); len(problems) != 1 || problems[0].Line != 2 {
		t.Errorf("a rule that misses its example: %v", problems)
	}
}

// A rule of the user wins over the trained finder at the same words, and is
// as negated and planned as its sentence says.
func TestAUsersRuleStands(t *testing.T) {
	l, _ := ReadLexicon([]byte("lexicon\t1\tmine\nverb\tCOERCE\t-\tacts-on\tcondemn\tHARSH\tGermany condemned Russia.\n"))
	for text, want := range map[string]string{
		"Germany condemned Russia.":         "COERCE DEU > RUS occurred",
		"Germany did not condemn Russia.":   "COERCE DEU > RUS negated",
		"Germany will condemn Russia soon.": "COERCE DEU > RUS planned",
	} {
		got := findMore(l, text)
		if len(got) != 1 || !strings.HasPrefix(show(got[0]), want) || len(got[0].Labels) != 1 {
			t.Errorf("%s: got %+v", text, got)
		}
	}
}

func FuzzReadLexicon(f *testing.F) {
	f.Add([]byte("lexicon\t1\tmine\nverb\tAID\t-\tacts-on\tfeed * well\tX\tFrance fed Mali well.\nlabel\tAID\t-\t-\tY\n"))
	f.Add([]byte("\ufefflexicon\t1\t\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, problems := ReadLexicon(data)
		if l.Len() == 0 && len(problems) == 0 && l.Ontology == "" {
			t.Error("nothing read, nothing told")
		}
		for _, e := range findMore(l, "France fed Mali well. The report of Germany to Iran was condemned.") {
			if len(e.Mentions) == 0 {
				t.Errorf("%+v", e)
			}
		}
	})
}
