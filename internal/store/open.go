// Package store keeps the ledger on disk: one SQLite file of whole reports,
// which several processes may read and write at once. It knows nothing of
// words or models: a reading goes in as it is and comes out as it was.
package store

import (
	"database/sql"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID marks an SQLite file as an entente ledger: "ENTL" in ASCII.
// See https://www.sqlite.org/fileformat.html, section 1.3.
const applicationID = 0x454e544c

// Version is the version of the ledger's tables that this package writes and
// reads.
const Version = 2

//go:embed schema.sql
var schema string

// upgrades bring a ledger from version n+1 to the next.
var upgrades = [Version - 1]string{from1}

//go:embed from1.sql
var from1 string

// busyTimeout is how long one process waits for another's transaction. A
// transaction is one report, some milliseconds; with a slow disk and many
// writers the wait is still far below this.
const busyTimeout = 30 * time.Second

// Kinds of errors, for errors.Is.
var (
	ErrMissing = errors.New("no ledger there") // Existing: there is no file
	ErrForeign = errors.New("not a ledger")    // something else is in the file
	ErrNewer   = errors.New("a newer ledger")  // written by a later version
	ErrOlder   = errors.New("an older ledger") // written by an earlier version, and may not be written now
	ErrUndated = errors.New("the report has no date")
)

// Store is an open ledger. It is safe for concurrent use.
type Store struct {
	db   *sql.DB
	path string
}

// Open opens the ledger at path and makes it, with its folder, where there is
// none. Errors say what is wrong with the path and what to do about it.
func Open(path string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", path, err)
	}
	switch err := check(abs); {
	case err == nil:
	case errors.Is(err, ErrMissing):
		if err := create(abs); err != nil {
			return nil, err
		}
	default:
		return nil, err
	}
	return open(abs)
}

// Existing opens the ledger at path; ErrMissing where there is none. A ledger
// that may not be written, such as another user's, can still be asked.
func Existing(path string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", path, err)
	}
	if err := check(abs); err != nil {
		return nil, err
	}
	s, err := open(abs)
	if code(err) == sqlite3.SQLITE_READONLY || code(err) == sqlite3.SQLITE_CANTOPEN {
		return openReadOnly(abs)
	}
	return s, err
}

// Close ends the use of the ledger.
func (s *Store) Close() error { return s.db.Close() }

// Path is the absolute path of the ledger's file.
func (s *Store) Path() string { return s.path }

// check looks at the file's head, so that nothing foreign is ever opened for
// writing. The marks are in the file itself, never only in its write-ahead
// log, because create closes the file before it gets its name.
func check(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("store: %s: %w", path, ErrMissing)
	case err != nil:
		return unusable(path, "cannot be looked at", err)
	case info.IsDir():
		return fmt.Errorf("store: %s: %w: it is a folder: name a file, such as %s", path, ErrForeign, filepath.Join(path, "ledger.db"))
	case !info.Mode().IsRegular():
		return fmt.Errorf("store: %s: %w: it is no ordinary file: name another with --ledger", path, ErrForeign)
	}
	f, err := os.Open(path)
	if err != nil {
		return unusable(path, "cannot be read", err)
	}
	defer f.Close()
	var head [100]byte
	switch n, err := io.ReadFull(f, head[:]); {
	case n == 0 && errors.Is(err, io.EOF):
		return fmt.Errorf("store: %s: %w: the file is empty", path, ErrMissing)
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return unusable(path, "cannot be read", err)
	}
	if !strings.HasPrefix(string(head[:]), "SQLite format 3\x00") {
		return fmt.Errorf("store: %s: %w: it is no SQLite file: name another with --ledger", path, ErrForeign)
	}
	// Offsets from the file format: user_version 60, application_id 68.
	if id := binary.BigEndian.Uint32(head[68:]); id != applicationID {
		return fmt.Errorf("store: %s: %w: it is the SQLite file of another program: name another with --ledger", path, ErrForeign)
	}
	if v := binary.BigEndian.Uint32(head[60:]); v > Version {
		return fmt.Errorf("store: %s: %w: its version is %d, this entente knows up to %d: update entente", path, ErrNewer, v, Version)
	}
	return nil
}

