package ledger

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

func day(s string) calendar.Day {
	d, err := calendar.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// report is a reading of two records of which all that matters is the day.
func report(text, date string) *claim.Reading {
	r := &claim.Reading{Document: &document.Document{ID: document.IDOf(text), Text: text}}
	if date != "" {
		r.Document.Date = day(date)
	}
	words := []document.Span{{Start: 0, End: len(text)}}
	r.Statements = []claim.Statement{{ID: "s1", Content: words, Date: calendar.On(r.Document.Date)}}
	r.Events = []claim.Event{{ID: "e1", Mentions: [][]document.Span{words}}}
	return r
}

func ids(entries []Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, e.Evidence.Words+"/"+e.Claim.RecordID())
	}
	return strings.Join(out, " ")
}

func TestPost(t *testing.T) {
	r := report("A met B.", "2021-10-05")
	entries := Post(r, day("2021-10-07"), 0)
	if len(entries) != 2 || entries[0].Evidence.Words != "A met B." || entries[0].Reported != day("2021-10-05") ||
		entries[0].Learned != day("2021-10-07") || entries[0].Speaks != calendar.On(day("2021-10-05")) || !entries[1].Speaks.None() {
		t.Errorf("got %+v", entries)
	}
	hex := strings.TrimPrefix(string(r.Document.ID), "sha256:")
	if want := RecordID(hex[:8] + "/s1"); entries[0].ID != want {
		t.Errorf("ID %s, want %s", entries[0].ID, want)
	}
}

func TestFolds(t *testing.T) {
	a, b, undated := report("a", "2021-10-01"), report("b", "2021-10-05"), report("u", "")
	l := slices.Concat(
		Post(a, day("2021-11-01"), 0),
		Post(b, day("2021-11-02"), 0),
		Post(undated, day("2021-11-02"), 0),
		[]Entry{Retract(a.Document.ID, day("2021-11-03"))},
		Post(a, day("2021-11-04"), 0),
		[]Entry{Retract(b.Document.ID, day("2021-11-05"))},
	)
	for _, c := range []struct{ what, got, want string }{
		{"standing: a came back, b is gone", ids(Standing(l)), "u/s1 u/e1 a/s1 a/e1"},
		{"as of a day before any report", ids(AsOf(l, day("2021-09-30"))), ""},
		{"as of a day: no undated reports", ids(AsOf(l, day("2021-12-31"))), "a/s1 a/e1"},
		{"known before b was retracted", ids(KnownOn(l, day("2021-11-04"))), "b/s1 b/e1 u/s1 u/e1 a/s1 a/e1"},
		{"known while a was retracted", ids(KnownOn(l, day("2021-11-03"))), "b/s1 b/e1 u/s1 u/e1"},
		{"known before anything", ids(KnownOn(l, day("2021-10-31"))), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, c.got, c.want)
		}
	}
}

func TestPostingTwiceChangesNothing(t *testing.T) {
	once := Post(report("a", "2021-10-01"), day("2021-11-01"), 0)
	twice := append(slices.Clone(once), Post(report("a", "2021-10-01"), day("2021-11-02"), 0)...)
	if !reflect.DeepEqual(Standing(twice), Standing(once)) {
		t.Error("changed")
	}
}

func TestFoldsLeaveTheLedgerAsItIs(t *testing.T) {
	a := report("a", "2021-10-01")
	l := append(Post(a, day("2021-11-01"), 0), Retract(a.Document.ID, day("2021-11-03")))
	before := slices.Clone(l)
	Standing(l)
	AsOf(l, day("2021-10-01"))
	KnownOn(l, day("2021-11-01"))
	if !reflect.DeepEqual(l, before) {
		t.Error("changed by reading it")
	}
}

func TestSortForgetsTheOrderOfEntering(t *testing.T) {
	var l []Entry
	for i := range 30 {
		l = append(l, Post(report(fmt.Sprint("report ", i), fmt.Sprintf("2021-10-%02d", 1+i/3)), 0, 0)...)
	}
	Sort(l)
	want := ids(l)
	for range 20 {
		rand.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] })
		if Sort(l); ids(l) != want {
			t.Fatalf("got  %s\nwant %s", ids(l), want)
		}
	}
}

func TestDigits(t *testing.T) {
	id := document.ID("sha256:" + strings.Repeat("a", 64))
	for _, c := range []struct {
		others []document.ID
		want   int
	}{
		{nil, 8},
		{[]document.ID{id, ""}, 8},
		{[]document.ID{document.ID("sha256:" + strings.Repeat("a", 7) + strings.Repeat("b", 57))}, 8},
		{[]document.ID{document.ID("sha256:" + strings.Repeat("a", 8) + strings.Repeat("b", 56))}, 9},
		{[]document.ID{document.ID("sha256:" + strings.Repeat("a", 63) + "b")}, 64},
	} {
		if got := Digits(id, c.others...); got != c.want {
			t.Errorf("%v: got %d, want %d", c.others, got, c.want)
		}
	}
}

func TestParseID(t *testing.T) {
	for _, c := range []struct{ typed, report, record string }{
		{"3f2a91c4/s3", "3f2a91c4", "s3"},
		{" 3F2A91C4/S3 ", "3f2a91c4", "s3"},
		{"3f2a", "3f2a", ""},
		{"3f2a/", "3f2a", ""},
		{"[3f2a/e1]", "3f2a", "e1"}, // as a brief prints it,
		{"sha256:3f2a/m1", "3f2a", "m1"},
		{"s3", "", ""},
		{"", "", ""},
		{"3f2a/s3/s4", "", ""},
	} {
		report, record, err := ParseID(c.typed)
		if report != c.report || record != c.record || (err == nil) != (c.report != "") {
			t.Errorf("%q: got %q %q %v", c.typed, report, record, err)
		}
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("3f2a91c4/s3")
	f.Fuzz(func(t *testing.T, typed string) {
		report, record, err := ParseID(typed)
		if err != nil {
			return
		}
		if again, rec, err := ParseID(report + "/" + record); again != report || rec != record || err != nil {
			t.Errorf("%q: %q %q, then %q %q %v", typed, report, record, again, rec, err)
		}
	})
}
