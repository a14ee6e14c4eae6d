package train

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ulikunitz/xz"

	"github.com/entente-project/entente/internal/language"
)

// noncommercial are the genres of GUM whose texts may not be sold; no shipped
// model learns from them.
var noncommercial = []string{"GUM_essay_", "GUM_fiction_", "GUM_letter_", "GUM_podcast_", "GUM_whow_"}

// openData reads DIR/path, or DIR/path.xz unpacked.
func openData(dir, path string) ([]byte, error) {
	raw, err := os.ReadFile(filepath.Join(dir, path))
	if err == nil {
		return raw, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("train: %w", err)
	}
	packed, err := os.ReadFile(filepath.Join(dir, path+".xz"))
	if err != nil {
		return nil, fmt.Errorf("train: %s: neither it nor %s.xz can be read in %s; give --data the folder that holds ud/, ner/, actors/, text/", path, path, dir)
	}
	r, err := xz.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("train: %s.xz: %w", path, err)
	}
	var out bytes.Buffer
	if _, err := out.ReadFrom(r); err != nil {
		return nil, fmt.Errorf("train: %s.xz: %w", path, err)
	}
	return out.Bytes(), nil
}

// treebank reads a CoNLL-U file; of GUM only the documents that a shipped
// model may learn from, unless all is set.
func treebank(dir, path string, all bool, entity func(*language.Parse, int, string)) ([]*language.Parse, error) {
	raw, err := openData(dir, path)
	if err != nil {
		return nil, err
	}
	docs, err := language.ReadCoNLLU(bytes.NewReader(raw), path, entity)
	if err != nil || all {
		return docs, err
	}
	kept := docs[:0]
	for _, d := range docs {
		if !isNoncommercial(d.Doc.File) {
			kept = append(kept, d)
		}
	}
	return kept, nil
}

func isNoncommercial(file string) bool {
	for _, prefix := range noncommercial {
		if strings.HasPrefix(file, prefix) {
			return true
		}
	}
	return false
}
