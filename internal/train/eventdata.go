package train

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// goldEvent is an event of a text as the annotators told it.
type goldEvent struct {
	Type               claim.Type
	mode               string
	actors, recipients []corpus.Party
	reality            claim.Reality
	background         bool
	mentions           [][]document.Span
	date               calendar.Interval
}

// goldText is a text with its events.
type goldText struct {
	id     string
	story  string
	doc    *document.Document
	events []goldEvent
	kind   textKind
	share  float32
}

// textKind is where a text comes from.
type textKind int

const (
	reportText   textKind = iota
	sentenceText          // a single sentence
	writtenText           // an invented report
)

// insideShare is the weight of a candidate that stands within a mention of an
// event and is not the word taken to tell it.
const insideShare = .3

// writtenShare is the weight of an invented report beside a real one.
const writtenShare = .5

// goldTexts gives the reports and sentences of a part.
func goldTexts(c *corpus.Corpus, part corpus.Part) []goldText {
	var out []goldText
	reports := slices.Clone(c.Reports)
	if part == corpus.Train {
		reports = append(reports, c.Written...)
	}
	for k, r := range reports {
		if r.Part != part {
			continue
		}
		g := goldText{id: r.ID, story: r.Story, doc: documentOf(r.Text, r.Header.Date), share: 1}
		if k >= len(c.Reports) {
			g.kind, g.share = writtenText, writtenShare
		}
		for _, e := range r.Gold.Events {
			x := goldEvent{claim.Type(e.Type), textOf(e.Mode), e.Actors, e.Recipients, claim.Reality(e.Reality), e.Background, nil, intervalOf(e.Date)}
			for _, m := range e.Mentions {
				if spans := m.Spans(r.Text); len(spans) > 0 {
					x.mentions = append(x.mentions, spans)
				}
			}
			g.events = append(g.events, x)
		}
		out = append(out, g)
	}
	for _, s := range c.Sentences {
		if s.Part != part {
			continue
		}
		g := goldText{id: s.ID, doc: documentOf(s.Text, s.Date), kind: sentenceText, share: .7}
		for _, e := range s.Events {
			x := goldEvent{claim.Type(e.Type), textOf(e.Mode), e.Actors, e.Recipients, claim.Reality(e.Reality), e.Background, nil, calendar.Interval{}}
			if span, err := e.Trigger.Find(s.Text); err == nil {
				x.mentions = append(x.mentions, []document.Span{span})
			}
			g.events = append(g.events, x)
		}
		out = append(out, g)
	}
	return out
}

func intervalOf(s *string) calendar.Interval {
	i, _ := calendar.ParseInterval(textOf(s))
	return i
}

