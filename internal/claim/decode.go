package claim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/world"
)

// ErrNoText tells that a reading came without its text, and that none was
// given beside it.
var ErrNoText = errors.New(`the reading has no "text": make it with --text`)

// Decode reads the JSON form of a reading, reading/1. The text is the
// report's, for a reading without its own; "" where the reading has it.
//
// It is strict where the ledger must be able to trust a reading: the ID is
// that of the text, every span lies in it, record IDs are there once, and
// kinds are those of the contract. Unknown keys are passed over. Errors name
// the record and the field.
func Decode(data []byte, text string) (*Reading, error) {
	var in wireReading
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("claim: not a reading: %w", err)
	}
	if in.Schema != Schema {
		return nil, fmt.Errorf("claim: schema is %q: this version reads %q", in.Schema, Schema)
	}
	switch {
	case in.Text == nil && text == "" && in.Document.Length != 0:
		return nil, fmt.Errorf("claim: %w", ErrNoText)
	case in.Text != nil && text != "" && *in.Text != text:
		return nil, errors.New("claim: the reading's text differs from the text given with it")
	case in.Text != nil:
		text = *in.Text
	}
	if !utf8.ValidString(text) {
		return nil, errors.New("claim: the text is not UTF-8")
	}
	d := decoder{at: document.NewCodePoints(text)}
	d.length = d.at.Len()
	r := d.reading(&in, text)
	if d.err != nil {
		return nil, d.err
	}
	return r, nil
}

// The wire types mirror the JSON; pointers and nil are its nulls.
type (
	wireReading struct {
		Schema      string           `json:"schema"`
		Document    wireDocument     `json:"document"`
		Text        *string          `json:"text"`
		Statements  []wireStatement  `json:"statements"`
		Events      []wireEvent      `json:"events"`
		Commitments []wireCommitment `json:"commitments"`
		Meetings    []wireMeeting    `json:"meetings"`
		Diagnostics []wireDiagnostic `json:"diagnostics"`
		Run         struct {
			Entente string            `json:"entente"`
			Models  map[string]string `json:"models"`
		} `json:"run"`
	}
	wireDocument struct {
		ID       string       `json:"id"`
		File     string       `json:"file"`
		Title    string       `json:"title"`
		Date     string       `json:"date"`
		DateFrom string       `json:"date_from"`
		Outlet   string       `json:"outlet"`
		Credits  []string     `json:"credits"`
		Language string       `json:"language"`
		Length   int          `json:"length"`
		Debris   []wireDebris `json:"debris"`
		URL      string       `json:"url"`
		Body     wireSpan     `json:"body"`
	}
	wireDebris struct {
		Kind  string   `json:"kind"`
		Span  wireSpan `json:"span"`
		Meant string   `json:"meant"`
	}
	wireParty struct {
		Text    string   `json:"text"`
		Span    wireSpan `json:"span"`
		Actor   string   `json:"actor"`
		Name    string   `json:"name"`
		Country string   `json:"country"`
		Sector  string   `json:"sector"`
		Guess   string   `json:"guess"`
	}
	wireStatement struct {
		ID         string      `json:"id"`
		Form       string      `json:"form"`
		Standing   string      `json:"standing"`
		Source     []wireSpan  `json:"source"`
		Cue        []wireSpan  `json:"cue"`
		Content    []wireSpan  `json:"content"`
		Speakers   []wireParty `json:"speakers"`
		Addressees []wireParty `json:"addressees"`
		Within     string      `json:"within"`
		Sentence   int         `json:"sentence"`
		Date       string      `json:"date"`
		Topics     []string    `json:"topics"`
		Confidence float64     `json:"confidence"`
		Anonymity  *struct {
			Kind   string   `json:"kind"`
			Span   wireSpan `json:"span"`
			Reason wireSpan `json:"reason"`
		} `json:"anonymity"`
	}
	wireEvent struct {
		ID         string      `json:"id"`
		Type       string      `json:"type"`
		Mode       string      `json:"mode"`
		Contexts   []string    `json:"contexts"`
		Plover     string      `json:"plover"`
		Cameo      string      `json:"cameo"`
		Goldstein  float64     `json:"goldstein"`
		Actors     []wireParty `json:"actors"`
		Recipients []wireParty `json:"recipients"`
		Reality    string      `json:"reality"`
		Background bool        `json:"background"`
		Date       string      `json:"date"`
		Stated     bool        `json:"stated"`
		Place      string      `json:"place"`
		Where      *struct {
			Country string   `json:"country"`
			Lat     *float64 `json:"lat"`
			Lon     *float64 `json:"lon"`
		} `json:"where"`
		Mentions   [][]wireSpan `json:"mentions"`
		SaidIn     []string     `json:"said_in"`
		Confidence float64      `json:"confidence"`
		Why        string       `json:"why"`
		Labels     []Label      `json:"labels"`
	}
	wireCommitment struct {
		ID         string       `json:"id"`
		Kind       string       `json:"kind"`
		By         []wireParty  `json:"by"`
		To         []wireParty  `json:"to"`
		What       []wireSpan   `json:"what"`
		Due        string       `json:"due"`
		Condition  string       `json:"condition"`
		Topics     []string     `json:"topics"`
		SaidIn     []string     `json:"said_in"`
		Confidence float64      `json:"confidence"`
		MutualWith []string     `json:"mutual_with"`
		Restated   [][]wireSpan `json:"restated"`
	}
	wireMeeting struct {
		ID         string       `json:"id"`
		Who        []wireParty  `json:"who"`
		When       string       `json:"when"`
		Where      string       `json:"where"`
		How        string       `json:"how"`
		Status     string       `json:"status"`
		Mentions   [][]wireSpan `json:"mentions"`
		Confidence float64      `json:"confidence"`
	}
	wireDiagnostic struct {
		Code    string   `json:"code"`
		Span    wireSpan `json:"span"`
		Message string   `json:"message"`
	}
)

