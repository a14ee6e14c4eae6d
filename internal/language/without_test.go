package language

import (
	"testing"

	"github.com/entente-project/entente/internal/document"
)

func parsed(text string) *Parse {
	return Of(&document.Document{Text: text, Language: "en", Body: document.Span{End: len(text)}})
}

// A word that is blotted keeps its place; the words around it stay as they are,
// and the parse that it was made from is not touched.
func TestWithout(t *testing.T) {
	const text = "Ghana's Évora-born minister didn't visit “Paris” on 12 October. France did."
	p := parsed(text)
	for i := range p.Len() {
		q := Shipped().Without(p, i)
		if q.Len() != p.Len() || len(q.Doc.Text) != len(text) || p.Doc.Text != text {
			t.Fatalf("%s: %d words in %q", p.Text(i), q.Len(), q.Doc.Text)
		}
		for k := range q.Len() {
			if q.Span[k] != p.Span[k] || k != i && (q.Text(k) != p.Text(k) || q.Lower[k] != p.Lower[k]) {
				t.Errorf("without %s: %s became %s", p.Text(i), p.Text(k), q.Text(k))
			}
		}
	}
	for word, want := range map[string]string{"Paris": "Xxxxx", "12": "00", "n't": "x'x", "Évora-born": "Xxxxxx-xxxx", "“": "xxx", "": ""} {
		if got := blot(word); got != want || len(got) != len(word) {
			t.Errorf("%q: got %q", word, got)
		}
	}
}

// Reading again without blotting anything gives the same analysis, else what a
// word weighs could not be told.
func TestReadingAgainIsTheSame(t *testing.T) {
	p := parsed("The president of Ghana met his French counterpart in Accra. They agreed to meet again.")
	q := Shipped().Read(p)
	for i := range p.Len() {
		if p.UPOS[i] != q.UPOS[i] || p.Head[i] != q.Head[i] || p.Rel[i] != q.Rel[i] || p.Lemma[i] != q.Lemma[i] {
			t.Errorf("%s: %s %d %s, then %s %d %s", p.Text(i), p.UPOS[i], p.Head[i], p.Rel[i], q.UPOS[i], q.Head[i], q.Rel[i])
		}
	}
}

func TestAround(t *testing.T) {
	p := parsed("France met Ghana. Togo, it is said, will meet them.")
	for _, c := range []struct{ at, most, want int }{{1, 10, 3}, {1, 2, 2}, {0, 10, 3}, {p.Len() - 2, 100, 7}} {
		got := p.Around(c.at, c.most)
		if len(got) != c.want || got[0] != c.at {
			t.Errorf("around %s: %d words", p.Text(c.at), len(got))
		}
		for _, k := range got {
			if p.Sent[k] != p.Sent[c.at] || p.UPOS[k] == "PUNCT" {
				t.Errorf("around %s: %s", p.Text(c.at), p.Text(k))
			}
		}
	}
}
