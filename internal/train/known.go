package train

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"sort"

	"github.com/entente-project/entente/internal/language"
)

// How often running text has a word at least for it to be known, or common.
const (
	knownOften  = 3
	commonOften = 300
)

// countRuns counts the runs of small letters, 2 to 16 long, of running text.
func countRuns(o Options) (map[string]int, error) {
	counts := map[string]int{}
	for _, name := range []string{"text/wikinews.jsonl", "text/senate.jsonl"} {
		raw, err := openData(o.Data, name)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(bytes.NewReader(raw))
		lines.Buffer(nil, 1<<26)
		for lines.Scan() {
			var rec struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
				return nil, fmt.Errorf("train: %s: %w", name, err)
			}
			eachRun(rec.Text, func(run string) { counts[run]++ })
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("train: %s: %w", name, err)
		}
	}
	return counts, nil
}

// eachRun gives the runs of small letters, 2 to 16 long, of a text.
func eachRun(text string, found func(run string)) {
	small := func(b byte) bool { return b >= 'a' && b <= 'z' }
	for i := 0; i < len(text); {
		if !small(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && small(text[i]) {
			i++
		}
		whole := (start == 0 || text[start-1]|0x20 < 'a' || text[start-1]|0x20 > 'z') && (i == len(text) || text[i] < 'A' || text[i] > 'Z')
		if n := i - start; whole && n >= 2 && n <= 16 {
			found(text[start:i])
		}
	}
}

// knownHashes gives the words that running text has often, or the treebanks
// twice as one word, by their hashes.
func knownHashes(counts map[string]int, docs []*language.Parse) (known, common []int32) {
	gold := map[string]int{}
	for _, p := range docs {
		for _, w := range p.Lower {
			eachRun(w, func(run string) {
				if run == w {
					gold[run]++
				}
			})
		}
	}
	knows, isCommon := map[int32]bool{}, map[int32]bool{}
	for w, n := range counts {
		if n >= knownOften {
			knows[language.KnownHash(w)] = true
		}
		if n >= commonOften {
			isCommon[language.KnownHash(w)] = true
		}
	}
	for w, n := range gold {
		if n >= 2 {
			knows[language.KnownHash(w)] = true
		}
	}
	return sortedHashes(knows), sortedHashes(isCommon)
}

func sortedHashes(seen map[int32]bool) []int32 {
	hashes := make([]int32, 0, len(seen))
	for h := range seen {
		hashes = append(hashes, h)
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	return hashes
}
