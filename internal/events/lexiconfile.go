package events

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/lexicon"
)

// Lexicon is what a user adds to the finder: verbs and nouns that tell events,
// and an ontology, whose labels events get beside their PLOVER types. The file
// format is told in docs/lexicon.md. It is safe for concurrent use.
type Lexicon struct {
	Ontology string // the name of the ontology that labels belong to
	rules    []ownRule
	byWord   map[string][]trigger // like triggers; trigger.phrase leads to rules
	labels   []labelRule
}

// ownRule is a line "verb" or "noun" of a user's file.
type ownRule struct {
	line    int
	trigger trigger
	label   string
	example string
}

// labelRule is a line "label": "" stands for any.
type labelRule struct {
	Type, mode, reality string
	label               string
}

// LexiconProblem is something wrong with a line of a user's file.
type LexiconProblem struct {
	Line    int    // from 1; 0 for the whole file
	Column  string // "" for the whole line
	Message string
	Fix     string // what to write instead
	Fatal   bool   // the line was left out
}

// String is the problem in one line, without the file's name.
func (p LexiconProblem) String() string {
	s := p.Message
	if p.Column != "" {
		s = p.Column + ": " + s
	}
	if p.Line > 0 {
		s = fmt.Sprintf("%d: %s", p.Line, s)
	}
	if p.Fix != "" {
		s += "; " + p.Fix
	}
	return s
}

// LexiconHead begins the first line of a user's lexicon.
const LexiconHead = "lexicon\t1"

// IsLexicon reports whether a file is a lexicon: its first line that is no
// comment begins with LexiconHead.
func IsLexicon(data []byte) bool {
	for line := range strings.Lines(string(data)) {
		line = strings.TrimPrefix(line, "\ufeff")
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			return strings.HasPrefix(line, "lexicon\t")
		}
	}
	return false
}

// ownRoles are the roles of a rule as users write them.
var ownRoles = []struct{ word, short, means string }{
	{"acts-on", "so", "the subject acts on the object"},
	{"acted-on", "os", "the object acts on the subject, as a guest on a host"},
	{"together", "sym", "subject and object act together"},
	{"with", "with", "the subject acts together with who follows \"with\" or \"between\""},
	{"alone", "s", "the subject alone acts"},
}

// ReadLexicon reads a user's lexicon. Lines that are fatally wrong are left out;
// each problem tells its line and what to write instead.
func ReadLexicon(data []byte) (*Lexicon, []LexiconProblem) {
	l := &Lexicon{byWord: map[string][]trigger{}}
	var problems []LexiconProblem
	if !utf8.Valid(data) {
		return l, []LexiconProblem{{Message: "the file is not UTF-8", Fix: "save it as UTF-8", Fatal: true}}
	}
	number := 0
	headed := false
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			if cells[i] = strings.TrimSpace(cells[i]); cells[i] == "-" || cells[i] == "*" && i != 4 {
				cells[i] = ""
			}
		}
		wrong := func(column, message, fix string) {
			problems = append(problems, LexiconProblem{Line: number, Column: column, Message: message, Fix: fix, Fatal: true})
		}
		if !headed {
			headed = true
			if cells[0] != "lexicon" || len(cells) < 3 || cells[1] != "1" || cells[2] == "" {
				wrong("", "the first line does not say what the file is", `write "lexicon", "1" and the name of your ontology, with tabs between`)
				return l, problems
			}
			l.Ontology = cells[2]
			continue
		}
		switch cells[0] {
		case "verb", "noun":
			l.readRule(number, cells, wrong)
		case "label":
			l.readLabel(cells, wrong)
		default:
			fix := "known are verb, noun and label"
			if strings.Contains(line, "  ") && !strings.Contains(line, "\t") {
				fix += "; columns are parted by tabs, not by blanks"
			}
			wrong("rule", fmt.Sprintf("%q is no kind of line", cells[0]), fix)
		}
	}
	if !headed {
		problems = append(problems, LexiconProblem{Message: "the file is empty", Fix: `begin with "lexicon", "1" and the name of your ontology, with tabs between`, Fatal: true})
	}
	for i, r := range l.rules {
		for _, s := range l.rules[:i] {
			if s.trigger.phrase == r.trigger.phrase && s.trigger.noun == r.trigger.noun {
				problems = append(problems, LexiconProblem{Line: r.line, Column: "phrase", Message: fmt.Sprintf("%q stands in line %d already", r.trigger.phrase, s.line), Fix: "the earlier line wins: take one out"})
			}
		}
	}
	slices.SortStableFunc(l.labels, func(a, b labelRule) int { return cmp.Compare(b.told(), a.told()) })
	return l, problems
}

// told counts what a label line asks for.
func (r labelRule) told() int {
	n := 0
	for _, s := range [3]string{r.Type, r.mode, r.reality} {
		if s != "" {
			n++
		}
	}
	return n
}

