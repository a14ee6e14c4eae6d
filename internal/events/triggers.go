package events

import (
	_ "embed" // triggers.tsv, cameo.tsv
	"strconv"
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/triggers.tsv
var triggersTSV string

//go:embed lexicon/cameo.tsv
var cameoTSV string

// goldstein gives the Goldstein value (-10..10) of each CAMEO code.
var goldstein = sync.OnceValue(func() map[string]float64 {
	m := map[string]float64{}
	for _, r := range lexicon.Rows(cameoTSV, 7) {
		if v, err := strconv.ParseFloat(r[5], 64); err == nil {
			m[r[0]] = v
		}
	}
	return m
})

// plainModes are the modes that a code of the CAMEO table gives its type, as
// far as they are modes of PLOVER 2.0.
var plainModes = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, r := range lexicon.Rows(cameoTSV, 7) {
		for _, mode := range modes[claim.Type(r[2])] {
			if r[3] == mode {
				m[r[0]] = mode
			}
		}
	}
	return m
})

// modes are PLOVER's modes by type.
var modes = map[claim.Type][]string{
	claim.Consult:  {"visit", "third-party", "multilateral", "phone"},
	claim.Retreat:  {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
	claim.Request:  {"assist", "change", "yield", "meet"},
	claim.Reject:   {"assist", "change", "yield", "meet"},
	claim.Accuse:   {"disapprove", "investigate", "allege"},
	claim.Threaten: {"restrict", "arrest", "relations", "expel", "territory", "violence"},
	claim.Protest:  {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
	claim.Sanction: {"convict", "expel", "withdraw", "discontinue"},
	claim.Mobilize: {"troops", "weapons", "police", "militia"},
	claim.Coerce:   {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"},
	claim.Assault: {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone",
		"heavy-weapons", "crowd-control", "unconventional"},
}

// modeOf gives the mode of a CAMEO code where it is of the type; "" for none.
func modeOf(t claim.Type, code string) string {
	if cameoType(code) != typeIndex(t) {
		return ""
	}
	return plainModes()[code]
}

// trigger is one rule of triggers.tsv, as matched by one of its forms.
type trigger struct {
	Type      claim.Type
	mode      string
	cameo     string
	goldstein float64
	noun      bool
	sym       bool // all parties act together
	with      bool // and of the objects, only those after "with" or "between"
	alone     bool // the subject alone acts
	guest     bool // the object acts, a guest, and the subject is the host
	phrase    string
	rest      []string // words that must follow the first; "*" is up to four words
	form      lexicon.Form
}

// gap is the most words that a "*" in a rule stands for.
const gap = 4

// triggers maps the first word of a rule, in each of its forms, to its rules,
// the longest first.
var triggers = sync.OnceValue(func() map[string][]trigger {
	m := map[string][]trigger{}
	for _, r := range lexicon.Rows(triggersTSV, 7) {
		words := strings.Fields(r[5])
		t := trigger{Type: claim.Type(r[0]), mode: r[1], cameo: r[2], goldstein: goldstein()[r[2]], noun: r[3] == "n", sym: r[4] == "sym" || r[4] == "with", with: r[4] == "with", alone: r[4] == "s", guest: r[4] == "os", phrase: r[5], rest: words[1:]}
		add := func(word string, t trigger) {
			rules := m[word]
			k := 0
			for k < len(rules) && len(rules[k].rest) >= len(t.rest) {
				k++
			}
			m[word] = append(rules[:k:k], append([]trigger{t}, rules[k:]...)...)
		}
		if t.noun {
			add(words[0], t)
			if !strings.HasSuffix(words[0], "s") {
				add(words[0]+"s", t)
			}
			if words[len(words)-1] == "call" {
				t.rest = append(append([]string{}, t.rest[:len(t.rest)-1]...), "calls")
				add(words[0], t)
			}
			continue
		}
		for form, kind := range lexicon.Inflect(words[0]) {
			t.form = kind
			add(form, t)
		}
	}
	return m
})

// matches gives the rules that fit the words from i on, the longest first,
// each with the index after its last word.
func matches(words []string, i int) []fit {
	var out []fit
	rules := triggers()[words[i]]
	for k := range rules {
		if end, ok := matchRest(words, i+1, rules[k].rest); ok {
			out = append(out, fit{&rules[k], end})
		}
	}
	return out
}

// fit is a rule that fits, up to word last.
type fit struct {
	*trigger
	last int
}

func matchRest(words []string, i int, rest []string) (int, bool) {
	for k := 0; k < len(rest); k++ {
		if rest[k] != "*" {
			if i >= len(words) || words[i] != rest[k] && words[i] != rest[k]+"s" {
				return 0, false
			}
			i++
			continue
		}
		for n := 0; n <= gap && i+n < len(words); n++ {
			if words[i+n] == "." || words[i+n] == ";" {
				break
			}
			if end, ok := matchRest(words, i+n, rest[k+1:]); ok {
				return end, true
			}
		}
		return 0, false
	}
	return i, true
}

// Example is a rule of triggers.tsv with its example sentence.
type Example struct {
	Type     claim.Type
	Mode     string
	Sentence string
}

// Examples lists the rules' examples: the training learns from them too.
func Examples() []Example {
	var out []Example
	for _, r := range lexicon.Rows(triggersTSV, 7) {
		out = append(out, Example{claim.Type(r[0]), r[1], r[6]})
	}
	return out
}

// ExampleTrigger gives the word of an example that its rule begins at; -1 where
// the rules find no event of the type.
func (v *View) ExampleTrigger(t claim.Type) int {
	for _, i := range v.Candidates() {
		if d := v.rules[i]; d != nil && d.Type == t {
			return i
		}
	}
	return -1
}
