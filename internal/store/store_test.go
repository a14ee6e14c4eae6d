package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
)

var (
	ctx     = context.Background()
	learned = calendar.Of(2021, 11, 1)
)

// reading makes a reading whose text, and so whose ID, depends on n, with
// records of all kinds.
func reading(n int) *claim.Reading {
	text := fmt.Sprintf("Report %d. France and Ghana signed a fishing treaty, said Ama Mensah. They will meet again.", n)
	at := func(words string) document.Span {
		i := strings.Index(text, words)
		return document.Span{Start: i, End: i + len(words)}
	}
	france := claim.Party{Text: "France", Span: at("France"), Actor: "FRA", Name: "France", Country: "FRA", Sector: "GOV"}
	ghana := claim.Party{Text: "Ghana", Span: at("Ghana"), Actor: "GHA", Name: "Ghana", Country: "GHA", Sector: "GOV"}
	mensah := claim.Party{Text: "Ama Mensah", Span: at("Ama Mensah"), Actor: "GHA/ama-mensah", Name: "Ama Mensah", Country: "GHA", Sector: "GOV"}
	date := calendar.Of(2021, 10, 1+n%28)
	return &claim.Reading{
		Document: &document.Document{ID: document.IDOf(text), File: fmt.Sprintf("r%d.txt", n), Title: "Fish", Date: date,
			DateFrom: document.DateGiven, Text: text},
		Statements: []claim.Statement{{ID: "s1", Form: claim.Indirect, Standing: claim.Named, Source: []document.Span{at("Ama Mensah")},
			Cue: []document.Span{at("said")}, Content: []document.Span{at("France and Ghana signed a fishing treaty")},
			Speakers: []claim.Party{mensah}, Date: calendar.On(date), Topics: []string{"Fishing"}, Confidence: 0.5}},
		Events: []claim.Event{{ID: "e1", Type: claim.Support, Reality: claim.Occurred, Actors: []claim.Party{france, ghana},
			Date: calendar.On(date), Mentions: [][]document.Span{{at("France and Ghana signed a fishing treaty")}}, SaidIn: []string{"s1"}}},
		Meetings: []claim.Meeting{{ID: "m1", Who: []claim.Party{france, ghana}, Status: claim.Scheduled, Mentions: [][]document.Span{{at("They will meet again")}}}},
		Run:      claim.Run{Entente: "test"},
	}
}

func openNew(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "new", "folder", "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func add(t testing.TB, s *Store, r *claim.Reading, want Outcome) {
	t.Helper()
	got, err := s.Add(ctx, r, learned)
	if err != nil || got != want {
		t.Fatalf("%s: got %v, %v, want %v", r.Document.File, got, err, want)
	}
}

