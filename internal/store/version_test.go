package store

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/ledger"
)

var update = flag.Bool("update", false, "write the ledger of this version into testdata")

// Ledgers that earlier versions wrote are in testdata, as ledger-VERSION.db.gz,
// beside the readings that they were made of and that they must still give,
// readings.jsonl. The last of that file's reports is retracted in all of them.
// After a change of the tables, run with -update and keep the former files.
func TestLedgersOfEarlierVersionsOpen(t *testing.T) {
	data, err := os.ReadFile("testdata/readings.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var want []*claim.Reading
	for line := range bytes.Lines(data) {
		r, err := claim.Decode(line, "")
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, r)
	}
	if *update {
		writeFixture(t, want)
	}
	gone := want[len(want)-1]
	for version := 1; version <= Version; version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			unzip(t, fmt.Sprintf("testdata/ledger-%d.db.gz", version), path)
			if version < Version {
				if _, err := openReadOnly(path); !errors.Is(err, ErrOlder) || !strings.Contains(err.Error(), "open it once") {
					t.Errorf("an older one that may not be written: %v", err)
				}
			}
			s, err := Existing(path)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			var entries []ledger.Entry
			for _, r := range want[:len(want)-1] {
				entries = append(entries, ledger.Post(r, learned, 0)...)
			}
			ledger.Sort(entries)
			got := all(t, s)
			for i := range got { // the day learned is the fixture's own
				got[i].Learned = learned
			}
			if !reflect.DeepEqual(got, entries) {
				t.Errorf("%d entries, want %d, or others", len(got), len(entries))
			}
			found, err := s.Reports(ctx, string(gone.Document.ID)[len("sha256:"):][:8], 2)
			if err != nil || len(found) != 1 || !found[0].Retracted.Valid() || found[0].Why != "a copy of another" || !reflect.DeepEqual(found[0].Reading, gone) {
				t.Errorf("the retracted one: %+v %v", found, err)
			}
			// It goes on as one of today's.
			add(t, s, reading(1), Added)
			add(t, s, want[0], AlreadyThere)
			add(t, s, gone, TakenBack)
			if ok, err := s.Retract(ctx, want[0].Document.ID, learned, ""); !ok || err != nil {
				t.Error(ok, err)
			}
			if got := all(t, s); len(got) != len(entries)-len(want[0].Records())+3 {
				t.Errorf("%d entries", len(got))
			}
			if err := check(path); err != nil {
				t.Error(err)
			}
			if _, err := s.db.Exec(`UPDATE reports SET date = '2000-01-01'`); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("changed: %v", err)
			}
			old, err := s.db.Query(`SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1`)
			if err != nil {
				t.Fatal(err)
			}
			defer old.Close()
			if was, is := names(t, old), tables(t, openNew(t)); was != is {
				t.Errorf("brought up to date it has\n%s\na new one has\n%s", was, is)
			}
		})
	}
}

// writeFixture makes the ledger of this version.
func writeFixture(t *testing.T, want []*claim.Reading) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range want {
		add(t, s, r, Added)
	}
	if _, err := s.Retract(ctx, want[len(want)-1].Document.ID, learned+1, "a copy of another"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.Write(data)
	z.Close()
	if err := os.WriteFile(fmt.Sprintf("testdata/ledger-%d.db.gz", Version), b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

func unzip(t *testing.T, from, to string) {
	t.Helper()
	file, err := os.Open(from)
	if err != nil {
		t.Fatalf("%v: make it with go test ./internal/store -run Earlier -update", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// tables lists what a ledger consists of.
func tables(t *testing.T, s *Store) string {
	rows, err := s.db.Query(`SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	return names(t, rows)
}

func names(t *testing.T, rows *sql.Rows) string {
	var b strings.Builder
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		b.WriteString(name + "\n")
	}
	return b.String()
}

// A ledger of a later version is not touched, and the error says what to do.
func TestALaterVersionIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	unzip(t, fmt.Sprintf("testdata/ledger-%d.db.gz", Version), path)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, Version+1)); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before, _ := os.ReadFile(path)
	for _, open := range []func(string) (*Store, error){Open, Existing} {
		_, err = open(path)
		want := fmt.Sprintf("its version is %d, this entente knows up to %d: update entente", Version+1, Version)
		if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v", err)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("it was changed")
	}
}

// Retracting a report leaves a ledger that answers as one that never had it.
func TestRetractedIsAsIfNeverAdded(t *testing.T) {
	with, without := openNew(t), openNew(t)
	for n := range 20 {
		add(t, with, reading(n), Added)
		if n%3 > 0 {
			add(t, without, reading(n), Added)
		}
	}
	for n := 0; n < 20; n += 3 {
		if ok, err := with.Retract(ctx, reading(n).Document.ID, learned+1, ""); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if got, want := all(t, with), all(t, without); !reflect.DeepEqual(got, want) {
		t.Error("other entries")
	}
	france, ghana := ledger.Match{Country: "FRA", Actor: "FRA", Name: "France"}, ledger.Match{Country: "GHA", Actor: "GHA", Name: "Ghana"}
	for _, s := range [2]*Store{with, without} {
		if _, err := s.db.Exec("PRAGMA optimize"); err != nil {
			t.Fatal(err)
		}
	}
	for _, ask := range []func(*Store) (any, error){
		func(s *Store) (any, error) { return s.Pair(ctx, france, ghana, 0, learned) },
		func(s *Store) (any, error) { return s.Parties(ctx) },
		func(s *Store) (any, error) { return s.Standing(ctx) },
		func(s *Store) (any, error) {
			first, last, n, err := s.Days(ctx)
			return fmt.Sprint(first, last, n), err
		},
	} {
		got, err1 := ask(with)
		want, err2 := ask(without)
		if err1 != nil || err2 != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %v (%v), want %v (%v)", got, err1, want, err2)
		}
	}
	// The fold of the ledger room says the same.
	var log []ledger.Entry
	for n := range 20 {
		log = append(log, ledger.Post(reading(n), learned, 0)...)
	}
	for n := 0; n < 20; n += 3 {
		log = append(log, ledger.Retract(reading(n).Document.ID, learned+1))
	}
	folded := ledger.Standing(log)
	ledger.Sort(folded)
	if !reflect.DeepEqual(folded, all(t, with)) {
		t.Error("the fold gives others")
	}
}
