package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/entente-project/entente"

// policy says which rooms each room may import. A room that is not here does
// not exist; a line here without a room is an error too. Data flows downwards:
// a room imports only rooms above it. The two halves meet in claim: the text
// side never imports the ledger, the ledger side never sees a word or a model.
const policy = `
internal/calendar    -
internal/world       internal/calendar
internal/world/build internal/calendar internal/world
internal/document    internal/calendar
internal/claim       internal/calendar internal/world internal/document
internal/lexicon     -

internal/model       -
internal/reading     internal/calendar internal/document internal/claim
internal/language    internal/document internal/model
internal/dates       internal/calendar internal/document internal/language internal/lexicon
internal/coref       internal/document internal/language internal/lexicon internal/model
internal/actors      internal/calendar internal/world internal/document internal/claim internal/language internal/lexicon internal/coref
internal/debris      internal/document internal/claim internal/language internal/lexicon internal/actors
internal/statements  internal/calendar internal/document internal/claim internal/language internal/lexicon internal/model internal/actors
internal/events      internal/calendar internal/document internal/claim internal/language internal/lexicon internal/model internal/actors internal/dates
internal/commitments internal/calendar internal/document internal/claim internal/language internal/lexicon internal/model internal/actors internal/dates
internal/meetings    internal/calendar internal/document internal/claim internal/language internal/lexicon internal/model internal/actors internal/dates
internal/pipeline    internal/world internal/document internal/claim internal/language internal/dates internal/coref internal/actors internal/debris internal/statements internal/events internal/commitments internal/meetings
internal/train       internal/calendar internal/document internal/claim internal/model internal/reading internal/language internal/lexicon internal/actors internal/world internal/dates internal/corpus internal/statements internal/events internal/commitments internal/meetings internal/coref

internal/ledger      internal/calendar internal/world internal/document internal/claim
internal/store       internal/calendar internal/world internal/document internal/claim internal/ledger
internal/answers     internal/calendar internal/world internal/document internal/claim internal/ledger

internal/desk        internal/calendar internal/world internal/claim internal/ledger internal/store internal/answers

internal/casefile    -
internal/corpus      internal/calendar internal/document internal/claim internal/language
internal/corpus/choose internal/calendar internal/document internal/claim internal/language internal/pipeline
internal/export      internal/calendar internal/world internal/document internal/claim internal/lexicon internal/ledger internal/answers

demo                 -
.                    internal/calendar internal/world internal/document internal/claim internal/reading internal/pipeline internal/store internal/answers internal/desk
cmd/entente          *
eval                 -
eval/polnear         internal/world internal/document internal/language internal/actors internal/statements
internal/house       -
`

// The policy is read from the sources, not from a build: it holds for every
// operating system, and for tests too except that a test may import anything.
func TestRoomsImportOnlyWhatThePolicyNames(t *testing.T) {
	allowed := map[string][]string{}
	for line := range strings.Lines(policy) {
		if f := strings.Fields(line); len(f) > 1 {
			allowed[f[0]] = f[1:]
		}
	}
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "testdata" || strings.HasPrefix(name, ".") && path != root && name != ".." {
				return fs.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != root {
				return fs.SkipDir // a module of its own
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		room := filepath.ToSlash(rel)
		may, known := allowed[room]
		if !known {
			t.Errorf("%s: room %s is not in the policy: add it with what it may import", path, room)
			return nil
		}
		seen[room] = true
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if name != module && !strings.HasPrefix(name, module+"/") {
				continue
			}
			name = strings.TrimPrefix(strings.TrimPrefix(name, module), "/")
			if name == "" {
				name = "."
			}
			if !slices.Contains(may, name) && !slices.Contains(may, "*") {
				t.Errorf("%s: %s may not import %s", path, room, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range allowed {
		if !seen[room] {
			t.Errorf("the policy names %s, which has no Go files", room)
		}
	}
}

// A file that no reader can hold in mind is cut.
func TestNoFileIsTooLong(t *testing.T) {
	const limit = 620 // lines
	filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") && !strings.Contains(path, "testdata") {
			if data, err := os.ReadFile(path); err == nil {
				if n := strings.Count(string(data), "\n"); n > limit {
					t.Errorf("%s has %d lines: cut it", path, n)
				}
			}
		}
		return nil
	})
}
