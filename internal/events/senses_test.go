package events

import (
	"fmt"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

func TestSenses(t *testing.T) {
	casefile.Run(t, "testdata/senses.txt", func(c casefile.Case) (got []string) {
		p := language.Of(&document.Document{Text: c.Text, Language: "en"})
		s := newScene(p)
		for i, list := range s.sense {
			var told []string
			for _, h := range list {
				switch {
				case h.typ == noDeed:
					told = append(told, fmt.Sprintf("NONE %d", h.trust))
				case h.typ > 0:
					told = append(told, fmt.Sprintf("%s %d", claim.Types[h.typ-1], h.trust))
				}
			}
			if told != nil {
				got = append(got, p.Text(i)+" "+strings.Join(told, ", "))
			}
		}
		return got
	})
}

// Every line of senses.tsv has a type, a trust and a kind that exist, and asks
// for no set of words that it does not define.
func TestSensesAreWellFormed(t *testing.T) {
	sets := map[string]bool{}
	for _, r := range lexicon.Rows(sensesTSV, 4) {
		if name, ok := strings.CutPrefix(r[0], "= "); ok {
			sets[name] = true
			if strings.Fields(r[1]) == nil {
				t.Errorf("set %s is empty", name)
			}
			continue
		}
		if r[0] != "NONE" && typeIndex(claim.Type(r[0])) == 0 {
			t.Errorf("%q is no type", r[0])
		}
		if len(r[1]) != 1 || r[1] < "1" || r[1] > "3" {
			t.Errorf("%s: trust %q", r[0], r[1])
		}
		if len(r[2]) != 1 || !strings.Contains("vna", r[2]) {
			t.Errorf("%s: kind %q", r[0], r[2])
		}
		for _, words := range strings.Split(r[3], ",") {
			f := strings.Fields(words)
			if len(f) == 0 {
				t.Errorf("%s %s %s: an empty sense", r[0], r[1], r[2])
				continue
			}
			for _, w := range f {
				for _, one := range strings.Split(strings.TrimPrefix(w, "<"), "|") {
					if one == "" || one == strings.ToUpper(one) && one != strings.ToLower(one) && !sets[one] {
						t.Errorf("%s: %q asks for %q, which is no set", r[0], words, one)
					}
				}
			}
		}
	}
}
