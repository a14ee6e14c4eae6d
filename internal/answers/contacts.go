package answers

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// mergeContacts makes the list of contacts: each encounter once, with the
// further records that tell it, newest first, and a note on planned ones whose
// time is past.
func (m *maker) mergeContacts() []Line {
	// A meeting is also a CONSULT event of its report; the meeting knows more.
	slices.SortStableFunc(m.contacts, func(x, y Line) int { return rank(x) - rank(y) })
	var out []Line
	for _, l := range m.contacts {
		l.Status = statusOf(l)
		if i := slices.IndexFunc(out, func(o Line) bool { return same(&o, &l) }); i >= 0 {
			out[i].Also = append(out[i].Also, l.ID)
			if out[i].Mode == "" {
				out[i].Mode = l.Mode
			}
			if out[i].Place == "" {
				out[i].Place = l.Place
			}
			continue
		}
		out = append(out, l)
	}
	for i := range out {
		l := &out[i]
		if l.Status != string(claim.Scheduled) || !l.Time.To.Valid() || l.Time.To >= m.on {
			continue
		}
		held := slices.ContainsFunc(out, func(o Line) bool {
			return o.Status == string(claim.Held) && !o.Time.None() && o.Time.Touches(l.Time.Interval)
		})
		if !held {
			l.Note = "its time is past; no report here says that it was held"
		}
	}
	return newest(out)
}

func rank(l Line) int {
	if l.Kind == claim.KindMeeting {
		return 0
	}
	return 1
}

// statusOf words the reality of a CONSULT event as the status of a meeting.
func statusOf(l Line) string {
	if e, ok := l.entry.Claim.(*claim.Event); ok {
		switch e.Reality {
		case claim.Occurred:
			return string(claim.Held)
		case claim.Ongoing:
			return string(claim.UnderWay)
		}
	}
	return l.Status
}

// same reports whether two contacts are one encounter: told by the same words
// of one report, or, with the same status, on the same one day by the same
// named parties.
func same(x, y *Line) bool {
	if x.Evidence.Report == y.Evidence.Report {
		if x.Kind != y.Kind && overlap(mentionsOf(x), mentionsOf(y)) {
			return true
		}
	}
	if x.Status != y.Status || x.Time != y.Time || x.Time.From != x.Time.To || !x.Time.From.Valid() {
		return false
	}
	who := participants(x)
	return who != "" && who == participants(y)
}

func mentionsOf(l *Line) [][]document.Span {
	switch c := l.entry.Claim.(type) {
	case *claim.Event:
		return c.Mentions
	case *claim.Meeting:
		return c.Mentions
	}
	return nil
}

func overlap(x, y [][]document.Span) bool {
	for _, a := range slices.Concat(x...) {
		for _, b := range slices.Concat(y...) {
			if a.Overlaps(b) {
				return true
			}
		}
	}
	return false
}

// participants names all who take part, in one order; "" where one of them has
// no canonical name.
func participants(l *Line) string {
	var names []string
	for _, a := range slices.Concat(l.By, l.To) {
		if a.Name == "" {
			return ""
		}
		names = append(names, a.Name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "\n")
}
