package statements

import "github.com/entente-project/entente/internal/lexicon"

// guide applies what the contract's annotation guide says and PolNeAR does not:
// which proposals are no statements at all, and where their contents end.
func (t *tagger) guide(all []found) []found {
	kept := make([]found, 0, len(all))
	for _, f := range all {
		lemma := t.p.Lemma[f.head]
		if len(f.content) == 1 {
			w := &f.content[0]
			first := t.p.Lower[w.First]
			switch {
			case lemma == "discuss" && first != "how" && first != "whether" && first != "that":
				continue // the topic of a talk is no position
			case lemma == "welcome" && t.goesTo(*w):
				continue // "welcomed the envoy to Downing Street" is no opinion
			}
			t.trimControl(&f, w)
		}
		kept = append(kept, f)
	}
	return kept
}

// trimControl cuts a content "Iran to release the sailors and left" down to
// the infinitive, and "Greece against boarding" to "against": the one urged is its addressee, the second verb the source's
// own.
func (t *tagger) trimControl(f *found, w *wordSpan) {
	p := t.p
	if w.First <= f.head {
		return
	}
	if controlling[p.Lemma[f.head]] && p.Lower[w.First] != "to" && p.Lower[w.First] != "that" && t.quoted[w.First] < 0 {
		for i := w.First + 1; i < min(w.Last-1, w.First+9); i++ {
			if p.Lower[i] == "," || t.quoted[i] >= 0 || p.UPOS[i] == "VERB" {
				break
			}
			if warning[p.Lemma[f.head]] && p.Lower[i] == "against" {
				w.First = i
				break
			}
			if p.Lower[i] == "to" && p.UPOS[i+1] != "PROPN" && (p.XPOS[i+1] == "VB" || p.UPOS[i+1] == "VERB" || p.UPOS[i+1] == "AUX") {
				w.First = i
				break
			}
		}
	}
	if p.Lower[w.First] != "to" {
		return
	}
	for i := w.First + 2; i+1 < w.Last; i++ {
		if t.quoted[i] < 0 && (p.Lower[i] == "and" || p.Lower[i] == "but") && p.XPOS[i+1] == "VBD" {
			w.Last = trimEnd(p, w.First, i, t.quoted)
			return
		}
	}
}

var warning = lexicon.Set("warn caution advise")

var controlling = lexicon.Set("urge ask tell order instruct encourage invite press request advise warn caution call force persuade implore beg appeal")

// goesTo reports a phrase that ends "to PLACE".
func (t *tagger) goesTo(w wordSpan) bool {
	for i := w.First + 1; i < min(w.Last-1, w.First+8); i++ {
		if t.p.Lower[i] == "to" && t.p.UPOS[i] == "ADP" && startsUpper(t.p.Text(i+1)) {
			return true
		}
	}
	return false
}
