package corpus

import (
	"io/fs"
	"path"
	"strings"
)

// loadWritten reads written/: invented reports, written for this corpus. Each
// is a story of its own and in the training part.
func (c *Corpus) loadWritten(fsys fs.FS) {
	names, _ := fs.Glob(fsys, "written/*.txt")
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".txt")
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			c.problem(name, "%v", err)
			continue
		}
		r := &Report{ID: id, Text: string(text), Story: id, Part: Train}
		c.decode(fsys, "written/"+id+".json", &r.Header)
		c.decode(fsys, "written/"+id+".gold.json", &r.Gold)
		c.Written = append(c.Written, r)
	}
}
