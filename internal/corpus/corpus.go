// Package corpus reads entente's own corpus: news reports read whole, and
// single sentences, each with gold records. Annotators quote words; the
// package finds them in the text and gives spans, checks every record, counts,
// and converts to other formats.
//
// The files lie in a folder:
//
//	reports/ID.txt        the report as published
//	reports/ID.json       its header: title, date, url, licence
//	reports/ID.gold.json  the records, by quoted words
//	reports/ID.spans.json the same by spans in code points
//	second/ID.gold.json   a second, blind reading of some reports
//	written/ID.*          invented reports, for training only: no statements, no spans
//	sentences/*.jsonl     a sentence with its events to a line
//	splits.tsv            story and part (train, dev, test) of each report
package corpus

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
)

// Part is a part of the corpus.
type Part string

// The parts. Test is never used for choosing anything.
const (
	Train Part = "train"
	Dev   Part = "dev"
	Test  Part = "test"
)

// Parts lists them in order.
var Parts = []Part{Train, Dev, Test}

// Corpus is a corpus in memory.
type Corpus struct {
	Reports   []*Report   // by ID
	Written   []*Report   // by ID; invented reports, written for this corpus: train only, without statements
	Sentences []*Sentence // by ID
	Problems  []Problem   // what is wrong with the files, in their order
}

// Report is one report with its records.
type Report struct {
	ID     string
	Text   string
	Header Header
	Story  string
	Part   Part
	Gold   Gold
}

// Header is what is known of a report from outside its text.
type Header struct {
	Title   string `json:"title"`
	Date    string `json:"date"` // ISO day
	URL     string `json:"url"`
	Outlet  string `json:"outlet"`
	License string `json:"license"`
	Words   int    `json:"words"`
}

// Problem is something wrong with a file of the corpus.
type Problem struct{ File, Message string }

func (p Problem) String() string { return p.File + ": " + p.Message }

// Sentence is a single sentence with its events.
type Sentence struct {
	ID      string          `json:"id"`
	Source  string          `json:"source"` // senate or wikinews
	Doc     string          `json:"doc"`
	Date    string          `json:"date"`
	Stratum string          `json:"stratum"` // why it was drawn; says nothing about its events
	Part    Part            `json:"part"`    // that of its document
	Text    string          `json:"text"`
	Events  []SentenceEvent `json:"events"`
}

// SentenceEvent is an event of a single sentence.
type SentenceEvent struct {
	Trigger    Anchor  `json:"trigger"`
	Type       string  `json:"type"`
	Mode       *string `json:"mode"`
	Actors     []Party `json:"actors"`
	Recipients []Party `json:"recipients"`
	Reality    string  `json:"reality"`
	Background bool    `json:"background"`
	Date       *Anchor `json:"date"` // the words that tell when
}

// Load reads a corpus. What is wrong with single files stands in Problems; the
// error is only for a folder that is no corpus.
func Load(fsys fs.FS) (*Corpus, error) {
	names, err := fs.Glob(fsys, "reports/*.txt")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("corpus: no reports/*.txt here: is this the corpus folder?")
	}
	c := &Corpus{}
	splits := c.splits(fsys)
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".txt")
		r := &Report{ID: id}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			c.problem(name, "%v", err)
			continue
		}
		r.Text = string(text)
		c.decode(fsys, "reports/"+id+".json", &r.Header)
		c.decode(fsys, "reports/"+id+".gold.json", &r.Gold)
		s, ok := splits[id]
		if !ok {
			c.problem("splits.tsv", "no line for %s", id)
		}
		r.Story, r.Part = s.story, s.part
		c.checkSpans(fsys, r)
		c.Reports = append(c.Reports, r)
	}
	c.loadWritten(fsys)
	files, _ := fs.Glob(fsys, "sentences/*.jsonl")
	for _, name := range files {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			c.problem(name, "%v", err)
			continue
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			if strings.TrimSpace(line) == "" {
				continue
			}
			s := &Sentence{}
			if err := json.Unmarshal([]byte(line), s); err != nil {
				c.problem(fmt.Sprintf("%s:%d", name, n), "%v", err)
				continue
			}
			c.Sentences = append(c.Sentences, s)
		}
	}
	sort.Slice(c.Sentences, func(i, j int) bool { return c.Sentences[i].ID < c.Sentences[j].ID })
	c.check()
	return c, nil
}

type split struct {
	story string
	part  Part
}

func (c *Corpus) splits(fsys fs.FS) map[string]split {
	out := map[string]split{}
	data, err := fs.ReadFile(fsys, "splits.tsv")
	if err != nil {
		c.problem("splits.tsv", "%v", err)
		return out
	}
	for i, line := range strings.Split(string(data), "\n") {
		f := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" || f[0] == "id" {
			continue
		}
		if len(f) != 3 || !slices.Contains(Parts, Part(f[2])) {
			c.problem(fmt.Sprintf("splits.tsv:%d", i+1), "want id, story and train, dev or test, with tabs between")
			continue
		}
		out[f[0]] = split{f[1], Part(f[2])}
	}
	return out
}

func (c *Corpus) decode(fsys fs.FS, name string, v any) {
	data, err := fs.ReadFile(fsys, name)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		c.problem(name, "%v", err)
	}
}

func (c *Corpus) problem(file, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{file, fmt.Sprintf(format, args...)})
}

// Report gives the report of an ID; nil for none.
func (c *Corpus) Report(id string) *Report {
	for _, list := range [2][]*Report{c.Reports, c.Written} {
		for _, r := range list {
			if r.ID == id {
				return r
			}
		}
	}
	return nil
}

// Sentence gives the sentence of an ID; nil for none.
func (c *Corpus) Sentence(id string) *Sentence {
	for _, s := range c.Sentences {
		if s.ID == id {
			return s
		}
	}
	return nil
}
