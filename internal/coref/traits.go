package coref

import (
	_ "embed" // gender.tsv
	"strings"
	"sync"
)

//go:embed lexicon/gender.tsv
var genderTSV string

// Gender of what is spoken of.
type gender uint8

const (
	unknownGender gender = iota
	male
	female
	thing
	person // a man or a woman
	group  // "it" or "they"
)

// genders is lexicon/gender.tsv: by noun, and by first name.
var genders = sync.OnceValue(func() (g struct{ noun, name map[string]gender }) {
	g.noun, g.name = map[string]gender{}, map[string]gender{}
	for line := range strings.Lines(genderTSV) {
		kind, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(kind, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			switch kind {
			case "m":
				g.noun[w] = male
			case "f":
				g.noun[w] = female
			case "p":
				g.noun[w] = person
			case "g":
				g.noun[w] = group
			case "M", "F":
				given := male
				if kind == "F" {
					given = female
				}
				if old, twice := g.name[w]; twice && old != given {
					given = person
				}
				g.name[w] = given
			}
		}
	}
	return g
})

// pronouns gives for each pronoun its nominative, by which all its forms go.
var pronouns = func() map[string]string {
	m := map[string]string{}
	for base, forms := range map[string]string{
		"i": "i me my mine myself", "you": "you your yours yourself yourselves ya ye y'all", "he": "he him his himself",
		"she": "she her hers herself", "it": "it its itself", "we": "we us our ours ourselves 's ’s", "they": "they them their theirs themselves em 'em",
		"this": "this", "that": "that", "these": "these", "those": "those", "one": "one ones oneself",
	} {
		for _, f := range strings.Fields(forms) {
			m[f] = base
		}
	}
	return m
}()

// determination tells how a noun phrase begins.
type determination uint8

const (
	bare determination = iota
	definite
	indefinite
	possessed
	demonstrative
	quantified
)

// traits are what agreement is judged by.
type traits struct {
	word   string // pronoun in the nominative, else the lemma of the head, lower case
	number uint8  // 1 one, 2 many, 0 not known
	gender gender
	person uint8 // 1 to 3 for pronouns, 0 else
	det    determination
	oneOf  string // type of the name: PER, LOC, ORG or ""
}

// traitsOf tells the traits of a candidate.
func (t *tree) traitsOf(c *Candidate) (x traits) {
	p := t.p
	h := c.Head
	x.word = p.Lower[h]
	if c.name >= 0 && p.Mentions[c.name].Head == h {
		x.oneOf = p.Mentions[c.name].Type
	}
	feats := p.Feats[h]
	switch {
	case strings.Contains(feats, "Number=Sing"):
		x.number = 1
	case strings.Contains(feats, "Number=Plur"):
		x.number = 2
	}
	if c.Form == Pronoun {
		if b, ok := pronouns[x.word]; ok {
			x.word = b
		}
		switch x.word {
		case "i", "we":
			x.person = 1
		case "you":
			x.person = 2
		default:
			x.person = 3
		}
		x.number, x.gender = 0, unknownGender
		switch x.word {
		case "he":
			x.number, x.gender = 1, male
		case "she":
			x.number, x.gender = 1, female
		case "it", "this", "that":
			x.number, x.gender = 1, thing
		case "i":
			x.number, x.gender = 1, person
		case "you":
			x.gender = person
		case "we":
			x.number, x.gender = 2, person
		case "they", "these", "those":
			x.number = 2
		default:
			x.gender = genders().noun[x.word]
		}
		return x
	}
	if c.Members > 1 {
		x.number = 2
	} else if p.Lemma[h] != "" && c.Form == Nominal {
		x.word = strings.ToLower(p.Lemma[h])
	}
	if c.Form == Name && c.Members == 0 {
		// The first word of "Mark Tedeschi" is its head, the last is that of
		// "Mr. Tedeschi".
		for _, k := range t.of(h) {
			if t.p.Rel[k] == "flat" && t.p.UPOS[k] == "PROPN" && int(k) > h && int(k) < c.Last {
				x.word = p.Lower[k]
			}
		}
	}
	x.gender = t.genderOf(c, x)
	x.det = t.determinationOf(c)
	return x
}

func (t *tree) genderOf(c *Candidate, x traits) gender {
	p := t.p
	g := genders()
	if c.Form == Name {
		for i := c.First; i < c.Last; i++ {
			if p.UPOS[i] != "PROPN" && p.UPOS[i] != "NOUN" {
				continue
			}
			if s := g.noun[p.Lower[i]]; (s == male || s == female) && int(p.Head[i]) == c.Head || i == c.Head && (s == male || s == female) {
				return s
			}
		}
		if x.oneOf == "LOC" || x.oneOf == "ORG" {
			return group
		}
		first := c.Head
		if c.name >= 0 {
			first = p.Mentions[c.name].First
		}
		if s := g.name[p.Lower[first]]; s == male || s == female {
			return s
		}
		if x.oneOf == "PER" {
			return person
		}
	}
	if s := g.noun[x.word]; s != unknownGender {
		return s
	}
	switch p.Kind[c.Head] {
	case "person":
		return person
	case "organization", "place":
		return group
	case "":
		return unknownGender
	}
	return thing
}

func (t *tree) determinationOf(c *Candidate) determination {
	p := t.p
	for _, k := range t.of(c.Head) {
		if int(k) < c.First || int(k) >= c.Last || int(k) > c.Head {
			continue
		}
		switch base(p.Rel[k]) {
		case "det":
			switch p.Lower[k] {
			case "the":
				return definite
			case "a", "an", "another", "some", "any", "no", "every", "each":
				return indefinite
			case "this", "that", "these", "those", "such":
				return demonstrative
			}
			return quantified
		case "nmod":
			if p.Rel[k] == "nmod:poss" {
				return possessed
			}
		case "nummod":
			return quantified
		}
	}
	return bare
}
