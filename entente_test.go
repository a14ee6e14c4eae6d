package entente_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entente-project/entente"
)

func ExampleReader() {
	reader := entente.NewReader()
	text := "French Foreign Minister Jean-Yves Le Drian met German Chancellor Angela Merkel in Berlin. “We agree,” Le Drian said."
	reading := reader.Read(entente.Report{Text: text, Date: entente.Day(2021, 10, 5)})
	for _, m := range reading.Meetings {
		fmt.Println(m.Status, m.Who[0].Name, "and", m.Who[1].Name, "in", m.Where)
	}
	for _, s := range reading.Statements {
		fmt.Println(s.Form, s.Speakers[0].Name, s.Speakers[0].Country, reading.Document.Slice(s.Content[0]))
	}
	// Output:
	// held Jean-Yves Le Drian and Angela Merkel in Berlin
	// direct Jean-Yves Le Drian FRA “We agree,”
}

// A ledger answers from what was added, once, as of a day.
func TestLedgerAnswersAsOfADay(t *testing.T) {
	ctx := context.Background()
	ledger, err := entente.OpenLedger(filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer ledger.Close()
	day := entente.Day(2021, 10, 5)
	reading := entente.NewReader().Read(entente.Report{Text: "France condemned Germany.", Date: day, File: "a.txt"})
	for i, want := range []entente.Outcome{entente.Added, entente.AlreadyThere} {
		if got, err := ledger.Add(ctx, reading, day); err != nil || got != want {
			t.Errorf("add %d: %v %v, want %v", i, got, err, want)
		}
	}
	brief, err := ledger.Brief(ctx, "France", "DEU", day)
	if err != nil || len(brief.Done) != 1 || !strings.Contains(brief.Done[0].Evidence.Words, "condemned") {
		t.Errorf("brief %+v, %v", brief, err)
	}
	if before, err := ledger.Brief(ctx, "France", "DEU", day-1); err != nil || len(before.Done) != 0 {
		t.Errorf("the day before: %+v, %v", before, err)
	}
	if _, err := ledger.Brief(ctx, "Qwxyz", "DEU", day); err == nil || !strings.Contains(err.Error(), "Qwxyz") {
		t.Errorf("an unknown name: %v", err)
	}
	if _, err := ledger.Brief(ctx, "France", "Emmanuel Macron", day); err == nil {
		t.Error("a country and its president are a pair")
	}
	if x := entente.NewReader().Explain(reading, &reading.Events[0]); !x.Same || len(x.Reasons) == 0 {
		t.Errorf("why: %+v", x)
	}
	if ok, err := ledger.Retract(ctx, reading.Document, day+1, "a hoax"); !ok || err != nil {
		t.Errorf("retract: %v %v", ok, err)
	}
	if after, err := ledger.Brief(ctx, "France", "DEU", day); err != nil || len(after.Done) != 0 {
		t.Errorf("after the retraction: %+v, %v", after, err)
	}
	if got, err := ledger.Add(ctx, reading, day); err != nil || got != entente.TakenBack {
		t.Errorf("added again: %v %v", got, err)
	}
}