// wireSpan is [start, end] in code points; nil is null.
type wireSpan []int

// decoder turns wire values into claims and keeps the first error.
type decoder struct {
	at     *document.CodePoints
	length int // of the text, in code points
	err    error
	record string // where we are, for errors
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("claim: %s: %w", d.record, fmt.Errorf(format, args...))
	}
}

func (d *decoder) reading(in *wireReading, text string) *Reading {
	d.record = "document"
	w := &in.Document
	doc := &document.Document{
		ID: document.ID(w.ID), File: w.File, Title: w.Title, URL: w.URL, Outlet: w.Outlet,
		Credits: some(w.Credits), Language: w.Language, Date: d.day(w.Date), Text: text,
		DateFrom: oneOf(d, "date_from", document.DateFrom(w.DateFrom), document.DateHeader, document.DateDateline,
			document.DateMeta, document.DateFile, document.DateGiven),
	}
	if id := document.IDOf(text); doc.ID == "" {
		doc.ID = id
	} else if doc.ID != id {
		d.fail("id is %s, but the text has %s: it was changed since the reading was made", doc.ID, id)
	}
	if w.Length != 0 && w.Length != d.length {
		d.fail("length is %d, but the text has %d code points", w.Length, d.length)
	}
	doc.Body = d.spanOrZero("body", w.Body)
	r := &Reading{Document: doc, Run: Run{Entente: in.Run.Entente}}
	if len(in.Run.Models) > 0 {
		r.Run.Models = in.Run.Models
	}
	r.Debris = mapped(w.Debris, func(x *wireDebris) Debris {
		return Debris{Kind: x.Kind, Span: d.span("debris", x.Span), Meant: x.Meant}
	})
	seen := map[string]bool{}
	enter := func(kind Kind, i int, id string) {
		d.record = fmt.Sprintf("%s %d (%s)", kind, i+1, id)
		if id == "" {
			d.fail(`no "id"`)
		} else if seen[id] {
			d.fail("the id is there twice")
		}
		seen[id] = true
	}
	for i := range in.Statements {
		enter(KindStatement, i, in.Statements[i].ID)
		r.Statements = append(r.Statements, d.statement(&in.Statements[i]))
	}
	for i := range in.Events {
		enter(KindEvent, i, in.Events[i].ID)
		r.Events = append(r.Events, d.event(&in.Events[i]))
	}
	for i := range in.Commitments {
		enter(KindCommitment, i, in.Commitments[i].ID)
		r.Commitments = append(r.Commitments, d.commitment(&in.Commitments[i]))
	}
	for i := range in.Meetings {
		enter(KindMeeting, i, in.Meetings[i].ID)
		r.Meetings = append(r.Meetings, d.meeting(&in.Meetings[i]))
	}
	d.record = "diagnostics"
	r.Diagnostics = mapped(in.Diagnostics, func(x *wireDiagnostic) Diagnostic {
		return Diagnostic{Code: x.Code, Span: d.spanOrZero("span", x.Span), Message: x.Message}
	})
	return r
}

func (d *decoder) statement(w *wireStatement) Statement {
	if w.Sentence < 0 {
		d.fail("sentence is %d", w.Sentence)
	}
	var unnamed *Anonymity
	if a := w.Anonymity; a != nil {
		unnamed = &Anonymity{Kind: oneOf(d, "anonymity", AnonymityKind(a.Kind), AnonymityKinds...),
			Span: d.span("anonymity", a.Span), Reason: d.spanOrZero("anonymity", a.Reason)}
	}
	return Statement{
		ID:       w.ID,
		Form:     oneOf(d, "form", Form(w.Form), Direct, Indirect, Mixed),
		Standing: oneOf(d, "standing", Standing(w.Standing), Named, Office, Institution, Anonymous, Document),
		Source:   d.spans("source", w.Source), Cue: d.spans("cue", w.Cue), Content: d.spans("content", w.Content),
		Speakers: d.parties("speakers", w.Speakers), Addressees: d.parties("addressees", w.Addressees),
		Within: w.Within, Sentence: w.Sentence, Date: d.interval("date", w.Date), Topics: some(w.Topics), Anonymity: unnamed,
		Confidence: d.probability(w.Confidence),
	}
}