// create makes a ledger under a passing name and then gives it its own, so
// that nobody ever sees half of one. Where another process was faster, its
// ledger is taken.
func create(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unusable(path, "its folder cannot be made", err)
	}
	if _, err := os.Stat(path); err == nil {
		// An empty file, such as mktemp leaves. It may not be replaced: another
		// process may have filled it since.
		if err := fill(path); err != nil {
			return unusable(path, "cannot be made", err)
		}
		return check(path)
	}
	// SQLite makes the file itself, so that it has the user's ordinary mode.
	tmp, err := os.MkdirTemp(dir, ".entente-new-*")
	if err != nil {
		return unusable(path, "cannot be made", err)
	}
	defer os.RemoveAll(tmp)
	made := filepath.Join(tmp, "ledger.db")
	if err := fill(made); err != nil {
		return unusable(path, "cannot be made", err)
	}
	// A link, unlike a rename, fails where the name is taken.
	err = os.Link(made, path)
	switch {
	case err == nil, errors.Is(err, fs.ErrExist):
	default: // a file system without links
		if _, there := os.Stat(path); there == nil {
			break
		}
		if err := os.Rename(made, path); err != nil {
			return unusable(path, "cannot be made", err)
		}
	}
	return check(path)
}

// fill makes the tables in an empty file, unless somebody else just did. It
// keeps SQLite's rollback journal, not WAL, so that the marks that check looks
// for stand in the file when it returns.
func fill(path string) error {
	db, err := sql.Open("sqlite", dsn(path, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds())},
	}))
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id int
	if err := tx.QueryRow("PRAGMA application_id").Scan(&id); err != nil || id != 0 {
		return err
	}
	if _, err := tx.Exec(fmt.Sprintf("%s; PRAGMA application_id = %d; PRAGMA user_version = %d", schema, applicationID, Version)); err != nil {
		return err
	}
	return tx.Commit()
}

func open(path string) (*Store, error) {
	s, err := connect(path, url.Values{
		// Immediate: a transaction that reads before it writes must hold the
		// write lock from the start, or two of them would end in SQLITE_BUSY.
		"_txlock": {"immediate"},
		"_pragma": {
			fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()),
			"journal_mode(wal)",
			"synchronous(normal)", // with WAL: whole transactions survive any crash
			"foreign_keys(1)",
		},
	})
	if err != nil {
		return nil, err
	}
	if err := s.upgrade(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// upgrade brings a ledger of an earlier version to this one, whole or not at
// all. Its claims and IDs stay as they are.
func (s *Store) upgrade() error {
	var version int
	if err := s.db.QueryRow("PRAGMA user_version").Scan(&version); err != nil || version >= Version {
		return err
	}
	tx, err := s.db.Begin()
	if err != nil {
		return fmt.Errorf("store: %s: upgrade: %w", s.path, err)
	}
	defer tx.Rollback()
	if err := tx.QueryRow("PRAGMA user_version").Scan(&version); err != nil || version >= Version {
		return err // another process was faster
	}
	for ; version < Version; version++ {
		if _, err := tx.Exec(fmt.Sprintf("%s; PRAGMA user_version = %d", upgrades[version-1], version+1)); err != nil {
			return fmt.Errorf("store: %s: upgrade from version %d: %w", s.path, version, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("store: %s: upgrade: %w", s.path, err)
	}
	// The version is looked for in the file itself, see check.
	_, err = s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// openReadOnly opens a ledger that may not be written. Where its write-ahead
// log is empty nobody is writing, and SQLite need not look out for others,
// which it cannot do without writing.
func openReadOnly(path string) (*Store, error) {
	query := url.Values{"mode": {"ro"}}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		query.Set("immutable", "1")
	}
	s, err := connect(path, query)
	if err != nil {
		return nil, err
	}
	var version int
	if err := s.db.QueryRow("PRAGMA user_version").Scan(&version); err != nil || version < Version {
		s.Close()
		if err == nil {
			err = fmt.Errorf("store: %s: %w: its version is %d, this entente reads %d: open it once where it may be written, and it is brought up to date", path, ErrOlder, version, Version)
		}
		return nil, err
	}
	return s, nil
}

func connect(path string, query url.Values) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path, query))
	if err != nil {
		return nil, unusable(path, "cannot be opened", err)
	}
	// The change to WAL does not wait for others; try again for a while.
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		_, err = db.Exec("SELECT count(*) FROM sqlite_schema")
		busy := code(err) == sqlite3.SQLITE_BUSY || code(err) == sqlite3.SQLITE_LOCKED
		if err == nil || !busy || time.Since(began) > busyTimeout {
			break
		}
	}
	if err != nil {
		db.Close()
		return nil, unusable(path, "cannot be opened", err)
	}
	return &Store{db, path}, nil
}

// dsn is a path as an SQLite URI, in which ?, # and % of the path are escaped.
func dsn(path string, query url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a Windows drive: file:///C:/...
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

// code is SQLite's primary result code of an error; 0 for any other.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// unusable words an error of the system: what, where, and what to do.
func unusable(path, what string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the path is told already
	}
	return fmt.Errorf("store: %s: %s: %w: name another place with --ledger PATH or ENTENTE_LEDGER", path, what, err)
}
