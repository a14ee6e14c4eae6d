package lexicon

import (
	"strings"
	"testing"
)

func TestInflect(t *testing.T) {
	for _, c := range []struct {
		verb, form string
		want       Form
	}{
		{"agree", "agreed", Past | Participle}, {"agree", "agreeing", Ing}, {"agree", "agrees", Third},
		{"meet", "met", Past | Participle}, {"stop", "stopped", Past | Participle}, {"visit", "visiting", Ing},
		{"admit", "admitted", Past | Participle}, {"deny", "denies", Third}, {"deny", "denied", Past | Participle},
		{"call on", "called on", Past | Participle}, {"speak", "spoken", Participle}, {"put", "put", Base | Past | Participle},
		{"veto", "vetoes", Third}, {"convey", "conveyed", Past | Participle}, {"plan", "planning", Ing}, {"lie", "lying", Ing},
		{"withdraw", "withdrew", Past}, {"bomb", "bombed", Past | Participle}, {"sue", "sued", Past | Participle}, {"travel", "travelled", Past | Participle}, {"cancel", "canceled", Past | Participle}, {"free", "freed", Past | Participle},
	} {
		if got := Inflect(c.verb)[c.form]; got != c.want {
			t.Errorf("%s: %s is %b, want %b (all: %v)", c.verb, c.form, got, c.want, Inflect(c.verb))
		}
	}
}

func TestPhrasesTakeTheLongest(t *testing.T) {
	var p Phrases[string]
	p.Add("call", "a")
	p.Add("call on", "b")
	p.Add("call on the", "c")
	v, end := p.At(strings.Fields("they call on them"), 1)
	if len(v) != 1 || v[0] != "b" || end != 3 {
		t.Errorf("got %v up to %d", v, end)
	}
	if v, end := p.At([]string{"x"}, 0); v != nil || end != 0 {
		t.Errorf("no phrase gave %v up to %d", v, end)
	}
}
