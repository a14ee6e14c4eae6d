package language

import "testing"

func TestLemmasRememberPairs(t *testing.T) {
	l := NewLemmas([]LemmaPair{{"left", "VBD", 7}, {"left", "JJ", 0}, {"left", "VBD", 9}, {"", "", 3}})
	for _, c := range []struct {
		form, xpos string
		want       int
	}{{"left", "VBD", 7}, {"left", "JJ", 0}, {"left", "NN", -1}, {"Left", "VBD", -1}, {"", "", 3}} {
		if got := l.script(c.form, c.xpos); got != c.want {
			t.Errorf("%s as %s has script %d, want %d", c.form, c.xpos, got, c.want)
		}
	}
}

// Lemmas of words in news: seen ones by the treebanks, unseen ones by the
// script whose result is a word.
func TestLemmasOfNewsWords(t *testing.T) {
	for text, want := range map[string]string{
		"They are ensuring that the deal holds.":            "ensure",
		"The ministers rebuked him for provoking a crisis.": "provoke",
		"He was kidding.":                "kid",
		"The children left.":             "child",
		"Buses were torched in Caracas.": "bus",
		"She wrote to the ambassadors.":  "write",
	} {
		p := of(text)
		found := false
		for _, lemma := range p.Lemma {
			found = found || lemma == want
		}
		if !found {
			t.Errorf("%q has lemmas %q, want %q among them", text, p.Lemma, want)
		}
	}
}