// readRule reads "verb TYPE MODE ROLES PHRASE LABEL EXAMPLE", or "noun ...".
func (l *Lexicon) readRule(line int, cells []string, wrong func(column, message, fix string)) {
	if len(cells) < 7 {
		wrong("", fmt.Sprintf("%d columns", len(cells)), "want 7, with tabs between: verb or noun, type, mode, roles, phrase, label, example; - for none")
		return
	}
	t, ok := knownType(cells[1])
	if !ok {
		wrong("type", fmt.Sprintf("%q is no PLOVER type", cells[1]), "known are "+typeNames()+nearest(cells[1]))
		return
	}
	if cells[2] != "" && !slices.Contains(modes[t], cells[2]) {
		fix := fmt.Sprintf("%s has no modes: write -", t)
		if len(modes[t]) > 0 {
			fix = fmt.Sprintf("%s has %s", t, strings.Join(modes[t], ", "))
		}
		wrong("mode", fmt.Sprintf("%q is no mode of %s", cells[2], t), fix)
		return
	}
	short := ""
	var roles []string
	for _, r := range ownRoles {
		if cells[3] == r.word || cells[3] == r.short {
			short = r.short
		}
		roles = append(roles, r.word+" ("+r.means+")")
	}
	if short == "" {
		wrong("roles", fmt.Sprintf("%q is not known", cells[3]), "known are "+strings.Join(roles, ", "))
		return
	}
	words := phraseWords(cells[4])
	switch {
	case len(words) == 0:
		wrong("phrase", "no words", "write the verb in its plain form, such as blacklist, and what follows it, if anything")
		return
	case len(words) > 8:
		wrong("phrase", fmt.Sprintf("%d words", len(words)), "at most 8")
		return
	case len(words[0]) < 2 && words[0] != "*":
		wrong("phrase", fmt.Sprintf("it begins with %q", words[0]), "begin with the verb or noun")
		return
	case words[0] == "*" || words[len(words)-1] == "*":
		wrong("phrase", "it begins or ends with *", "* stands for up to four words inside a phrase")
		return
	case cells[6] == "":
		wrong("example", "none", "write a sentence in which the rule finds its event: it is run by entente lint")
		return
	}
	code := codeOf(t, cells[2])
	tr := trigger{Type: t, mode: cells[2], cameo: code, goldstein: goldstein()[code], noun: cells[0] == "noun", sym: short == "sym" || short == "with",
		with: short == "with", alone: short == "s", guest: short == "os", phrase: strings.Join(words, " "), rest: words[1:]}
	l.rules = append(l.rules, ownRule{line, tr, cells[5], cells[6]})
	for form, kind := range ownForms(words[0], tr.noun) {
		tr.form = kind
		l.byWord[form] = append(l.byWord[form], tr)
		slices.SortStableFunc(l.byWord[form], func(a, b trigger) int { return len(b.rest) - len(a.rest) })
	}
}

// phraseWords cuts a phrase as reports are cut: "tête-à-tête" is five words.
func phraseWords(phrase string) []string {
	var out []string
	for _, w := range strings.Fields(phrase) {
		if w == "*" || len(w) > 100 {
			out = append(out, w)
			continue
		}
		out = append(out, language.Of(&document.Document{Text: w, Body: document.Span{End: len(w)}}).Lower...)
	}
	return out
}

// ownForms gives the forms of a rule's first word.
func ownForms(word string, noun bool) map[string]lexicon.Form {
	if !noun {
		return lexicon.Inflect(word)
	}
	m := map[string]lexicon.Form{word: 0}
	if !strings.HasSuffix(word, "s") {
		m[word+"s"] = 0
	}
	return m
}

// readLabel reads "label TYPE MODE REALITY LABEL".
func (l *Lexicon) readLabel(cells []string, wrong func(column, message, fix string)) {
	if len(cells) < 5 || cells[4] == "" || cells[4] == "*" {
		wrong("", fmt.Sprintf("%d columns", len(cells)), "want 5, with tabs between: label, type, mode, reality, and your label; - for any")
		return
	}
	r := labelRule{mode: cells[2], reality: cells[3], label: cells[4]}
	if cells[1] != "" {
		t, ok := knownType(cells[1])
		if !ok {
			wrong("type", fmt.Sprintf("%q is no PLOVER type", cells[1]), "known are "+typeNames()+nearest(cells[1]))
			return
		}
		if r.mode != "" && !slices.Contains(modes[t], r.mode) {
			wrong("mode", fmt.Sprintf("%q is no mode of %s", r.mode, t), "known are "+strings.Join(modes[t], ", "))
			return
		}
		r.Type = string(t)
	} else if r.mode != "" {
		wrong("mode", "a mode without a type", "write the type that it is a mode of")
		return
	}
	if r.reality != "" && !slices.Contains(claim.Realities, claim.Reality(r.reality)) {
		wrong("reality", fmt.Sprintf("%q is not known", r.reality), fmt.Sprintf("known are %s", joined(claim.Realities)))
		return
	}
	l.labels = append(l.labels, r)
}

func joined[T ~string](words []T) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

func typeNames() string { return joined(claim.Types) }

func knownType(s string) (claim.Type, bool) {
	t := claim.Type(strings.ToUpper(s))
	return t, slices.Contains(claim.Types, t)
}

// nearest proposes the type that begins like a word.
func nearest(s string) string {
	s = strings.ToUpper(s)
	for n := len(s); n >= 3; n-- {
		for _, t := range claim.Types {
			if strings.HasPrefix(string(t), s[:n]) {
				return fmt.Sprintf("; did you mean %s?", t)
			}
		}
	}
	return ""
}

// codeOf gives the first CAMEO code of a type and mode.
func codeOf(t claim.Type, mode string) string {
	first := ""
	for _, r := range lexicon.Rows(cameoTSV, 7) {
		if claim.Type(r[2]) != t {
			continue
		}
		if r[3] == mode {
			return r[0]
		}
		if first == "" {
			first = r[0]
		}
	}
	return first
}
