// Command polnear finds the attributions of one part of PolNeAR as its scorer
// wants them: a JSON line for each article, spans in code points.
//
//	go run ./eval/polnear FOLDER > predictions.jsonl
//
// FOLDER holds the texts, NAME.txt. All of a text is read: headlines belong to
// it there. What counts as an attribution is PolNeAR's, wider than that of the
// reports' own guide.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

type attribution struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
	Sure    float64  `json:"confidence"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: polnear FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "polnear:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	out := bufio.NewWriter(os.Stdout)
	encode := json.NewEncoder(out)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		doc := &document.Document{Text: string(text), Body: document.Span{Start: 0, End: len(text)}, Language: "en"}
		p := language.Of(doc)
		points := document.NewCodePoints(doc.Text)
		convert := func(spans []document.Span) [][2]int {
			all := make([][2]int, 0, len(spans))
			for _, s := range spans {
				all = append(all, [2]int{points.Of(s.Start), points.Of(s.End)})
			}
			return all
		}
		found := []attribution{}
		for _, a := range statements.Attributions(statements.Shipped(), p, actors.Find(p, world.Default())) {
			found = append(found, attribution{convert(a.Source), convert(a.Cue), convert(a.Content), a.Confidence})
		}
		if err := encode.Encode(map[string]any{"doc": strings.TrimSuffix(filepath.Base(file), ".txt"), "attributions": found}); err != nil {
			return err
		}
	}
	return out.Flush()
}
