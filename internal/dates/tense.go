package dates

import "strings"

// reach is how far the words of tense are looked for, in atoms.
const reach = 12

// tense guesses from the words round an expression whether it lies ahead: 1
// for ahead, -1 for past, 0 where nothing tells. The nearest word before the
// expression that tells decides, else the nearest after it.
func (c *context) tense(m *match) int {
	switch c.before(m, 1) {
	case "as": // as early as Tuesday
		if w := c.before(m, 2); w == "soon" || w == "early" || w == "late" {
			return 1
		}
	case "effective":
		return 1
	case "by", "until", "till": // a bound lies ahead, but for what was so until then
		near := 0
		for i := max(0, m.first-reach); i < min(len(c.atoms), m.end+reach); i++ {
			if c.sentence(i) == c.sentence(m.first) && lasted[c.lower(i)] {
				near++
			}
		}
		if near == 0 {
			return 1
		}
	}
	owns := c.behind(m, 1) == "'s" // "Wednesday's ruling" is past, whatever would follow it
	sent := c.sentence(m.first)
	for i := m.first - 1; i >= 0 && i >= m.first-reach && c.sentence(i) == sent; i-- {
		if t := c.tells(i, sent, owns); t != 0 {
			return t
		}
	}
	for i := m.end; i < len(c.atoms) && i < m.end+reach && c.sentence(i) == sent; i++ {
		if t := c.tells(i, sent, owns); t != 0 {
			return t
		}
	}
	return 0
}

// tells judges one word.
func (c *context) tells(i int, sent int32, owns bool) int {
	w := c.lower(i)
	next := ""
	if i+1 < len(c.atoms) {
		next = c.lower(i + 1)
	}
	switch {
	case w == "due" && next == "to":
		if i+2 < len(c.atoms) && (baseVerbs[c.lower(i+2)] || c.lower(i+2) == "be") {
			return 1
		}
		return 0
	case aheadWords[w] && !(owns && w == "would"), aheadBeforeTo[w] && (next == "to" || next == "for" || next == "on"):
		return 1
	case pastWords[w] || len(w) > 4 && strings.HasSuffix(w, "ed") && !notPast[w]:
		// "will be released", "to be formally signed"
		for k := i - 1; k >= 0 && k >= i-2 && c.sentence(k) == sent; k-- {
			if c.lower(k) == "be" && k > 0 && aheadOfBe[c.lower(k-1)] {
				return 1
			}
		}
		return -1
	case (w == "to" || w == "must" || w == "should" || w == "may" || w == "can") && baseVerbs[next] && !owns:
		return 1
	}
	return 0
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

var (
	aheadWords    = words(`will wo would shall 'll scheduled planned due expected upcoming slated forthcoming`)
	aheadBeforeTo = words(`plans plan planning expects expect hopes hope set intends aims going wants ready`)
	aheadOfBe     = words(`to will would 'll shall must may should not`)
	lasted        = words(`was were had been served lasted remained did`)
	notPast       = words(`united need needed proceed succeed exceed indeed hundred speed feed breed`)
	pastWords     = words(`was were had did said met told went came took made gave left began held sent won lost fell rose led spoke wrote saw found got became kept
		brought thought felt fought paid bought sold stood understood shot broke chose drew drove flew grew knew ran sat sank struck swore threw withdrew
		has have been ago cut put hit quit saying telling`)
	baseVerbs = words(`meet visit hold travel begin start vote discuss attend arrive leave sign decide announce deliver resume open take go speak talk address
		present testify appear release return fly host join end expire close launch hear rule consider gather convene debate be make give send`)
)
