package statements

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
