package events

import (
	"fmt"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

func find(text string, day calendar.Day) []claim.Event {
	p := language.Of(&document.Document{Text: text, Date: day, Language: "en"})
	who := actors.Find(p, world.Default())
	said, _ := statements.Find(p, who)
	return Find(p, who, dates.Find(p), said)
}

// Every rule of triggers.tsv gives its type on its example.
func TestEveryRuleWorksOnItsExample(t *testing.T) {
	for _, r := range lexicon.Rows(triggersTSV, 7) {
		ok := false
		var got []string
		for _, e := range find(r[6], calendar.Of(2021, 10, 5)) {
			got = append(got, show(e))
			ok = ok || e.Type == claim.Type(r[0]) && e.Mode == r[1]
		}
		if !ok {
			t.Errorf("rule %q on %q: got %q, want a %s %s", r[5], r[6], got, r[0], r[1])
		}
	}
}

// Every code of triggers.tsv stands in the table of codes.
func TestEveryCodeIsKnown(t *testing.T) {
	known := map[string]bool{}
	for _, r := range lexicon.Rows(cameoTSV, 7) {
		known[r[0]] = true
	}
	for _, r := range lexicon.Rows(triggersTSV, 7) {
		if !known[r[2]] {
			t.Errorf("rule %q has the unknown CAMEO code %s", r[5], r[2])
		}
	}
}

func show(e claim.Event) string {
	parties := func(ps []claim.Party) string {
		var out []string
		for _, q := range ps {
			if q.Country != "" {
				out = append(out, q.Country)
			} else {
				out = append(out, q.Text)
			}
		}
		return strings.Join(out, ",")
	}
	s := fmt.Sprintf("%s %s > %s %s", e.Type, parties(e.Actors), parties(e.Recipients), e.Reality)
	if e.Background {
		s += " background"
	}
	if e.Stated {
		s += " " + e.Date.String()
	}
	return s
}

func TestSentences(t *testing.T) {
	casefile.Run(t, "testdata/sentences.txt", func(c casefile.Case) (got []string) {
		for _, e := range find(c.Text, calendar.Of(2021, 10, 5)) {
			got = append(got, show(e))
		}
		return got
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "France met Germany.", "met met met", "sanctions on on on", "“We met”, he said", "\xffagreed\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range find(text, 0) {
			if len(e.Mentions) == 0 || len(e.Actors)+len(e.Recipients) == 0 {
				t.Fatalf("an event without mention or parties: %+v", e)
			}
			for _, m := range e.Mentions {
				for _, s := range m {
					if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
						t.Fatalf("span %v of %d bytes", s, len(text))
					}
				}
			}
		}
	})
}
