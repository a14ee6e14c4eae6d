package train

import (
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/language"
)

const apostrophes = `# newdoc id = one
1-2	Don’t	_	_	_	_	_	_	_	_
1	Do	do	AUX	VBP	_	3	aux	_	_
2	n’t	not	PART	RB	_	3	advmod	_	_
3	say	say	VERB	VB	_	0	root	_	_
4-5	it's	_	_	_	_	_	_	_	_
4	it	it	PRON	PRP	_	8	nsubj	_	_
5	's	be	AUX	VBZ	_	8	cop	_	_
6-7	Ana's	_	_	_	_	_	_	_	SpaceAfter=No
6	Ana	Ana	PROPN	NNP	_	3	ccomp	_	_
7	's	's	PART	POS	_	6	case	_	_
8	.	.	PUNCT	.	_	3	punct	_	_

`

// Runs of letters that a careless writer would leave are made of words with an
// apostrophe, but not of a possessive.
func TestJoins(t *testing.T) {
	docs, err := language.ReadCoNLLU(strings.NewReader(apostrophes), "test", nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range docs[0].Span {
		if run, at := joinOf(docs[0], i); at > 0 {
			text, s := without(docs[0], i)
			got = append(got, run[:at]+"|"+run[at:]+" in "+text[:s.Start]+"<"+text[s.Start:s.End]+">"+text[s.End:])
		}
	}
	want := "do|nt in <Dont> say it's Ana's.\nit|s in Don’t say <its> Ana's."
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

func TestRunsOfSmallLetters(t *testing.T) {
	var got []string
	eachRun("The iPhone fell; a well-known co2 McName's end", func(run string) { got = append(got, run) })
	if g := strings.Join(got, " "); g != "fell well known co end" {
		t.Errorf("got %q", g)
	}
}
