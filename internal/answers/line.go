package answers

import (
	"encoding/json"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/world"
)

// Day is a day in an answer: ISO text in JSON, null for none.
type Day struct{ calendar.Day }

// MarshalJSON writes "2021-10-05" or null.
func (d Day) MarshalJSON() ([]byte, error) { return textOrNull(d.String()) }

// Time is an interval in an answer: ISO text in JSON ("2021-10-06/2021-10-31"),
// null for none.
type Time struct{ calendar.Interval }

// MarshalJSON writes the ISO form or null.
func (t Time) MarshalJSON() ([]byte, error) { return textOrNull(t.String()) }

func textOrNull(s string) ([]byte, error) {
	if s == "" {
		return []byte("null"), nil
	}
	return json.Marshal(s)
}

// Actor is a party as an answer names it.
type Actor struct {
	ID      world.ActorID `json:"actor"`   // "" where not resolved
	Name    string        `json:"name"`    // canonical name; "" where none is known
	Country string        `json:"country"` // as in claim.Party
	Sector  string        `json:"sector"`
	Text    string        `json:"text"` // the report's words for it
}

// Label is the best name there is: the canonical one, the report's words, the
// country.
func (a Actor) Label() string {
	switch {
	case a.Name != "":
		return a.Name
	case a.Text != "":
		return a.Text
	}
	return a.Country
}

// Evidence is what a line rests on.
type Evidence struct {
	Report document.ID `json:"report"`
	Title  string      `json:"title"`
	File   string      `json:"file"`
	Outlet string      `json:"outlet"`
	URL    string      `json:"url"`
	Date   Day         `json:"date"`
	Words  string      `json:"words"` // exact; pieces joined by " … "
}

// Line is one record in an answer. Fields that its kind does not have are
// empty.
type Line struct {
	ID         ledger.RecordID   `json:"id"`
	Kind       claim.Kind        `json:"kind"`
	Time       Time              `json:"time"`       // what it speaks of; a commitment: when it is due
	By         []Actor           `json:"by"`         // speakers, actors, promisers, all who meet
	To         []Actor           `json:"to"`         // addressees, recipients, promisees
	Type       string            `json:"type"`       // PLOVER type, form of a statement, kind of commitment
	Mode       string            `json:"mode"`       // PLOVER mode
	Status     string            `json:"status"`     // reality of an event, status of a meeting
	Standing   string            `json:"standing"`   // of a statement's source
	Background bool              `json:"background"` // told as earlier history
	Place      string            `json:"place"`
	How        string            `json:"how"`       // form of a meeting
	Condition  string            `json:"condition"` // of a commitment, in its words
	Topics     []string          `json:"topics"`
	Note       string            `json:"note"` // what the ledger makes of it, in English
	Also       []ledger.RecordID `json:"also"` // further records that tell the same
	Confidence float64           `json:"confidence"`
	Evidence   Evidence          `json:"evidence"`

	entry ledger.Entry
}

// day is the day a line is ordered by: the last day it speaks of, or else the
// day of its report.
func (l *Line) day() calendar.Day {
	switch {
	case l.Time.To.Valid():
		return l.Time.To
	case l.Time.From.Valid():
		return l.Time.From
	}
	return l.Evidence.Date.Day
}

// lineOf tells one entry.
func lineOf(e ledger.Entry) Line {
	doc := e.Evidence.Report
	l := Line{
		ID: e.ID, Kind: claim.KindOf(e.Claim), Time: Time{e.Speaks}, By: []Actor{}, To: []Actor{},
		Topics: append([]string{}, e.Claim.Subjects()...), Also: []ledger.RecordID{}, Confidence: e.Claim.Probability(),
		Evidence: Evidence{doc.ID, doc.Title, doc.File, doc.Outlet, doc.URL, Day{doc.Date}, e.Evidence.Words},
		entry:    e,
	}
	e.Claim.EachParty(func(role claim.Role, p claim.Party) {
		a := Actor{p.Actor, p.Name, p.Country, p.Sector, p.Text}
		switch role {
		case claim.Addressee, claim.Recipient, claim.Promisee:
			l.To = append(l.To, a)
		default:
			l.By = append(l.By, a)
		}
	})
	switch c := e.Claim.(type) {
	case *claim.Statement:
		l.Type, l.Standing = string(c.Form), string(c.Standing)
	case *claim.Event:
		l.Type, l.Mode, l.Status, l.Background, l.Place = string(c.Type), c.Mode, string(c.Reality), c.Background, c.Place
	case *claim.Commitment:
		l.Type, l.Condition = string(c.Kind), c.Condition
	case *claim.Meeting:
		l.Type, l.Status, l.Place, l.How = string(claim.Consult), string(c.Status), c.Where, string(c.How)
	}
	return l
}