func textOf(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func documentOf(text, date string) *document.Document {
	day, _ := calendar.ParseDay(date)
	return &document.Document{Text: text, Date: day, Language: "en", Body: document.Span{Start: 0, End: len(text)}}
}

// seen is a text as the finder sees it, with what the annotators said of its
// candidates.
type seen struct {
	gold  *goldText
	view  *events.View
	words []int
	of    map[int]int // candidate word -> index of its event

	inside map[int]bool // the candidates within mentions of events
}

func look(g *goldText) *seen {
	p := language.Of(g.doc)
	who := actors.Find(p, world.Default())
	said, _ := statements.Find(p, who)
	s := &seen{gold: g, view: events.NewView(p, who, dates.Find(p), said), of: map[int]int{}, inside: map[int]bool{}}
	s.words = s.view.Candidates()
	for k, e := range g.events {
		for _, m := range e.mentions {
			if i := s.view.TriggerOf(m, e.Type); i >= 0 {
				if _, taken := s.of[i]; !taken {
					s.of[i] = k
				}
			}
			for _, i := range s.view.CandidatesIn(m) {
				s.inside[i] = true
			}
		}
	}
	return s
}

// class of a trigger: 0 none, else 1 + index into claim.Types.
func (s *seen) class(i int) int {
	k, ok := s.of[i]
	if !ok {
		return 0
	}
	return typeNumber(s.gold.events[k].Type)
}

func typeNumber(t claim.Type) int {
	for i, x := range claim.Types {
		if x == t {
			return i + 1
		}
	}
	return 0
}

// triggerExamples are all candidates of a text.
func (s *seen) triggerExamples(b *events.Bag) []tableExample {
	var out []tableExample
	for n, i := range s.words {
		class, share := s.class(i), s.gold.share
		if class == 0 && !s.view.Known(i) {
			if n%2 == 0 {
				continue // every second of those that no dictionary knows stands for two
			}
			share *= 2
		}
		if class == 0 && s.inside[i] {
			share *= insideShare
		}
		s.view.TriggerFeatures(i, b)
		out = append(out, exampleOf(b, class, share).with(s.view.Inputs(events.TriggerWords), func(dst []float32) { s.view.TriggerDense(i, dst) }))
	}
	return out
}

// partyExamples are the candidates for parties of the events that were told:
// 0 none, 1 actor, 2 recipient.
func (s *seen) partyExamples(b *events.Bag) []tableExample {
	var out []tableExample
	for _, i := range s.words {
		k, ok := s.of[i]
		if !ok {
			continue
		}
		e := &s.gold.events[k]
		all := s.view.PartyCandidates(i)
		classes := partyClasses(all, e)
		for c := range all {
			s.view.PartyFeatures(i, e.Type, all, c, b)
			out = append(out, exampleOf(b, classes[c], s.gold.share).with(s.view.Inputs(events.PartyWords), func(dst []float32) { s.view.PartyDense(i, all, c, dst) }))
		}
	}
	return out
}

// partyClasses tells which candidates the annotators meant: by the words first;
// a party whose words are no candidate's is taken to be the candidate of its
// country.
func partyClasses(all []events.PartyAt, e *goldEvent) []int {
	out := make([]int, len(all))
	for side, list := range [2][]corpus.Party{e.actors, e.recipients} {
		for _, g := range list {
			found := false
			for c := range all {
				if out[c] == 0 && all[c].Mention >= 0 && meansWords(all[c].Parties, g) {
					out[c], found = side+1, true
				}
			}
			if found || g.Country == nil {
				continue
			}
			for c := range all {
				if out[c] != 0 {
					if out[c] == side+1 && all[c].Parties[0].Country == *g.Country {
						found = true
						break
					}
					continue
				}
				if all[c].MayBe(side) && hasCountry(all[c].Parties, *g.Country) {
					out[c] = side + 1
					break
				}
			}
		}
	}
	return out
}

func meansWords(parties []claim.Party, g corpus.Party) bool {
	for _, q := range parties {
		if g.Name != nil && *g.Name != "" && q.Name == *g.Name {
			return true
		}
		if g.Text != "" && q.Text != "" && (strings.Contains(q.Text, g.Text) || strings.Contains(g.Text, q.Text)) {
			return true
		}
	}
	return false
}

func hasCountry(parties []claim.Party, c string) bool {
	for _, q := range parties {
		if q.Country == c {
			return true
		}
	}
	return false
}

// realityExamples tell of the events that were told whether they are done, and
// whether as background.
func (s *seen) realityExamples(b *events.Bag) (reality, background []tableExample) {
	for _, i := range s.words {
		k, ok := s.of[i]
		if !ok {
			continue
		}
		e := &s.gold.events[k]
		s.view.RealityFeatures(i, e.Type, b)
		inputs, dense := s.view.Inputs(events.RealityWords), func(dst []float32) { s.view.RealityDense(i, dst) }
		for n, r := range claim.Realities {
			if r == e.reality {
				reality = append(reality, exampleOf(b, n, s.gold.share).with(inputs, dense))
			}
		}
		class := 0
		if e.background {
			class = 1
		}
		background = append(background, exampleOf(b, class, s.gold.share).with(inputs, dense))
	}
	return reality, background
}

// mergeExamples are the pairs of words that tell events of one type: 1 where it
// is one event.
func (s *seen) mergeExamples(b *events.Bag) []tableExample {
	var out []tableExample
	for n, j := range s.words {
		e, ok := s.of[j]
		if !ok {
			continue
		}
		for _, i := range s.words[:n] {
			d, ok := s.of[i]
			if !ok || s.gold.events[d].Type != s.gold.events[e].Type {
				continue
			}
			class := 0
			if d == e {
				class = 1
			}
			s.view.MergeFeatures(i, j, s.gold.events[e].Type, b)
			out = append(out, exampleOf(b, class, s.gold.share))
		}
	}
	return out
}

// sideExamples tell which sides of the events that were told have a country.
func (s *seen) sideExamples(b *events.Bag) []tableExample {
	var out []tableExample
	for _, i := range s.words {
		k, ok := s.of[i]
		if !ok {
			continue
		}
		e := &s.gold.events[k]
		class := 0
		for side, list := range [2][]corpus.Party{e.actors, e.recipients} {
			if len(goldCountries(list)) > 0 {
				class += 1 << side
			}
		}
		s.view.SideFeatures(i, e.Type, s.view.PartyCandidates(i), b)
		out = append(out, exampleOf(b, class, s.gold.share).with(s.view.Inputs(events.RealityWords), func(dst []float32) { s.view.RealityDense(i, dst) }))
	}
	return out
}

// Weights of triggers that no annotator marked: those of the rules' own
// examples, and of PLV's sentences the word that governs both parties.
const (
	exampleShare = .6
	pairShare    = .15
)

// exampleTriggers are the candidates of the rules' examples.
func exampleTriggers(b *events.Bag) []tableExample {
	var out []tableExample
	for _, e := range events.Examples() {
		s := look(&goldText{doc: documentOf(e.Sentence, "2021-10-05"), share: exampleShare})
		at := s.view.ExampleTrigger(e.Type)
		if at < 0 {
			continue
		}
		for _, i := range s.words {
			class := 0
			if i == at {
				class = typeNumber(e.Type)
			}
			s.view.TriggerFeatures(i, b)
			out = append(out, exampleOf(b, class, exampleShare).with(s.view.Inputs(events.TriggerWords), func(dst []float32) { s.view.TriggerDense(i, dst) }))
		}
	}
	return out
}

// pairTriggers are the governing words of pairs. YIELD is left out: it does not
// say which of two types.
func pairTriggers(pairs []pairOf, marked []string, b *events.Bag) []tableExample {
	var out []tableExample
	for k, x := range pairs {
		class := typeNumber(claim.Type(x.root))
		if class == 0 {
			continue
		}
		s := look(&goldText{doc: documentOf(x.sentence, "2020-06-15")})
		if i := events.PairTrigger(s.view, x.sentence, marked[k], x.source, x.target, b); i >= 0 {
			out = append(out, exampleOf(b, class, pairShare).with(s.view.Inputs(events.TriggerWords), func(dst []float32) { s.view.TriggerDense(i, dst) }))
		}
	}
	return out
}
