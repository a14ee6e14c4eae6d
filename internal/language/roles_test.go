package language

import (
	"slices"
	"strings"
	"testing"
)

// gold makes the columns of one sentence from lines of word, tag, head (from 1)
// and relation.
func gold(lines string) (words, upos, rel []string, head []int32) {
	for line := range strings.Lines(lines) {
		c := strings.Fields(line)
		if len(c) != 4 {
			continue
		}
		h := int32(0)
		for _, b := range []byte(c[2]) {
			h = 10*h + int32(b-'0')
		}
		words, upos, rel, head = append(words, c[0]), append(upos, c[1]), append(rel, c[3]), append(head, h-1)
	}
	return words, upos, rel, head
}

const copula = `
He PRON 4 nsubj
is AUX 4 cop
the DET 4 det
president NOUN 0 root
of ADP 6 case
Chile PROPN 4 nmod
. PUNCT 4 punct`

const relative = `
They PRON 2 nsubj
praised VERB 0 root
the DET 4 det
envoy NOUN 2 obj
, PUNCT 6 punct
who PRON 7 nsubj
left VERB 4 acl:relcl
, PUNCT 4 punct
and CCONJ 10 cc
sat VERB 2 conj
. PUNCT 2 punct`

func TestRoleSpan(t *testing.T) {
	for _, c := range []struct {
		name, tree, predicate, word string
		others                      []string
		want                        string
	}{
		{"an object with its relative clause", relative, "praised", "envoy", nil, "the envoy , who left"},
		{"a noun that the predicate hangs on", relative, "left", "envoy", []string{"who"}, "the envoy"},
		{"a copula's predicate noun, without the subject", copula, "is", "president", []string{"He"}, "the president of Chile"},
		{"the subject of a copula", copula, "is", "He", []string{"president"}, "He"},
		{"a noun that is its own predicate", copula, "president", "president", nil, "president"},
		{"what hangs on it, without the full stop", copula, "president", "Chile", nil, "of Chile"},
	} {
		words, upos, rel, head := gold(c.tree)
		place := func(w string) int {
			for i, x := range words {
				if x == w {
					return i
				}
			}
			t.Fatalf("%s: no word %q", c.name, w)
			return 0
		}
		r := &roleSpace{}
		for _, o := range append(c.others, c.word) {
			r.args = append(r.args, roleArg{at: place(o)})
		}
		first, last := r.roleSpan(head, rel, upos, place(c.word), place(c.predicate))
		if got := strings.Join(words[first:last], " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestArgumentsBeginAndEndWhereItScoresBest(t *testing.T) {
	words, upos, rel, head := gold(relative)
	m := &roleModel{labels: []string{"", "ARG0", "ARG1"}}
	place := func(w string) int { return slices.Index(words, w) }
	for _, c := range []struct {
		name        string
		begin, end  string // words that score high as those; "" for none
		score       float32
		other, want string // head of another argument; the words found
	}{
		{"where the tree says", "", "", 0, "", "the envoy , who left"},
		{"a little better elsewhere is not enough", "", "envoy", 1, "", "the envoy , who left"},
		{"shorter than in the tree", "", "envoy", 5, "", "the envoy"},
		{"longer than in the tree", "", "sat", 5, "", "the envoy , who left , and sat"},
		{"not past another argument", "", ".", 5, "sat", "the envoy , who left"},
		{"not past the predicate", "They", "", 5, "", "the envoy , who left"},
		{"begins later", "envoy", "", 5, "", "envoy , who left"},
	} {
		r := &roleSpace{stride: 5, scores: make([]float32, 5*len(words))}
		r.view = RoleView{Head: head, Rel: rel, UPOS: upos}
		h, predicate := place("envoy"), place("praised")
		r.args = []roleArg{{at: h}}
		if c.other != "" {
			r.args = append(r.args, roleArg{at: place(c.other)})
		}
		if c.begin != "" {
			r.scores[place(c.begin)*5+3] = c.score
		}
		if c.end != "" {
			r.scores[place(c.end)*5+4] = c.score
		}
		first, last := r.roleSpan(head, rel, upos, h, predicate)
		first, last = r.edges(m, first, last, h, predicate)
		if got := strings.Join(words[first:last], " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRoleRowsTellRelationsApart(t *testing.T) {
	words, upos, rel, head := gold(relative)
	v := &RoleView{Head: head, Rel: rel, UPOS: upos, XPOS: upos, Lower: words, Kind: make([]string, len(words))}
	v.Prepare()
	rows := func(i, predicate int) (r [RoleFeatures]int32) {
		v.Rows(r[:], i, predicate, RoleLemma("do"))
		for _, k := range r {
			if k < -1 || k >= RoleRows {
				t.Fatalf("row %d of word %d, predicate %d", k, i, predicate)
			}
		}
		return r
	}
	subject, object, inner := rows(0, 1), rows(3, 1), rows(5, 6)
	if subject[0] == object[0] || subject[0] != inner[0] || subject[1] != inner[1] {
		t.Errorf("subject %v, subject of another verb %v, object %v", subject, inner, object)
	}
	for i := range head {
		for k := range head {
			rows(i, k)
		}
	}
}

func TestSenses(t *testing.T) {
	m := &roleModel{senses: readSenses("say/v .01:500 .02:0\nwalk_out/v .01:0\nsign/n sign.02:100\n", []string{"01", "02"})}
	s := &encoderSpace{}
	for _, c := range []struct {
		lemma, xpos string
		first       float32 // score of number 01
		want        string
	}{
		{"say", "VBD", 0, "say.01"},
		{"Say", "VBD", 0, "say.01"},
		{"say", "VBD", -9, "say.02"},
		{"sign", "VB", 0, "sign.02"},
		{"frobnicate", "VB", 0, "frobnicate.01"},
	} {
		if got := m.roleset(s, []float32{c.first, 0}, []byte(c.lemma), c.xpos); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.lemma, c.xpos, got, c.want)
		}
	}
}

func TestNamesFollowTheirRules(t *testing.T) {
	labels := []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}
	var s nameSpace
	for _, c := range []struct {
		name string
		rows [][]float32
		want []int16
	}{
		{"no inside without a beginning", [][]float32{{1, 0, 3, 0, 0}}, []int16{0}},
		{"the type that fits both words wins", [][]float32{{0, 2, 0, 1, 0}, {0, 0, 0, 0, 3}}, []int16{3, 4}},
		{"nothing", [][]float32{{1, 0, 0, 0, 0}, {1, 0, 0, 0, 0}}, []int16{0, 0}},
	} {
		var flat []float32
		for _, r := range c.rows {
			flat = append(flat, r...)
		}
		tags := make([]int16, len(c.rows))
		s.read(flat, len(labels), labels, tags)
		for i := range tags {
			if tags[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", c.name, tags, c.want)
				break
			}
		}
	}
	s.read(nil, len(labels), labels, nil)
}
