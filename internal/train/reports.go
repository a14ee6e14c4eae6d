package train

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/reading"
	"github.com/entente-project/entente/internal/statements"
)

// Annotated is a text with the attributions that people found in it.
type Annotated struct {
	Name string
	Doc  *document.Document
	Gold []statements.Gold
}

// Reports reads the annotated reports of one part of a corpus folder.
func Reports(dir string, part corpus.Part) ([]Annotated, error) {
	c, err := corpus.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("train: %w; give the folder that holds reports/ and splits.tsv", err)
	}
	var out []Annotated
	for _, r := range c.Reports {
		if r.Part != part {
			continue
		}
		a := Annotated{Name: r.ID}
		for item, err := range reading.Open(context.Background(), []string{filepath.Join(dir, "reports", r.ID+".txt")}, reading.Options{}) {
			if err != nil {
				return nil, fmt.Errorf("train: %w", err)
			}
			a.Doc = item.Doc // its body is what the finder will see
		}
		if a.Doc == nil {
			return nil, fmt.Errorf("train: %s.txt holds no report", r.ID)
		}
		for _, s := range r.Gold.Statements {
			a.Gold = append(a.Gold, statements.Gold{Source: s.Source.Spans(a.Doc.Text), Cue: s.Cue.Spans(a.Doc.Text), Content: s.Content.Spans(a.Doc.Text),
				Nested: s.Within != nil && *s.Within != ""})
		}
		out = append(out, a)
	}
	return out, nil
}
