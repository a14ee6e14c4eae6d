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
	type place struct {
		line *Line // as its report tells it
		at   int   // position in out
	}
	byKey := map[string]int{} // position in out
	byReport := map[document.ID][]place{}
	for i := range m.contacts {
		l := m.contacts[i]
		l.Status = statusOf(l)
		key := keyOf(&l)
		at, found := byKey[key]
		if !found || key == "" {
			at, found = len(out), false
			for _, p := range byReport[l.Evidence.Report] {
				if p.line.Kind != l.Kind && overlap(mentionsOf(p.line), mentionsOf(&l)) {
					at, found = p.at, true
					break
				}
			}
		}
		byReport[l.Evidence.Report] = append(byReport[l.Evidence.Report], place{&m.contacts[i], at})
		if !found {
			byKey[key] = at
			out = append(out, l)
			continue
		}
		same := &out[at]
		same.Also = append(same.Also, l.ID)
		if same.Mode == "" {
			same.Mode = l.Mode
		}
		if same.Place == "" {
			same.Place = l.Place
		}
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

// keyOf is the same for contacts of one status, on the same one day, of the
// same named parties: they are taken for one encounter, whoever reports it.
// "" for a contact without a day or with a party that has no name.
func keyOf(l *Line) string {
	who := participants(l)
	if who == "" || !l.Time.From.Valid() || l.Time.From != l.Time.To {
		return ""
	}
	return l.Status + "\n" + l.Time.String() + "\n" + who
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