func all(t testing.TB, s *Store) []ledger.Entry {
	t.Helper()
	entries, err := s.All(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// rows counts the rows of a table.
func rows(t testing.TB, s *Store, table string) (n int) {
	t.Helper()
	if err := s.db.QueryRow(`SELECT count(*) FROM ` + table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAReadingComesOutAsItWentIn(t *testing.T) {
	s := openNew(t)
	r := reading(1)
	add(t, s, r, Added)
	want := ledger.Post(r, learned, 0)
	if got := all(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if got := []int{rows(t, s, "records"), rows(t, s, "parties"), rows(t, s, "topics")}; !slices.Equal(got, []int{3, 5, 1}) {
		t.Errorf("records, parties, topics: %d", got)
	}
}

func TestAddingTwiceChangesNothing(t *testing.T) {
	s := openNew(t)
	add(t, s, reading(1), Added)
	before := all(t, s)
	add(t, s, reading(1), AlreadyThere)
	other := reading(1)
	other.Document.Date++
	add(t, s, other, Conflict)
	if !reflect.DeepEqual(all(t, s), before) {
		t.Error("changed")
	}
}

func TestTheOrderOfAddingChangesNothing(t *testing.T) {
	var want []ledger.Entry
	for round := range 4 {
		s := openNew(t)
		for _, n := range rand.Perm(20) {
			add(t, s, reading(n), Added)
		}
		got := all(t, s)
		if round > 0 && !reflect.DeepEqual(got, want) {
			t.Fatal("another order, other entries")
		}
		want = got
	}
}

func TestAReportNeedsADate(t *testing.T) {
	s := openNew(t)
	r := reading(1)
	r.Document.Date = 0
	if _, err := s.Add(ctx, r, learned); !errors.Is(err, ErrUndated) || !strings.Contains(err.Error(), "--date") {
		t.Errorf("got %v", err)
	}
	if n := rows(t, s, "reports"); n != 0 {
		t.Errorf("%d reports", n)
	}
}

func TestRetractTakesBackExactlyItsClaims(t *testing.T) {
	s := openNew(t)
	for n := range 5 {
		add(t, s, reading(n), Added)
	}
	before := all(t, s)
	gone := reading(2).Document.ID
	if ok, err := s.Retract(ctx, gone, learned+1, "a copy of another"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	want := slices.DeleteFunc(slices.Clone(before), func(e ledger.Entry) bool { return e.Evidence.Report.ID == gone })
	if got := all(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("got %d entries, want %d", len(got), len(want))
	}
	if ok, err := s.Retract(ctx, gone, learned+1, ""); ok || err != nil {
		t.Error("retracted twice", ok, err)
	}
	found, err := s.Reports(ctx, strings.TrimPrefix(string(gone), "sha256:")[:12], 5)
	if err != nil || len(found) != 1 || found[0].Retracted != learned+1 || found[0].Why != "a copy of another" {
		t.Errorf("it can no longer be looked at: %+v %v", found, err)
	}
	// It does not come back by itself; entered anew, with the right date this
	// time, it stands.
	add(t, s, reading(2), TakenBack)
	again := reading(2)
	again.Document.Date += 3
	add(t, s, again, TakenBack)
	if what, err := s.Replace(ctx, again, learned+2); what != Added || err != nil {
		t.Fatal(what, err)
	}
	if len(all(t, s)) != len(before) {
		t.Error("did not come back")
	}
	if found, err = s.Reports(ctx, strings.TrimPrefix(string(gone), "sha256:")[:12], 5); err != nil || len(found) != 1 || found[0].Retracted.Valid() {
		t.Errorf("the standing one is not what is found: %+v %v", found, err)
	}
}

func TestReplace(t *testing.T) {
	s := openNew(t)
	replace := func(r *claim.Reading, want Outcome) {
		t.Helper()
		if got, err := s.Replace(ctx, r, learned+1); err != nil || got != want {
			t.Fatalf("got %v, %v, want %v", got, err, want)
		}
	}
	replace(reading(1), Added)
	replace(reading(1), AlreadyThere)
	better := reading(1)
	better.Events = nil
	replace(better, Replaced)
	if got := all(t, s); len(got) != 2 || got[0].Learned != learned+1 {
		t.Errorf("got %+v", got)
	}
	better.Document.Date++
	replace(better, Replaced)
	if got := all(t, s); len(got) != 2 || got[0].Reported != better.Document.Date {
		t.Errorf("got %+v", got)
	}
	if n := rows(t, s, "reports"); n != 3 {
		t.Errorf("%d rows: what was retracted stays", n)
	}
}

func TestPair(t *testing.T) {
	s := openNew(t)
	for n := range 28 {
		add(t, s, reading(n), Added)
	}
	france, ghana := ledger.Match{Country: "FRA", Actor: "FRA", Name: "France"}, ledger.Match{Country: "GHA", Actor: "GHA", Name: "Ghana"}
	mensah, togo := ledger.Match{Actor: "GHA/ama-mensah", Name: "Ama Mensah"}, ledger.Match{Country: "TGO", Actor: "TGO", Name: "Togo"}
	last := calendar.Of(2021, 10, 31)
	for _, c := range []struct {
		what         string
		a, b         ledger.Match
		since, until calendar.Day
		reports      int
	}{
		{"two countries", france, ghana, 0, last, 28},
		{"the other way round", ghana, france, 0, last, 28},
		{"a person", mensah, france, 0, last, 28},
		{"until a day", france, ghana, 0, calendar.Of(2021, 10, 3), 3},
		{"since a day", france, ghana, calendar.Of(2021, 10, 28), last, 1},
		{"nobody there", france, togo, 0, last, 0},
		{"only named in the text", ledger.Match{Name: "fishing treaty"}, ghana, 0, last, 28},
	} {
		entries, err := s.Pair(ctx, c.a, c.b, c.since, c.until)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) != 3*c.reports {
			t.Errorf("%s: %d entries, want those of %d reports", c.what, len(entries), c.reports)
		}
	}
}

func TestWindow(t *testing.T) {
	s := openNew(t)
	for n := range 28 {
		add(t, s, reading(n), Added)
	}
	third := calendar.Of(2021, 10, 3)
	for _, c := range []struct {
		what         string
		since, until calendar.Day
		matches      []ledger.Match
		reports      int
	}{
		{"all", 0, 0, nil, 28},
		{"until a day", 0, third, nil, 3},
		{"since a day", third, 0, nil, 26},
		{"one day", third, third, nil, 1},
		{"with a party", 0, third, []ledger.Match{{Actor: "GHA/ama-mensah"}}, 3},
		{"with two parties", 0, third, []ledger.Match{{Country: "FRA"}, {Country: "TGO"}}, 0},
		{"with nobody", 0, third, []ledger.Match{{}}, 0},
	} {
		entries, err := s.Window(ctx, c.since, c.until, c.matches...)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) != 3*c.reports {
			t.Errorf("%s: %d entries, want those of %d reports", c.what, len(entries), c.reports)
		}
	}
}

func TestPairUsesIndexes(t *testing.T) {
	s := openNew(t)
	for _, query := range []string{
		`SELECT report FROM parties WHERE country = 'FRA'`,
		`SELECT report FROM parties WHERE actor > 'FRA/' AND actor < 'FRA0'`,
		`SELECT report FROM parties WHERE name = 'France'`,
		`SELECT id FROM reports WHERE date >= '2021-10-01' AND date <= '2021-10-05'`,
		`SELECT id FROM records WHERE kind = 'event' AND type = 'CONSULT' AND from_day > '2021-10-01'`,
		`SELECT record FROM topics WHERE topic = 'fishing'`,
	} {
		var id, parent, unused int
		var plan string
		if err := s.db.QueryRow(`EXPLAIN QUERY PLAN `+query).Scan(&id, &parent, &unused, &plan); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(plan, "SEARCH") {
			t.Errorf("%s: %s", query, plan)
		}
	}
}

func TestReportsByPrefix(t *testing.T) {
	s := openNew(t)
	for n := range 40 {
		add(t, s, reading(n), Added)
	}
	for n := range 40 {
		id := reading(n).Document.ID
		found, err := s.Reports(ctx, strings.TrimPrefix(string(id), "sha256:")[:8], 3)
		if err != nil || len(found) != 1 || found[0].Reading.Document.ID != id || found[0].Digits != ledger.MinDigits {
			t.Errorf("%s: %v %v", id, found, err)
		}
	}
	if found, err := s.Reports(ctx, "", 3); err != nil || len(found) != 3 {
		t.Errorf("every report begins with nothing: %d %v", len(found), err)
	}
	near, err := s.NearReports(ctx, strings.TrimPrefix(string(reading(7).Document.ID), "sha256:")[:6]+"zz", 3)
	if err != nil || len(near) != 3 || !slices.Contains(near, reading(7).Document.ID) {
		t.Errorf("near: %v %v", near, err)
	}
}

func TestLongerIDsWhereTwoReportsAreAlike(t *testing.T) {
	s := openNew(t)
	add(t, s, reading(1), Added)
	id := string(reading(1).Document.ID)
	// No two texts are known whose hashes begin alike: forge a neighbour.
	other := id[:len("sha256:")+11] + strings.Repeat("0", 53)
	if _, err := s.db.Exec(`INSERT INTO reports (doc, file, date, text, reading, learned) VALUES (?, '', '2021-01-01', '', '', '2021-01-01')`, other); err != nil {
		t.Fatal(err)
	}
	found, err := s.Reports(ctx, id[len("sha256:"):], 1)
	if err != nil || found[0].Digits != 12 {
		t.Errorf("got %+v, %v", found, err)
	}
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sqlite := func(name, statements string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statements); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := put("notes.txt", []byte("Not a ledger, but long enough to be taken for one by mistake. "+strings.Repeat("x", 200)))
	for _, c := range []struct {
		path string
		kind error
		want string
	}{
		{text, ErrForeign, "no SQLite file"},
		{put("short", []byte("x")), ErrForeign, "no SQLite file"},
		{sqlite("browser.db", `CREATE TABLE bookmarks (x)`), ErrForeign, "another program"},
		{sqlite("newer.db", fmt.Sprintf(`CREATE TABLE x (x); PRAGMA application_id = %d; PRAGMA user_version = 99`, applicationID)), ErrNewer, "update entente"},
		{dir, ErrForeign, "it is a folder"},
		{filepath.Join(text, "ledger.db"), nil, "name another place with --ledger"},
		{filepath.Join(text, "folder", "ledger.db"), nil, "name another place with --ledger"},
	} {
		before, _ := os.ReadFile(c.path)
		s, err := Open(c.path)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", c.path)
			continue
		}
		if c.kind != nil && !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.path) {
			t.Errorf("%s: got %v, want %s", c.path, err, c.want)
		}
		if after, _ := os.ReadFile(c.path); string(after) != string(before) {
			t.Errorf("%s: changed", c.path)
		}
	}
}

func TestExistingMakesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "ledger.db")
	if _, err := Existing(path); !errors.Is(err, ErrMissing) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("made a folder")
	}
}

