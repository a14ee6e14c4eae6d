package export

import (
	"cmp"
	"io"
	"slices"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/world"
)

// The fields of a PLOVER record by their own names (PLOVER manual 2.0,
// "Record fields"), and one field "entente" for what PLOVER has no field for.
// Fields that entente never knows are null: time, endtime, and the sentence
// number of text_info.
type (
	ploverRecord struct {
		ID         string         `json:"id"`
		Date       any            `json:"date"`
		EndDate    any            `json:"enddate"`
		Time       any            `json:"time"`
		EndTime    any            `json:"endtime"`
		Actor      []ploverEntity `json:"actor"`
		Recipient  []ploverEntity `json:"recipient"`
		Event      []claim.Type   `json:"event"`
		Mode       []string       `json:"mode"`
		Context    []string       `json:"context"`
		EventLoc   any            `json:"event_loc"`
		EventText  string         `json:"event_text"`
		QuadCode   int            `json:"quad_code"`
		EventScale float64        `json:"event_scale"`
		Link       []string       `json:"link"` // records of other reports that tell the same
		Text       string         `json:"text"` // the sentence of event_text
		TextInfo   ploverPlace    `json:"text_info"`
		CiteInfo   ploverCite     `json:"cite_info"`
		Coder      string         `json:"coder"`
		CodedDate  any            `json:"coded_date"` // the day a ledger took it in
		Comment    any            `json:"comment"`
		Entente    ploverMore     `json:"entente"`
	}
	ploverEntity struct {
		Text    any `json:"text"`
		Name    any `json:"name"`
		Country any `json:"country"`
		Sector  any `json:"sector"`
		Actor   any `json:"id"`
	}
	ploverLoc struct {
		Name    string `json:"name"`
		Country any    `json:"country"`
		Lat     any    `json:"lat"`
		Lon     any    `json:"lon"`
	}
	ploverPlace struct {
		Sentence any `json:"sentence"`
		Start    int `json:"start"` // of event_text in the report, code points
		End      int `json:"end"`
	}
	ploverCite struct {
		URL         any    `json:"url"`
		Title       any    `json:"title"`
		Publication any    `json:"publication"`
		Date        any    `json:"date"`
		Licence     any    `json:"licence"`
		Coder       string `json:"coder"`
		Version     string `json:"version"`
		Report      string `json:"report"`
		File        any    `json:"file"`
	}
	ploverMore struct {
		Act        claim.Type        `json:"act"` // the type before PLOVER's rule for acts to come
		Reality    claim.Reality     `json:"reality"`
		Background bool              `json:"background"`
		Stated     bool              `json:"date_stated"`
		Cameo      any               `json:"cameo"`
		Goldstein  float64           `json:"goldstein"`
		SaidIn     []string          `json:"said_in"`
		Mentions   int               `json:"mentions"`
		Confidence float64           `json:"confidence"`
		Models     map[string]string `json:"models"`
	}
)

// Plover writes one PLOVER record a line for each event, with its actors and
// recipients as lists: in PLOVER a meeting is one event, not a pair of dyads.
func Plover(w io.Writer, events []Event, table *world.Table) error {
	alike := map[string][]string{} // by key: the IDs of all records that tell it
	keys := keysOf(events)
	for i := range events {
		for _, key := range keys[i] {
			alike[key] = append(alike[key], string(events[i].ID))
		}
	}
	for i := range events {
		e := &events[i]
		links := []string{}
		for _, key := range keys[i] {
			for _, id := range alike[key] {
				if id != string(e.ID) && !slices.Contains(links, id) {
					links = append(links, id)
				}
			}
		}
		r := e.plover(table)
		r.Link = links
		if _, err := io.WriteString(w, value(r)+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func (e *Event) plover(w *world.Table) ploverRecord {
	sentence := answers.SentenceOf(e.Doc.Text, e.Words)
	r := ploverRecord{
		ID: string(e.ID), Date: day(e.Day), EndDate: day(e.Date.To),
		Actor: entities(w, e.Actors), Recipient: entities(w, e.Recipients),
		Event: []claim.Type{e.Root}, Mode: append(modes(e), auxiliary(e)...), Context: append([]string{}, e.Contexts...),
		EventText: e.Doc.Slice(e.Words), QuadCode: claim.Quad(e.Root), EventScale: Scale(e.Root, e.Mode),
		Text: e.Doc.Slice(sentence), TextInfo: ploverPlace{nil, e.start, e.end},
		CiteInfo: ploverCite{URL: str(e.Doc.URL), Title: str(e.Doc.Title), Publication: str(e.Doc.Outlet), Date: day(e.Doc.Date),
			Coder: "entente", Version: e.Run.Entente, Report: string(e.Doc.ID), File: str(e.Doc.File)},
		Coder: "entente", CodedDate: day(e.Learned), Comment: str(e.Why),
		Entente: ploverMore{e.Type, e.Reality, e.Background, e.Stated, str(e.Cameo), e.Goldstein, append([]string{}, e.SaidIn...),
			len(e.Mentions), e.Confidence, e.Run.Models},
	}
	if g := e.Where; g.Name != "" {
		loc := ploverLoc{Name: g.Name, Country: str(g.Country)}
		if g.Point {
			loc.Lat, loc.Lon = g.Lat, g.Lon
		}
		r.EventLoc = loc
	}
	return r
}

// modes are those of the type; a type that PLOVER's rule has changed has none.
func modes(e *Event) []string {
	if e.Mode == "" || e.Root != e.Type {
		return []string{}
	}
	return []string{e.Mode}
}

// auxiliary gives PLOVER's auxiliary modes. An act to come that PLOVER codes as
// another type (AGREE, CONCEDE) is done by being announced, and has none.
// Denied, alleged and threatened events have no auxiliary mode of PLOVER's:
// entente.reality tells them.
func auxiliary(e *Event) []string {
	var out []string
	switch e.Reality {
	case claim.Planned, claim.Proposed:
		if e.Root == e.Type {
			out = append(out, "future")
		}
	case claim.Hypothetical:
		out = append(out, "hypothetical")
	case claim.Negated:
		out = append(out, "negation")
	}
	if e.Background {
		out = append(out, "historical")
	}
	return out
}

func entities(w *world.Table, parties []claim.Party) []ploverEntity {
	out := []ploverEntity{}
	for _, p := range parties {
		country := p.Country
		if c := w.Country(country); c != nil {
			country = cmp.Or(c.Plover, country)
		}
		out = append(out, ploverEntity{str(p.Text), str(p.Name), str(country), str(p.Sector), str(string(p.Actor))})
	}
	return out
}
