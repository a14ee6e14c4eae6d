package train

import (
	"bufio"
	"bytes"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// labels are the label sets of the columns and of relations, by number.
type labels struct {
	names           [columnCount][]string
	rels            []string
	roles           []string // "" for none
	number          [columnCount]map[string]int16
	relNum, roleNum map[string]int16
}

// nameLabels are the tags of names; B- opens a name, I- goes on with it.
var nameLabels = []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"}

// kindLabels are GUM's entity types; "" for words that head no mention.
var kindLabels = []string{"", "person", "place", "organization", "object", "event", "time", "substance", "animal", "plant", "abstract"}

// collectLabels finds the labels that occur often enough in gold documents.
func collectLabels(docs []*language.Parse, predicates map[string][]predicate) *labels {
	l := &labels{}
	var counts [columnCount]map[string]int
	for c := range counts {
		counts[c] = map[string]int{}
	}
	rels := map[string]int{}
	for _, p := range docs {
		for i := range p.Span {
			counts[colUPOS][p.UPOS[i]]++
			counts[colXPOS][p.XPOS[i]]++
			counts[colFeats][p.Feats[i]]++
			counts[colLemma][language.LemmaScript(p.Text(i), p.Lemma[i])]++
			rels[p.Rel[i]]++
		}
	}
	for c, floor := range [columnCount]int{1, 1, 3, 3} {
		if floor > 0 {
			l.names[c] = frequent(counts[c], floor)
		}
	}
	l.names[colName], l.names[colKind] = nameLabels, kindLabels
	l.names[colOther] = nameLabels
	l.names[colPredicate] = []string{"", "predicate"}
	l.names[colSense], l.roles = roleLabels(predicates)
	l.rels = frequent(rels, 2)
	l.index()
	return l
}

// collectLemmas finds the most frequent lemma script of each form and tag.
func collectLemmas(docs []*language.Parse, l *labels) *language.Lemmas {
	type pair struct{ form, xpos string }
	counts := map[pair]map[int16]int{}
	for _, p := range docs {
		for i := range p.Span {
			script := lookup(l.number[colLemma], language.LemmaScript(p.Text(i), p.Lemma[i]))
			key := pair{p.Text(i), p.XPOS[i]}
			if script < 0 {
				continue
			}
			if counts[key] == nil {
				counts[key] = map[int16]int{}
			}
			counts[key][script]++
		}
	}
	var pairs []language.LemmaPair
	for key, scripts := range counts {
		best := int16(-1)
		for script, n := range scripts {
			if best < 0 || n > scripts[best] || n == scripts[best] && script < best {
				best = script
			}
		}
		pairs = append(pairs, language.LemmaPair{Form: key.form, XPOS: key.xpos, Script: int(best)})
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		return a.Form < b.Form || a.Form == b.Form && a.XPOS < b.XPOS
	})
	return language.NewLemmas(pairs)
}

func (l *labels) index() {
	for c, names := range l.names {
		l.number[c] = map[string]int16{}
		for i, n := range names {
			l.number[c][n] = int16(i)
		}
	}
	numbers := func(names []string) map[string]int16 {
		m := map[string]int16{}
		for i, n := range names {
			m[n] = int16(i)
		}
		return m
	}
	l.relNum, l.roleNum = numbers(l.rels), numbers(l.roles)
}

func (l *labels) sizes() (s [columnCount]int) {
	for c := range s {
		s[c] = len(l.names[c])
	}
	return s
}

// frequent gives the keys seen at least floor times, the most frequent first.
func frequent(counts map[string]int, floor int) []string {
	var keys []string
	for k, n := range counts {
		if n >= floor {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := counts[keys[i]], counts[keys[j]]
		return a > b || a == b && keys[i] < keys[j]
	})
	return keys
}

func lookup(m map[string]int16, key string) int16 {
	if n, ok := m[key]; ok {
		return n
	}
	return -1
}

// sentencesOf turns gold documents into sentences to learn from. kinds, by
// document, may be nil.
func sentencesOf(docs []*language.Parse, l *labels, f *language.Features, kinds map[*language.Parse][]string, names map[string][]string) []*sentence {
	var out []*sentence
	for _, p := range docs {
		kind := kinds[p]
		for _, s := range p.Sentences {
			n := s.Last - s.First
			e := &sentence{doc: p, first: s.First, n: n, rows: rowsOf(p, s, f, nil)}
			e.small, e.great = rowsOf(p, s, f, language.Key), rowsOf(p, s, f, strings.ToUpper)
			for c := colUPOS; c <= colLemma; c++ {
				e.labels[c] = make([]int16, n)
			}
			e.head, e.rel = make([]int32, n), make([]int16, n)
			for i := 0; i < n; i++ {
				w := s.First + i
				e.labels[colUPOS][i] = lookup(l.number[colUPOS], p.UPOS[w])
				e.labels[colXPOS][i] = lookup(l.number[colXPOS], p.XPOS[w])
				e.labels[colFeats][i] = lookup(l.number[colFeats], p.Feats[w])
				e.labels[colLemma][i] = lookup(l.number[colLemma], language.LemmaScript(p.Text(w), p.Lemma[w]))
				e.head[i] = p.Head[w]
				if p.Head[w] >= 0 {
					e.head[i] -= int32(s.First)
				}
				e.rel[i] = lookup(l.relNum, p.Rel[w])
			}
			if kind != nil {
				e.labels[colKind] = make([]int16, n)
				for i := range e.labels[colKind] {
					e.labels[colKind][i] = lookup(l.number[colKind], kind[s.First+i])
				}
			}
			if tags := names[s.ID]; len(tags) == n {
				e.labels[colName] = make([]int16, n)
				for i, t := range tags {
					e.labels[colName][i] = lookup(l.number[colName], t)
				}
			}
			out = append(out, e)
		}
	}
	return out
}