func TestUnwritableFolder(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("everything is writable here")
	}
	dir := t.TempDir()
	os.Chmod(dir, 0o500)
	if _, err := Open(filepath.Join(dir, "ledger.db")); err == nil || !strings.Contains(err.Error(), "--ledger") {
		t.Errorf("got %v", err)
	}
}

func TestALedgerThatMayNotBeWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, reading(1), Added)
	for _, what := range []string{"while another has it open", "at rest"} {
		ro, err := openReadOnly(path)
		if err != nil {
			t.Fatal(what, err)
		}
		if got := all(t, ro); len(got) != 3 {
			t.Errorf("%s: %d entries", what, len(got))
		}
		if _, err := ro.Add(ctx, reading(2), learned); err == nil {
			t.Errorf("%s: written", what)
		}
		ro.Close()
		s.Close()
	}
}

func TestPathsAsURIs(t *testing.T) {
	for path, want := range map[string]string{
		"/a/b.db":     "file:///a/b.db?mode=ro",
		"C:/a b/c.db": "file:///C:/a%20b/c.db?mode=ro",
		"/a?b#c%d.db": "file:///a%3Fb%23c%25d.db?mode=ro",
	} {
		if got := dsn(path, url.Values{"mode": {"ro"}}); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

func TestOddPlaces(t *testing.T) {
	for _, name := range []string{"with space.db", "per%20cent#and?mark&.db", "Ελλάδα.db", "quote'\".db"} {
		path := filepath.Join(t.TempDir(), name)
		s, err := Open(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		add(t, s, reading(1), Added)
		s.Close()
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	empty := filepath.Join(t.TempDir(), "mktemp")
	os.WriteFile(empty, nil, 0o600)
	s, err := Open(empty)
	if err != nil {
		t.Fatal("an empty file is no ledger yet, but may become one: ", err)
	}
	defer s.Close()
	add(t, s, reading(1), Added)
}

func TestConcurrentUse(t *testing.T) {
	s := openNew(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for n := range 30 {
				if _, err := s.Add(ctx, reading(n), learned); err != nil {
					t.Error(err)
				}
				if i == 0 {
					if _, err := s.Pair(ctx, ledger.Match{Country: "FRA"}, ledger.Match{Country: "GHA"}, 0, calendar.Of(2021, 10, 31)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	if n := rows(t, s, "reports"); n != 30 {
		t.Errorf("%d reports", n)
	}
}

func TestACancelledAddLeavesNothing(t *testing.T) {
	s := openNew(t)
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := s.Add(stopped, reading(1), learned); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n := rows(t, s, "reports") + rows(t, s, "records"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

// BenchmarkAdd1000 adds 1,000 readings of 30 records each.
func BenchmarkAdd1000(b *testing.B) {
	var readings []*claim.Reading
	for n := range 1000 {
		r := reading(n)
		s, e, m := r.Statements[0], r.Events[0], r.Meetings[0]
		for i := 2; i <= 12; i++ {
			s.ID, e.ID, m.ID = fmt.Sprint("s", i), fmt.Sprint("e", i), fmt.Sprint("m", i)
			r.Statements = append(r.Statements, s)
			r.Events = append(r.Events, e)
			if i <= 6 {
				r.Meetings = append(r.Meetings, m)
			}
		}
		readings = append(readings, r)
	}
	for b.Loop() {
		b.StopTimer()
		s := openNew(b)
		b.StartTimer()
		for _, r := range readings {
			add(b, s, r, Added)
		}
	}
	b.ReportMetric(float64(1000*b.N)/b.Elapsed().Seconds(), "reports/s")
}

func BenchmarkPair(b *testing.B) {
	s := openNew(b)
	for n := range 1000 {
		add(b, s, reading(n), Added)
	}
	for b.Loop() {
		if _, err := s.Pair(ctx, ledger.Match{Country: "FRA"}, ledger.Match{Country: "GHA"}, 0, calendar.Of(2021, 10, 31)); err != nil {
			b.Fatal(err)
		}
	}
}
