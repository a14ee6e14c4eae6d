package actors

import (
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// counterpart resolves "his French counterpart" by the office of whoever it is
// the counterpart of, and "his counterpart" by the other one of the report who
// bears that title. It tells whether it found somebody.
func (t *tier) counterpart(m *Mention, country string) bool {
	owner, title := -1, ""
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach) && title == ""; k-- {
		o := &t.out[t.seen[k]]
		if t.p.Sent[m.First]-t.p.Sent[o.First] > 1 {
			break
		}
		if o.Kind != Person && o.Kind != Office && o.Kind != Pronoun || len(o.Parties) != 1 || o.Parties[0].Name == "" || o.Parties[0].Country == country || t.subject(o) == 0 {
			continue
		}
		owner, title = t.seen[k], t.officeOf(o)
	}
	if title == "" {
		return false
	}
	of := t.out[owner].Parties[0]
	if country != "" {
		a, conf, ok := t.holder(m, country, world.Actor{}, title)
		if !ok {
			return false
		}
		t.set(m, party(a), conf.Probability()*0.9, "counterpart of "+of.Name+": "+title+" of "+country)
		m.Standing = claim.Named
		return true
	}
	for k := len(t.seen) - 1; k >= max(0, len(t.seen)-reach); k-- {
		o := &t.out[t.seen[k]]
		if (o.Kind == Person || o.Kind == Office) && len(o.Parties) == 1 && o.Parties[0].Name != "" && o.Parties[0].Country != of.Country && t.officeOf(o) == title {
			t.tieTo(m, t.seen[k], "counterpart of "+of.Name)
			m.Standing, m.Confidence = claim.Named, min(m.Confidence, 0.7)
			return true
		}
	}
	return false
}

// officeOf is the title of a mention, else the high office that its holder has
// by the table on the day; "" for none.
func (t *tier) officeOf(o *Mention) string {
	if o.at.title[1] > 0 {
		if s := t.titleText(o.at); world.IsTitle(s) {
			return s
		}
	}
	n, ok := t.w.PersonNumber(o.Parties[0].Actor)
	for _, title := range [...]string{"president", "prime minister", "foreign minister", "defence minister", "secretary of state"} {
		if ok && t.w.Bears(n, title, t.p.Doc.Date) > world.Unknown {
			return title
		}
	}
	return ""
}