// rowsOf gives the feature rows of a sentence, as if its words were written
// another way where that is not nil.
func rowsOf(p *language.Parse, s language.Sentence, f *language.Features, written func(string) string) []int32 {
	const F = language.FeatureCount
	rows := make([]int32, (s.Last-s.First)*F)
	for i := s.First; i < s.Last; i++ {
		row := rows[(i-s.First)*F:][:F]
		form := p.Text(i)
		if written != nil {
			form = written(form)
		}
		f.Word(row, form, language.Key(form))
		row[F-1] = f.Space(i == s.First || p.Spaced(i-1), p.Spaced(i))
	}
	return rows
}

// readNames reads UNER files: tags by sentence id. Tags other than those of
// persons, places and organisations count as O.
func readNames(raw []byte) map[string][]string {
	out := map[string][]string{}
	id := ""
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		line := lines.Text()
		if v, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			id = strings.TrimSpace(v)
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		tag := cols[2]
		if !strings.HasSuffix(tag, "-PER") && !strings.HasSuffix(tag, "-LOC") && !strings.HasSuffix(tag, "-ORG") {
			tag = "O"
		}
		out[id] = append(out[id], tag)
	}
	return out
}

// kindReader gathers GUM's Entity marks and gives each word that heads a
// mention its type.
type kindReader struct {
	open  map[*language.Parse]map[string][]openMention
	spans map[*language.Parse][]typedSpan
}

type openMention struct {
	first int
	kind  string
}

type typedSpan struct {
	first, last int // words, last excluded
	kind        string
}

func newKindReader() *kindReader {
	return &kindReader{open: map[*language.Parse]map[string][]openMention{}, spans: map[*language.Parse][]typedSpan{}}
}

// take is a callback for language.ReadCoNLLU.
func (k *kindReader) take(p *language.Parse, word int, value string) {
	open := k.open[p]
	if open == nil {
		open = map[string][]openMention{}
		k.open[p] = open
	}
	for value != "" {
		if value[0] == '(' {
			end := strings.IndexAny(value[1:], "()")
			if end < 0 {
				end = len(value) - 1
			}
			mark := value[1 : end+1]
			value = value[end+1:]
			parts := strings.SplitN(mark, "-", 3)
			kind := ""
			if len(parts) > 1 {
				kind = parts[1]
			}
			if strings.HasPrefix(value, ")") {
				k.spans[p] = append(k.spans[p], typedSpan{word, word + 1, kind})
				value = value[1:]
				continue
			}
			open[parts[0]] = append(open[parts[0]], openMention{word, kind})
			continue
		}
		end := strings.IndexByte(value, ')')
		if end < 0 {
			break
		}
		id := value[:end]
		value = value[end+1:]
		if stack := open[id]; len(stack) > 0 {
			m := stack[len(stack)-1]
			open[id] = stack[:len(stack)-1]
			k.spans[p] = append(k.spans[p], typedSpan{m.first, word + 1, m.kind})
		}
	}
}

// kinds gives the type of each word that heads a mention, "" for others.
func (k *kindReader) kinds() map[*language.Parse][]string {
	out := map[*language.Parse][]string{}
	for p, spans := range k.spans {
		kinds := make([]string, p.Len())
		sort.SliceStable(spans, func(i, j int) bool { return spans[i].last-spans[i].first > spans[j].last-spans[j].first })
		for _, s := range spans {
			for i := s.first; i < s.last; i++ {
				if h := int(p.Head[i]); h < s.first || h >= s.last {
					if kinds[i] == "" {
						kinds[i] = s.kind
					}
					break
				}
			}
		}
		out[p] = kinds
	}
	return out
}

// readIO reads a file of a word and an IO or BIO tag a line into sentences
// with names only. Spacing is guessed from punctuation.
func readIO(raw []byte, types map[string]string, l *labels, f *language.Features) []*sentence {
	const F = language.FeatureCount
	var out []*sentence
	var words, tags []string
	flush := func() {
		if len(words) > 0 && len(words) <= longestSentence {
			s := &sentence{n: len(words), rows: make([]int32, len(words)*F)}
			s.labels[colName] = make([]int16, len(words))
			last := "O"
			glued := func(i int) bool { // no space after word i
				return i+1 < len(words) && (strings.Contains(".,;:!?)%'", words[i+1][:1]) || strings.Contains("($", words[i]))
			}
			for i, w := range words {
				row := s.rows[i*F:][:F]
				f.Word(row, w, language.Key(w))
				row[F-1] = f.Space(i == 0 || !glued(i-1), !glued(i))
				prefix, kind, _ := strings.Cut(tags[i], "-")
				kind = types[kind]
				if kind != "" && !capitalised(words, tags, i) {
					kind = ""
				}
				tag := "O"
				if kind != "" {
					tag = "I-" + kind
					if last != kind || prefix == "B" {
						tag = "B-" + kind
					}
				}
				last = kind
				s.labels[colName][i] = l.number[colName][tag]
			}
			out = append(out, s)
		}
		words, tags = nil, nil
	}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		cols := strings.Fields(lines.Text())
		if len(cols) < 2 || cols[0] == "#" {
			flush()
			continue
		}
		words, tags = append(words, cols[0]), append(tags, cols[len(cols)-1])
	}
	flush()
	return out
}
