package statements

import (
	_ "embed" // cues.tsv
	"strings"

	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/cues.tsv
var cuesTSV string

// cueFrames gives the frames of a listed verb by its lemma.
var cueFrames = func() map[string]string {
	m := map[string]string{}
	for _, row := range lexicon.Rows(cuesTSV, 2) {
		m[strings.Fields(row[0])[0]] = row[1]
	}
	return m
}()