func (d *decoder) event(w *wireEvent) Event {
	var where *Location
	if w.Where != nil {
		where = &Location{Country: w.Where.Country}
		if w.Where.Lat != nil && w.Where.Lon != nil {
			where.Point, where.Lat, where.Lon = true, *w.Where.Lat, *w.Where.Lon
		}
	}
	return Event{
		ID: w.ID, Type: oneOf(d, "type", Type(w.Type), Types...), Mode: w.Mode, Contexts: some(w.Contexts),
		Plover: oneOf(d, "plover", Type(w.Plover), Types...), Cameo: w.Cameo, Goldstein: w.Goldstein,
		Actors: d.parties("actors", w.Actors), Recipients: d.parties("recipients", w.Recipients),
		Reality: oneOf(d, "reality", Reality(w.Reality), Realities...), Background: w.Background,
		Date: d.interval("date", w.Date), Stated: w.Stated, Place: w.Place, Where: where, Mentions: d.mentions(w.Mentions),
		SaidIn: some(w.SaidIn), Why: w.Why, Confidence: d.probability(w.Confidence),
		Labels: mapped(w.Labels, func(l *Label) Label { return *l }),
	}
}

func (d *decoder) commitment(w *wireCommitment) Commitment {
	return Commitment{
		ID: w.ID, Kind: oneOf(d, "kind", CommitmentKind(w.Kind), Promise, Agreement, Intention, Proposal, Condition),
		By: d.parties("by", w.By), To: d.parties("to", w.To), What: d.spans("what", w.What),
		Due: d.interval("due", w.Due), Condition: w.Condition, Topics: some(w.Topics), SaidIn: some(w.SaidIn),
		Confidence: d.probability(w.Confidence), MutualWith: some(w.MutualWith), Restated: d.mentions(w.Restated),
	}
}

func (d *decoder) meeting(w *wireMeeting) Meeting {
	return Meeting{
		ID: w.ID, Who: d.parties("who", w.Who), When: d.interval("when", w.When), Where: w.Where,
		How: oneOf(d, "how", How(w.How), InPerson, Phone, Video, Multilateral),
		Status: oneOf(d, "status", MeetingStatus(w.Status), Held, UnderWay, Scheduled, Postponed,
			Cancelled, RuledOut),
		Mentions: d.mentions(w.Mentions), Confidence: d.probability(w.Confidence),
	}
}

func (d *decoder) parties(field string, ws []wireParty) []Party {
	return mapped(ws, func(w *wireParty) Party {
		return Party{Text: w.Text, Span: d.spanOrZero(field, w.Span), Actor: world.ActorID(w.Actor),
			Name: w.Name, Country: w.Country, Sector: w.Sector, Guess: w.Guess}
	})
}

func (d *decoder) mentions(ws [][]wireSpan) [][]document.Span {
	return mapped(ws, func(w *[]wireSpan) []document.Span { return d.spans("mentions", *w) })
}

func (d *decoder) spans(field string, ws []wireSpan) []document.Span {
	return mapped(ws, func(w *wireSpan) document.Span { return d.span(field, *w) })
}

// spanOrZero reads null as the zero span.
func (d *decoder) spanOrZero(field string, w wireSpan) document.Span {
	if w == nil {
		return document.Span{}
	}
	return d.span(field, w)
}

func (d *decoder) span(field string, w wireSpan) document.Span {
	if len(w) != 2 || w[0] < 0 || w[1] < w[0] || w[1] > d.length {
		d.fail("%s: span %v does not lie in the text of %d code points", field, []int(w), d.length)
		return document.Span{}
	}
	return document.Span{Start: d.at.Byte(w[0]), End: d.at.Byte(w[1])}
}

func (d *decoder) interval(field, s string) calendar.Interval {
	i, err := calendar.ParseInterval(s)
	if err != nil {
		d.fail("%s: %w", field, err)
	}
	return i
}

func (d *decoder) day(s string) calendar.Day {
	if s == "" {
		return 0
	}
	day, err := calendar.ParseDay(s)
	if err != nil {
		d.fail("date: %w", err)
	}
	return day
}

func (d *decoder) probability(p float64) float64 {
	if p < 0 || p > 1 {
		d.fail("confidence is %v: want 0 to 1", p)
	}
	return p
}

// oneOf checks a word against those of the contract; null is always allowed.
func oneOf[T ~string](d *decoder, field string, v T, known ...T) T {
	if v != "" && !slices.Contains(known, v) {
		d.fail("%s is %q: known are %q", field, v, known)
	}
	return v
}

// mapped is nil for an empty list, so that a reading survives the round trip
// unchanged.
func mapped[W, T any](ws []W, f func(*W) T) []T {
	if len(ws) == 0 {
		return nil
	}
	out := make([]T, len(ws))
	for i := range ws {
		out[i] = f(&ws[i])
	}
	return out
}

func some(ss []string) []string {
	if len(ss) == 0 {
		return nil
	}
	return ss
}
