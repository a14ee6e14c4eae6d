package statements

import "github.com/entente-project/entente/internal/actors"

// Attributions by layout, which too few annotated texts have for learning: a
// name after a dash under a quotation, and labels of who speaks in interviews.

// nameEnd gives where a name of up to six words in capitals ends that begins at
// word i; i where there is none.
func (s *scene) nameEnd(i, last int) int {
	k := i
	for k < last && k-i < 6 && (startsUpper(s.p.Text(k)) && isWord(s.p.Lower[k]) || k > i && (s.p.Lower[k] == "." || s.p.Lower[k] == "-" || initials(s.p.Lower[k]))) {
		k++
	}
	for k > i && !isWord(s.p.Lower[k-1]) {
		k--
	}
	return k
}

// dashes adds what a name after a dash says, where the line ends with it:
// "“A.” — Maria Rossi".
func (s *scene) dashes(all []found) []found {
	p := s.p
	for i := 1; i+1 < p.Len(); i++ {
		if !isDash(p.Lower[i]) || !isQuoteMark(p.Lower[i-1]) {
			continue
		}
		q := s.quoted[i-1]
		if q < 0 || s.quotes[q].Last != i {
			continue
		}
		u := s.unit[i+1]
		end := s.nameEnd(i+1, s.units[u].Last)
		if end == i+1 || end < s.units[u].Last && !(end == s.units[u].Last-1 && s.punct(end)) {
			continue
		}
		if int(u)+1 < len(s.units) && s.units[u+1].Paragraph == s.units[u].Paragraph {
			continue
		}
		first := s.quotes[q].First
		all = append(all, found{head: i, cue: wordSpan{i, i + 1}, source: wordSpan{i + 1, end}, content: []wordSpan{{first, i}}, pCue: 1, pSource: 1, pContent: 1, sure: .95})
	}
	return all
}

// headlineWords is how many words a headline has at most.
const headlineWords = 25

// headline adds what a source says that stands at an end of the first line,
// before a colon or after a dash: "Bridge to open in May – minister". It must
// be a person, an office, a body or people in a role, and the line no sentence
// with a full stop.
func (s *scene) headline(all []found) []found {
	p := s.p
	if len(p.Sentences) == 0 {
		return all
	}
	first, last := p.Sentences[0].First, p.Sentences[0].Last
	for k := 1; k < len(p.Sentences) && p.Sentences[k].Paragraph == p.Sentences[0].Paragraph && last-first <= headlineWords; k++ {
		last = p.Sentences[k].Last
	}
	if last-first > headlineWords || p.Lower[last-1] == "." {
		return all
	}
	add := func(mark int, source, content wordSpan) []found {
		return append(all, found{head: mark, cue: wordSpan{mark, mark + 1}, source: source, content: []wordSpan{content}, pCue: 1, pSource: 1, pContent: 1, sure: .8})
	}
	for i := first + 1; i < min(first+7, last-3); i++ {
		if p.Lower[i] == ":" && s.speaks(first, i) {
			return add(i, wordSpan{first, i}, wordSpan{i + 1, last})
		}
	}
	for i := last - 2; i > first+2 && last-i < 9; i-- {
		if isDash(p.Lower[i]) && p.Spaced(i) && p.Spaced(i-1) {
			if s.speaks(i+1, last) || p.UPOS[last-1] == "NOUN" && (people[p.Lower[last-1]] || people[p.Lower[last-1]+"s"]) {
				return add(i, wordSpan{i + 1, last}, wordSpan{first, i})
			}
			return all
		}
	}
	return all
}

// speaks reports whether words [first, last) are a mention of somebody who can
// speak.
func (s *scene) speaks(first, last int) bool {
	m, ok := s.who.startingAt(first)
	if !ok || m.Last != last {
		return false
	}
	switch m.Kind {
	case actors.Person, actors.Office, actors.Organisation, actors.Agency, actors.Role:
		return true
	}
	return false
}

// labels adds what follows the labels of a transcript: "RIVERA: ...", where the
// report has several.
func (s *scene) labels(all []found) []found {
	p := s.p
	type labelled struct{ unit, colon int }
	var marks []labelled
	for u := range s.units {
		if !s.label(u) {
			continue
		}
		for i := s.units[u].First; i < s.units[u].Last; i++ {
			if p.Lower[i] == ":" {
				marks = append(marks, labelled{u, i})
				break
			}
		}
	}
	if len(marks) < 3 {
		return all
	}
	for _, x := range marks {
		first := s.units[x.unit].First
		for first < x.colon && isQuoteMark(p.Lower[first]) {
			first++
		}
		caps := true
		for i := first; i < x.colon; i++ {
			caps = caps && (shape(p.Text(i)) == "A" || len(p.Lower[i]) == 1)
		}
		if !caps || first == x.colon || x.colon+1 >= p.Len() {
			continue
		}
		e := x.unit
		for {
			for e+1 < len(s.units) && s.units[e+1].Paragraph == s.units[e].Paragraph {
				e++
			}
			if e+1 >= len(s.units) || s.label(e+1) || !isQuoteMark(p.Lower[s.units[e+1].First]) || s.units[e+1].Paragraph > s.units[x.unit].Paragraph+3 {
				break
			}
			e++
		}
		end := trimEnd(p, x.colon+1, s.units[e].Last, s.quoted)
		if end > x.colon+1 {
			all = append(all, found{head: x.colon, cue: wordSpan{x.colon, x.colon + 1}, source: wordSpan{first, x.colon}, content: []wordSpan{{x.colon + 1, end}}, pCue: 1, pSource: 1, pContent: 1, sure: .95})
		}
	}
	return all
}
