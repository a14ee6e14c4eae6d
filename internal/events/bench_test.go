package events

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// The share of events in the reading of a report: Find beside all the layers
// that it stands on.
func BenchmarkFind(b *testing.B) {
	files, _ := filepath.Glob("../../corpus/written/a00*.txt")
	if len(files) == 0 {
		b.Skip("no written reports here")
	}
	type layers struct {
		p    *language.Parse
		who  *actors.Layer
		when *dates.Layer
		said []claim.Statement
	}
	read := func(doc *document.Document) layers {
		p := language.Of(doc)
		who := actors.Find(p, world.Default())
		said, _ := statements.Find(p, who)
		return layers{p, who, dates.Find(p), said}
	}
	var docs []*document.Document
	var all []layers
	words := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		doc := &document.Document{Text: string(text), Date: calendar.Of(2014, 5, 6), Language: "en"}
		docs, all = append(docs, doc), append(all, read(doc))
		words += all[len(all)-1].p.Len()
	}
	b.Run("events", func(b *testing.B) {
		for b.Loop() {
			for _, l := range all {
				Find(l.p, l.who, l.when, l.said)
			}
		}
		b.ReportMetric(float64(b.N*words)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("layers below", func(b *testing.B) {
		for b.Loop() {
			for _, d := range docs {
				read(d)
			}
		}
		b.ReportMetric(float64(b.N*words)/b.Elapsed().Seconds(), "words/s")
	})
}
