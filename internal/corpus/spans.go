package corpus

import (
	"encoding/json"
	"io/fs"
	"slices"

	"github.com/entente-project/entente/internal/document"
)

// pieces are spans [start, end) in code points.
type pieces [][2]int

// spansFile is reports/ID.spans.json: the records of ID.gold.json with spans in
// place of quoted words, made by the contract's reading_gold.py.
type spansFile struct {
	Statements []struct {
		Source, Cue, Content pieces
	} `json:"statements"`
	Events []struct {
		Mentions []pieces `json:"mentions"`
	} `json:"events"`
	Commitments []struct {
		What pieces `json:"what"`
	} `json:"commitments"`
	Meetings []struct {
		Mentions []pieces `json:"mentions"`
	} `json:"meetings"`
}

// checkSpans compares a report's spans file, where there is one, with its
// quoted words: every span must slice to what it names.
func (c *Corpus) checkSpans(fsys fs.FS, r *Report) {
	name := "reports/" + r.ID + ".spans.json"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return
	}
	var got spansFile
	if err := json.Unmarshal(data, &got); err != nil {
		c.problem(name, "%v", err)
		return
	}
	g := r.Gold
	if len(got.Statements) != len(g.Statements) || len(got.Events) != len(g.Events) || len(got.Commitments) != len(g.Commitments) || len(got.Meetings) != len(g.Meetings) {
		c.problem(name, "not as many records as in %s.gold.json: make it anew", r.ID)
		return
	}
	cp := document.NewCodePoints(r.Text)
	compare := func(id string, spans pieces, words Anchors) {
		if want := spansOf(cp, r.Text, words); !slices.Equal(spans, want) {
			c.problem(name, "%s: spans %v, but the words stand at %v", id, spans, want)
		}
	}
	many := func(id string, spans []pieces, words []Anchors) {
		if len(spans) != len(words) {
			c.problem(name, "%s: %d mentions, want %d", id, len(spans), len(words))
			return
		}
		for i := range spans {
			compare(id, spans[i], words[i])
		}
	}
	for i, s := range g.Statements {
		compare(s.ID, got.Statements[i].Source, s.Source)
		compare(s.ID, got.Statements[i].Cue, s.Cue)
		compare(s.ID, got.Statements[i].Content, s.Content)
	}
	for i, e := range g.Events {
		many(e.ID, got.Events[i].Mentions, e.Mentions)
	}
	for i, x := range g.Commitments {
		compare(x.ID, got.Commitments[i].What, x.What)
	}
	for i, m := range g.Meetings {
		many(m.ID, got.Meetings[i].Mentions, m.Mentions)
	}
}
