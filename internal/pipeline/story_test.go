package pipeline

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/reading"
)

var update = flag.Bool("update", false, "write what comes out into the stories")

// Whole stories: a report and all that is claimed of it. What is wrong in the
// expected claims is marked "# wrong" by hand; read the diff of an update.
func TestStories(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no stories")
	}
	reader := New(Options{})
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			story, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			for item, err := range reading.Open(context.Background(), []string{"-"}, reading.Options{Stdin: strings.NewReader(string(story.Files[0].Data))}) {
				if err != nil {
					t.Fatal(err)
				}
				got += show(reader.Read(item.Doc, item.Diagnostics...))
			}
			want := string(story.Files[1].Data)
			if *update {
				story.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(story), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != unmarked(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// unmarked leaves out the remarks of people.
func unmarked(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func show(r *claim.Reading) string {
	var b strings.Builder
	doc := r.Document
	words := func(spans []document.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, strings.Join(strings.Fields(doc.Slice(s)), " "))
		}
		return strings.Join(out, " … ")
	}
	parties := func(ps []claim.Party) string {
		var out []string
		for _, q := range ps {
			name := q.Name
			if name == "" {
				name = q.Text
			}
			out = append(out, strings.Join(strings.Fields(name), " ")+"/"+q.Country)
			if q.Guess != "" {
				out[len(out)-1] += "?" // a guess, and told as one
			}
		}
		return strings.Join(out, ", ")
	}
	fmt.Fprintf(&b, "date %s (%s)\n", doc.Date, doc.DateFrom)
	for _, s := range r.Statements {
		fmt.Fprintf(&b, "%s %s %s: %s [%s] %s\n", s.ID, s.Form, s.Standing, parties(s.Speakers), words(s.Cue), words(s.Content))
	}
	for _, e := range r.Events {
		background := ""
		if e.Background {
			background = " background"
		}
		where := ""
		if l := e.Where; l != nil {
			where = " in " + e.Place + "/" + l.Country
			if l.Point {
				where += fmt.Sprintf(" %.1f %.1f", l.Lat, l.Lon)
			}
		}
		fmt.Fprintf(&b, "%s %s %s: %s > %s; %s%s %s%s; %s\n", e.ID, e.Type, e.Mode, parties(e.Actors), parties(e.Recipients), e.Reality, background, e.Date, where, words(e.Mentions[0]))
	}
	for _, c := range r.Commitments {
		fmt.Fprintf(&b, "%s %s: %s > %s; due %s; %s\n", c.ID, c.Kind, parties(c.By), parties(c.To), c.Due, words(c.What))
	}
	for _, m := range r.Meetings {
		fmt.Fprintf(&b, "%s %s: %s; %s; %s %s\n", m.ID, m.Status, parties(m.Who), m.When, m.Where, m.How)
	}
	for _, d := range r.Debris {
		fmt.Fprintf(&b, "debris %s: %s\n", d.Kind, words([]document.Span{d.Span}))
	}
	return b.String()
}
