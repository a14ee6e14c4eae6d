package claim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/world"
)

// maker makes random readings, with odd characters, empty fields and spans
// at code point bounds of a text of several scripts.
type maker struct {
	*rand.Rand
	text   string
	bounds []int
}

func newMaker(seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 7))}
	pieces := []string{"The minister said ", "“the talks”", " été ", "北京 ", "🤝", "\r\n", "\u2028", "<b>&amp;", "\x00", `"\`, "Ankara "}
	var b strings.Builder
	for range m.IntN(60) {
		b.WriteString(pieces[m.IntN(len(pieces))])
	}
	m.text = b.String()
	for i := range m.text {
		m.bounds = append(m.bounds, i)
	}
	m.bounds = append(m.bounds, len(m.text))
	return m
}

func (m *maker) word() string {
	words := []string{"", "", "talks", "a \"quoted\" <word>", "naïve", "握手", "tab\tand\nline", "\u0085\u2029"}
	return words[m.IntN(len(words))]
}

func (m *maker) words() (out []string) {
	for range m.IntN(3) {
		out = append(out, m.word())
	}
	return out
}

func (m *maker) labels() (out []Label) {
	for range m.IntN(3) {
		out = append(out, Label{m.word(), m.word()})
	}
	return out
}

func (m *maker) span() document.Span {
	a, b := m.bounds[m.IntN(len(m.bounds))], m.bounds[m.IntN(len(m.bounds))]
	return document.Span{Start: min(a, b), End: max(a, b)}
}

func (m *maker) spans() (out []document.Span) {
	for range m.IntN(3) {
		out = append(out, m.span())
	}
	return out
}

func (m *maker) mentions() (out [][]document.Span) {
	for range m.IntN(3) {
		out = append(out, m.spans())
	}
	return out
}

func (m *maker) day() calendar.Day { return calendar.Of(1990+m.IntN(60), 1, 1+m.IntN(365)) }

func (m *maker) interval() calendar.Interval {
	d := m.day()
	switch m.IntN(5) {
	case 0:
		return calendar.Interval{}
	case 1:
		return calendar.On(d)
	case 2:
		return calendar.Interval{To: d}
	case 3:
		return calendar.Interval{From: d}
	}
	return calendar.Interval{From: d, To: d + calendar.Day(m.IntN(90))}
}

func (m *maker) parties() (out []Party) {
	for range m.IntN(3) {
		out = append(out, Party{m.word(), m.span(), world.ActorID(m.word()), m.word(), m.word(), m.word(), m.word()})
	}
	return out
}

func pick[T any](m *maker, all ...T) T { return all[m.IntN(len(all))] }

func (m *maker) reading() *Reading {
	r := &Reading{
		Document: &document.Document{ID: document.IDOf(m.text), File: m.word(), Title: m.word(), URL: m.word(),
			Outlet: m.word(), Credits: m.words(), Language: m.word(), Date: pick(m, 0, m.day()),
			DateFrom: pick(m, "", document.DateHeader, document.DateGiven), Text: m.text, Body: m.span()},
		Run: Run{Entente: m.word()},
	}
	for i := range m.IntN(3) {
		r.Statements = append(r.Statements, Statement{fmt.Sprint("s", i), pick(m, Direct, Indirect, Mixed),
			pick(m, "", Named, Document), m.spans(), m.spans(), m.spans(), m.parties(), m.parties(), m.word(),
			m.IntN(9), m.interval(), m.words(), pick(m, nil, &Anonymity{pick(m, AnonymityKinds...), m.span(), m.span()}), m.Float64()})
	}
	for i := range m.IntN(3) {
		r.Events = append(r.Events, Event{fmt.Sprint("e", i), pick(m, Types...), m.word(), m.words(), pick(m, Types...),
			m.word(), float64(m.IntN(200))/10 - 10, m.parties(), m.parties(), pick(m, Realities...), m.IntN(2) == 0,
			m.interval(), m.IntN(2) == 0, m.word(), pick(m, nil, &Location{Country: "FRA"}, &Location{Country: "FJI", Point: true, Lat: -18.14, Lon: 0}), m.mentions(), m.words(), m.word(), m.Float64() * 1e-9, m.labels()})
	}
	for i := range m.IntN(3) {
		r.Commitments = append(r.Commitments, Commitment{fmt.Sprint("c", i), pick(m, Promise, Agreement, Proposal),
			m.parties(), m.parties(), m.spans(), m.interval(), m.word(), m.words(), m.words(), 1, m.words(), m.mentions()})
	}
	for i := range m.IntN(3) {
		r.Meetings = append(r.Meetings, Meeting{fmt.Sprint("m", i), m.parties(), m.interval(), m.word(),
			pick(m, "", Phone, InPerson), pick(m, Held, RuledOut), m.mentions(), 0})
	}
	for range m.IntN(2) {
		r.Debris = append(r.Debris, Debris{"fragment", m.span(), m.word()})
		r.Diagnostics = append(r.Diagnostics, Diagnostic{"no-date", m.span(), m.word()})
		r.Run.Models = map[string]string{"language": "f00", "events": m.word()}
	}
	return r
}

func TestRoundTrip(t *testing.T) {
	for seed := range uint64(500) {
		r := newMaker(seed).reading()
		data := Encode(r, true)
		if !json.Valid(data) {
			t.Fatalf("seed %d: not JSON: %s", seed, data)
		}
		if bytes.ContainsAny(data, "\n\r\u2028") {
			t.Fatalf("seed %d: more than one line: %q", seed, data)
		}
		back, err := Decode(data, "")
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, data)
		}
		if !reflect.DeepEqual(back, r) {
			t.Fatalf("seed %d:\n got %+v\nwant %+v", seed, back, r)
		}
		if again, err := Decode(Encode(r, false), r.Document.Text); err != nil || !reflect.DeepEqual(again, r) {
			t.Fatalf("seed %d: with the text apart: %v", seed, err)
		}
		if !bytes.Equal(Encode(back, true), data) {
			t.Fatalf("seed %d: other bytes the second time", seed)
		}
	}
}

// The form is fixed letter by letter: readers in other languages rely on it.
func TestForm(t *testing.T) {
	text := "Né said: “No.”"
	r := &Reading{
		Document:   &document.Document{ID: document.IDOf(text), File: "a.txt", Date: calendar.Of(2021, 10, 5), DateFrom: document.DateGiven, Text: text},
		Statements: []Statement{{ID: "s1", Form: Direct, Standing: Named, Content: []document.Span{{Start: 10, End: len(text)}}, Confidence: 0.5}},
		Events:     []Event{{ID: "e1", Type: Reject, Reality: Occurred, Goldstein: -4, Mentions: [][]document.Span{{{Start: 0, End: 3}}}}},
	}
	want := `{"schema":"reading/1","document":{"id":"` + string(r.Document.ID) + `","file":"a.txt","title":null,"date":"2021-10-05",` +
		`"date_from":"given","outlet":null,"credits":[],"language":null,"length":14,"debris":[],"url":null,"body":null},` +
		`"text":"Né said: “No.”","statements":[{"id":"s1","form":"direct","standing":"named","source":[],"cue":[],"content":[[9,14]],` +
		`"speakers":[],"addressees":[],"within":null,"sentence":0,"date":null,"topics":[],"confidence":0.5,"anonymity":null}],` +
		`"events":[{"id":"e1","type":"REJECT","mode":null,"contexts":[],"plover":null,"cameo":null,"goldstein":-4,"actors":[],"recipients":[],` +
		`"reality":"occurred","background":false,"date":null,"stated":false,"place":null,"where":null,"mentions":[[[0,2]]],"said_in":[],"confidence":0,"why":null,"labels":[]}],` +
		`"commitments":[],"meetings":[],"diagnostics":[],"run":{"entente":"","models":{}}}`
	if got := string(Encode(r, true)); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, c := range []struct{ json, text, want string }{
		{`{`, "", "not a reading"},
		{`{}`, "", `schema is ""`},
		{`{"schema":"reading/2"}`, "", `schema is "reading/2"`},
		{`{"schema":"reading/1","document":{"length":3}}`, "", "--text"},
		{`{"schema":"reading/1","document":{"id":"sha256:00"},"text":"abc"}`, "", "changed since"},
		{`{"schema":"reading/1","document":{},"text":"abc"}`, "abd", "differs"},
		{`{"schema":"reading/1","document":{"date":"5 Oct"},"text":"abc"}`, "", "document: date: "},
		{`{"schema":"reading/1","text":"abc","statements":[{"id":"s1","content":[[0,4]]}]}`, "", "statement 1 (s1): content: span [0 4] does not lie"},
		{`{"schema":"reading/1","text":"abc","statements":[{"id":"s1"},{"id":"s1"}]}`, "", "statement 2 (s1): the id is there twice"},
		{`{"schema":"reading/1","text":"abc","events":[{"id":"e1%d","type":"MEET"}]}`, "", `event 1 (e1%d): type is "MEET"`},
		{`{"schema":"reading/1","text":"abc","events":[{"id":"e1","confidence":1.5}]}`, "", "confidence is 1.5"},
		{`{"schema":"reading/1","text":"abc","meetings":[{"when":"2021-10-05"}]}`, "", `no "id"`},
	} {
		_, err := Decode([]byte(c.json), c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.json, err, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(Encode(newMaker(seed).reading(), true))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Decode(data, "")
		if err != nil {
			return
		}
		again, err := Decode(Encode(r, true), "")
		if err != nil {
			t.Fatalf("own output refused: %v", err)
		}
		if !reflect.DeepEqual(r, again) {
			t.Fatalf("changed:\n %+v\n %+v", r, again)
		}
		for _, rec := range r.Records() {
			Quote(r.Document, rec.Words())
		}
	})
}

func BenchmarkAppendJSON(b *testing.B) {
	r := newMaker(3).reading()
	var buf []byte
	for b.Loop() {
		buf = AppendJSON(buf[:0], r, true)
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkDecode(b *testing.B) {
	data := Encode(newMaker(3).reading(), true)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Decode(data, ""); err != nil {
			b.Fatal(err)
		}
	}
}
