package train

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"

	"github.com/entente-project/entente/internal/language"
)

// Sizes of the word tables.
const (
	classWords    = 50000
	classContexts = 8000
	fineClasses   = 640
	midClasses    = 160
	wideClasses   = 40
)

// FindClasses clusters the words of a corpus, the treebanks counted in, and
// saves the classes to a file.
func FindClasses(o Options, c *Corpus, path string) error {
	train, _, err := splitterData(o)
	if err != nil {
		return err
	}
	names, err := nameWords(o.Data) // before the long work: its files may be missing
	if err != nil {
		return err
	}
	extra := map[string]int32{}
	for _, p := range train {
		for i := range p.Span {
			extra[language.Key(p.Text(i))]++
		}
	}
	classes := findClasses(o, c, extra, classOptions{words: classWords, contexts: classContexts, fine: fineClasses, mid: midClasses, wide: wideClasses, rounds: 12, seed: o.Seed})
	findMeanings(o, c, classes)
	classes.Names = names
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(classes); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// findMeanings adds the codes of the words' vectors and their usual case.
func findMeanings(o Options, c *Corpus, classes *Classes) {
	set := vectorOptions{size: 96, window: 3, negative: 5, passes: 4, rate: 0.04, subject: 1e-4, seed: o.Seed}
	classes.Codes = findCodes(o, findVectors(o, c, classes, set), set.size, language.CodeBooks, o.Seed)
	classes.Cases = findCases(c, classes)
}

// LoadClasses reads what FindClasses saved.
func LoadClasses(path string) (*Classes, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	c := &Classes{}
	if err := gob.NewDecoder(bytes.NewReader(raw)).Decode(c); err != nil {
		return nil, fmt.Errorf("train: %s: %w", path, err)
	}
	return c, nil
}
