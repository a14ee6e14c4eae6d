package reading

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the stories with what is read now")

// TestStories lays out the files of each story, reads the paths that its
// comment's last line names, and compares with its file "want".
func TestStories(t *testing.T) {
	stories, _ := filepath.Glob("testdata/*.txtar")
	if len(stories) == 0 {
		t.Fatal("no stories")
	}
	for _, story := range stories {
		t.Run(strings.TrimSuffix(filepath.Base(story), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(story)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			var want *txtar.File
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = &archive.Files[i]
					continue
				}
				path := filepath.Join(dir, f.Name)
				data := f.Data
				if strings.HasSuffix(path, ".gz") {
					data = []byte(gzipped(string(data)))
				}
				if strings.Contains(string(data), "(no line end)") { // a file that was cut off
					data = data[:strings.Index(string(data), "(no line end)")]
				}
				os.MkdirAll(filepath.Dir(path), 0o700)
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			comment := strings.Split(strings.TrimSpace(string(archive.Comment)), "\n")
			var paths []string
			for _, p := range strings.Fields(comment[len(comment)-1])[1:] {
				paths = append(paths, filepath.Join(dir, p))
			}
			got := strings.ReplaceAll(tell(paths), dir+"/", "")
			got = strings.ReplaceAll(got, dir, ".")
			if want == nil {
				t.Fatal("the story has no file \"want\"")
			}
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(story, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(want.Data) {
				t.Errorf("got\n%s\nwant\n%s", got, want.Data)
			}
		})
	}
}

// tell shows all steps of a reading, one paragraph each.
func tell(paths []string) string {
	var b strings.Builder
	items, problems := collect(paths, Options{MaxBytes: 2000})
	for _, it := range items {
		told := describe(it)
		fmt.Fprintf(&b, "report %s\n", told["file"])
		delete(told, "file")
		var keys []string
		for k := range told {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			if told[k] != "none" && k != "encoding" && k != "diagnostics" {
				fmt.Fprintf(&b, "  %s: %s\n", k, strings.ReplaceAll(told[k], "\n", "⏎"))
			}
		}
		for _, d := range it.Diagnostics {
			fmt.Fprintf(&b, "  note %s: %s\n", d.Code, d.Message)
		}
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "problem %s: %s\n", p.Kind, p.Error())
	}
	return b.String()
}
