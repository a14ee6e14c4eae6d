package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var root = filepath.Join("..", "..")

// walk visits the files of the repository that people write.
func walk(t *testing.T, visit func(path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".ci" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if !d.IsDir() {
			visit(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every package says what it is.
func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	walk(t, func(path string) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return
		}
		dir := filepath.Dir(path)
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		said[dir] = said[dir] || len(file.Doc.Text()) > 40
	})
	for dir, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

// ARCHITECTURE.md names every room, and fits two screens.
func TestArchitectureNamesEveryRoom(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(policy) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "." {
			continue
		}
		if !strings.Contains(string(data), "`"+f[0]+"`") && !strings.Contains(string(data), f[0]+"/") {
			t.Errorf("ARCHITECTURE.md does not name %s", f[0])
		}
	}
	if n := strings.Count(string(data), "\n"); n > 110 {
		t.Errorf("ARCHITECTURE.md has %d lines: it should fit two screens", n)
	}
}

var link = regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)

// Links between documents lead somewhere.
func TestLinksOfDocumentsLeadSomewhere(t *testing.T) {
	walk(t, func(path string) {
		if !strings.HasSuffix(path, ".md") {
			return
		}
		data, _ := os.ReadFile(path)
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s: link to %s: %v", path, m[1], err)
			}
		}
	})
}
