package answers

import (
	"fmt"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/entente-project/entente/internal/ledger"
)

// BenchmarkBrief answers from 2,000 reports of the pair.
func BenchmarkBrief(b *testing.B) {
	archive, err := txtar.ParseFile("testdata/quarrel.txtar")
	if err != nil {
		b.Fatal(err)
	}
	var entries []ledger.Entry
	for i := range 1000 {
		copied := *archive
		copied.Files = nil
		for _, f := range archive.Files {
			if len(f.Name) > 4 && f.Name[len(f.Name)-4:] == ".txt" {
				f.Data = append([]byte(fmt.Sprintf("Edition %d. ", i)), f.Data...)
			}
			copied.Files = append(copied.Files, f)
		}
		entries = append(entries, facts(b, &copied)...)
	}
	on := entries[len(entries)-1].Reported
	for b.Loop() {
		if BriefOn(entries, sides["FRA"], sides["USA"], 0, on).Reports != 2000 {
			b.Fatal("reports are missing")
		}
	}
}
