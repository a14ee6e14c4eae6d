// Package lexicon holds what the rule finders share: the forms of English
// verbs, and tables of phrases matched over the words of a parse.
package lexicon

import "strings"

// Form is the form of a verb.
type Form uint8

// The forms of a verb. A word can be several at once ("agreed" is Past and
// Participle, "put" all but Third and Ing).
const (
	Base       Form = 1 << iota // agree
	Third                       // agrees
	Past                        // agreed
	Participle                  // agreed, broken
	Ing                         // agreeing
)

// irregular verbs: base, past, participle; alternatives parted by "/". The
// list covers the verbs of our lexicons; regular verbs need no entry.
const irregular = `
be was/were been|bear bore borne|beat beat beaten|become became become|begin began begun|bid bid bid|bind bound bound|break broke broken|bring brought brought
build built built|burn burned/burnt burned/burnt|buy bought bought|cast cast cast|catch caught caught|choose chose chosen|come came come|cut cut cut|deal dealt dealt
do did done|draw drew drawn|drive drove driven|fall fell fallen|feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown
forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got/gotten|give gave given|go went gone|have had had|hear heard heard
hide hid hidden|hit hit hit|hold held held|keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lied lied
lose lost lost|make made made|mean meant meant|meet met met|overthrow overthrew overthrown|pay paid paid|put put put|quit quit quit|read read read|reset reset reset|retake retook retaken
rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shoot shot shot|shut shut shut
sit sat sat|speak spoke spoken|spend spent spent|stand stood stood|steal stole stolen|strike struck struck|swear swore sworn|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|undertake undertook undertaken|understand understood understood|undergo underwent undergone|uphold upheld upheld|wage waged waged
wear wore worn|win won won|withdraw withdrew withdrawn|withhold withheld withheld|write wrote written|foresee foresaw foreseen|broadcast broadcast broadcast`

var irregulars = func() map[string][2]string {
	m := map[string][2]string{}
	for _, e := range strings.FieldsFunc(irregular, func(r rune) bool { return r == '|' || r == '\n' }) {
		f := strings.Fields(e)
		m[f[0]] = [2]string{f[1], f[2]}
	}
	return m
}()

// doubled are the verbs of more than one syllable that double their last
// consonant ("admitted"); those of one syllable are told by their letters.
var doubled = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("admit commit permit submit refer prefer confer defer deter rebut expel compel repel propel concur occur recur regret forget begin patrol control equip unplug transmit kidnap worship") {
		m[w] = true
	}
	return m
}()

// Inflect gives every form of a verb, with what each is. A phrasal verb
// ("call on") inflects its first word.
func Inflect(verb string) map[string]Form {
	head, rest, phrasal := strings.Cut(verb, " ")
	forms := map[string]Form{}
	add := func(w string, f Form) {
		if phrasal {
			w += " " + rest
		}
		forms[w] |= f
	}
	add(head, Base)
	add(third(head), Third)
	add(stem(head, "ing"), Ing)
	if irr, ok := irregulars[head]; ok {
		for _, w := range strings.Split(irr[0], "/") {
			add(w, Past)
		}
		for _, w := range strings.Split(irr[1], "/") {
			add(w, Participle)
		}
		return forms
	}
	add(stem(head, "ed"), Past|Participle)
	if strings.HasSuffix(head, "l") && isVowel(head[len(head)-2]) && syllables(head) > 1 && !doubled[head] {
		add(head+"led", Past|Participle) // travelled, as the British write
		add(head+"ling", Ing)
	}
	return forms
}

func third(v string) string {
	switch {
	case v == "have":
		return "has"
	case v == "be":
		return "is"
	case hasAnySuffix(v, "s", "x", "z", "ch", "sh", "o"):
		return v + "es"
	case strings.HasSuffix(v, "y") && !isVowel(v[len(v)-2]):
		return v[:len(v)-1] + "ies"
	}
	return v + "s"
}

// stem joins a verb and "ing" or "ed" by the spelling rules.
func stem(v, ending string) string {
	n := len(v)
	switch {
	case strings.HasSuffix(v, "ie") && ending == "ing":
		return v[:n-2] + "ying"
	case strings.HasSuffix(v, "ee") || strings.HasSuffix(v, "ye") || strings.HasSuffix(v, "oe"):
		if ending == "ed" {
			return v + "d"
		}
		return v + ending
	case strings.HasSuffix(v, "e") && v != "be":
		return v[:n-1] + ending
	case strings.HasSuffix(v, "y") && n > 1 && !isVowel(v[n-2]) && ending == "ed":
		return v[:n-1] + "ied"
	case strings.HasSuffix(v, "ic"):
		return v + "k" + ending
	case doubled[v] || n >= 3 && syllables(v) == 1 && isVowel(v[n-2]) && !isVowel(v[n-3]) && !isVowel(v[n-1]) && !hasAnySuffix(v, "w", "x", "y"):
		return v + v[n-1:] + ending
	}
	return v + ending
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func syllables(v string) int {
	n, in := 0, false
	for i := 0; i < len(v); i++ {
		vowel := isVowel(v[i]) || v[i] == 'y' && i > 0
		if vowel && !in {
			n++
		}
		in = vowel
	}
	return n
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
