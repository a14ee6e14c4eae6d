package language

import "github.com/entente-project/entente/internal/model"

// Lemmas remembers the lemma script that a form had under a tag in the
// treebanks, for pairs that were seen there. It holds hashes only.
type Lemmas struct {
	hashes  []int32
	scripts []byte
	slots   []int32 // open addressing: number of a pair and 1, 0 for an empty slot
	mask    uint32
}

// LemmaPair is a form with its XPOS tag and the number of its script, at most
// 255.
type LemmaPair struct {
	Form, XPOS string
	Script     int
}

// NewLemmas builds the table; of two pairs alike the first counts.
func NewLemmas(pairs []LemmaPair) *Lemmas {
	l := &Lemmas{}
	for _, p := range pairs {
		l.hashes = append(l.hashes, int32(lemmaHash(p.Form, p.XPOS)))
		l.scripts = append(l.scripts, byte(p.Script))
	}
	l.index()
	return l
}

func (l *Lemmas) index() {
	bits := 4
	for 1<<bits < 2*len(l.hashes) {
		bits++
	}
	l.slots, l.mask = make([]int32, 1<<bits), 1<<bits-1
	for n, h := range l.hashes {
		at := uint32(h) & l.mask
		for l.slots[at] != 0 && l.hashes[l.slots[at]-1] != h {
			at = (at + 1) & l.mask
		}
		if l.slots[at] == 0 {
			l.slots[at] = int32(n) + 1
		}
	}
}

// script gives the script of a form under a tag, -1 for a pair not seen.
func (l *Lemmas) script(form, xpos string) int {
	h := lemmaHash(form, xpos)
	for at := h & l.mask; l.slots[at] != 0; at = (at + 1) & l.mask {
		if n := l.slots[at] - 1; l.hashes[n] == int32(h) {
			return int(l.scripts[n])
		}
	}
	return -1
}

func lemmaHash(form, xpos string) uint32 {
	return uint32((hashString(form) ^ hashString(xpos)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd >> 32)
}

// Write puts the table into a weight file.
func (l *Lemmas) Write(w *model.Writer) {
	w.Int32("lemmas.hash", l.hashes)
	w.Text("lemmas.script", string(l.scripts))
}

func readLemmas(f *model.File) *Lemmas {
	l := &Lemmas{scripts: []byte(f.Bytes("lemmas.script"))}
	l.hashes = f.Int32("lemmas.hash", len(l.scripts))
	l.index()
	return l
}

// lemmaChoices is how many of the best scripts are tried for a word whose
// lemma nobody saw.
const lemmaChoices = 3

// seen gives the script that a form, or else its folded form, had under a tag,
// -1 for a word not seen.
func (l *Lemmas) seen(form, folded, xpos string) int {
	script := l.script(form, xpos)
	if script < 0 && folded != form {
		script = l.script(folded, xpos)
	}
	return script
}

// lemma appends the lemma of a word that the treebanks have not under this tag:
// by the best script whose result is a known word; else by the best script.
func (e *Encoder) lemma(s *encoderSpace, scores []float32, form, xpos string) {
	best := bestOf(scores)
	at := len(s.lemma)
	s.lemma = ApplyLemma(s.lemma, e.Labels.Lemma[best], form)
	if !inflected(xpos) || e.Features.Lexicon.rank(hashString(viewString(s.lemma[at:]))) >= 0 {
		return
	}
	tried := scores[best]
	for n := 1; n < lemmaChoices; n++ {
		next := -1
		for i, x := range scores {
			if x < tried && (next < 0 || x > scores[next]) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		tried = scores[next]
		end := len(s.lemma)
		s.lemma = ApplyLemma(s.lemma, e.Labels.Lemma[next], form)
		if e.Features.Lexicon.rank(hashString(viewString(s.lemma[end:]))) >= 0 {
			s.lemma = append(s.lemma[:at], s.lemma[end:]...)
			return
		}
		s.lemma = s.lemma[:end]
	}
}

// inflected tells whether a word of this tag differs from its lemma as a rule.
func inflected(xpos string) bool {
	switch xpos {
	case "VBD", "VBG", "VBN", "VBZ", "NNS", "JJR", "JJS", "RBR", "RBS":
		return true
	}
	return false
}
