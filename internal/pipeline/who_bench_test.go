package pipeline

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/coref"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/world"
)

// What it costs to tell who and when (dates, chains, actors) beside the parse:
// 30 % of it at most is asked. Run it with -benchtime 8x.
func BenchmarkWhoAndWhen(b *testing.B) {
	files, _ := filepath.Glob("../../corpus/reports/*.txt")
	if len(files) == 0 {
		b.Fatal("no reports")
	}
	day, _ := calendar.ParseDay("2019-06-03")
	var parses []*language.Parse
	words := 0
	for _, f := range files[:min(len(files), 40)] {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		p := language.Of(&document.Document{Text: string(text), Language: "en", Date: day})
		words += p.Len()
		parses = append(parses, p)
	}
	table := world.Default()
	stages := []struct {
		name string
		do   func(*language.Parse)
	}{
		{"parse", func(p *language.Parse) { language.Of(p.Doc) }},
		{"dates", func(p *language.Parse) { dates.Find(p) }},
		{"chains", func(p *language.Parse) { coref.Find(p) }},
		{"actors", func(p *language.Parse) { actors.FindIn(p, nil, table) }},
		{"stage", func(p *language.Parse) { dates.Find(p); actors.Find(p, table) }},
	}
	best := make([][]time.Duration, len(stages)) // the fastest of all rounds, so that other work does not count
	for k := range best {
		best[k] = make([]time.Duration, len(parses))
	}
	for b.Loop() {
		for i, p := range parses {
			for k, s := range stages {
				start := time.Now()
				s.do(p)
				if took := time.Since(start); best[k][i] == 0 || took < best[k][i] {
					best[k][i] = took
				}
			}
		}
	}
	sum := func(k int) (all time.Duration) {
		for _, d := range best[k] {
			all += d
		}
		return all
	}
	for k, s := range stages {
		b.ReportMetric(float64(sum(k).Microseconds())/float64(words)*1000, s.name+"-µs/kword")
	}
	b.ReportMetric(100*float64(sum(4))/float64(sum(0)), "%-of-parse")
}
