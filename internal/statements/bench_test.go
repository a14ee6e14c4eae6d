package statements_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// What finding statements adds to the parse: compare the two rows.
func BenchmarkFind(b *testing.B) {
	files, _ := filepath.Glob("../../corpus/reports/*.txt")
	var docs []*document.Document
	for _, f := range files[:min(len(files), 40)] {
		if text, err := os.ReadFile(f); err == nil {
			docs = append(docs, &document.Document{Text: string(text), Language: "en"})
		}
	}
	var parses []*language.Parse
	var layers []*actors.Layer
	words := 0
	for _, d := range docs {
		p := language.Of(d)
		words += p.Len()
		parses, layers = append(parses, p), append(layers, actors.Find(p, world.Default()))
	}
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			for _, d := range docs {
				language.Of(d)
			}
		}
		b.ReportMetric(float64(b.N*words)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("statements", func(b *testing.B) {
		for b.Loop() {
			for i, p := range parses {
				statements.Find(p, layers[i])
			}
		}
		b.ReportMetric(float64(b.N*words)/b.Elapsed().Seconds(), "words/s")
	})
}
