package train

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/language"
)

// senseTable writes the rolesets that a lemma can have, those of PropBank's
// frames and those seen in training, with the logarithm of how often, in
// hundredths; language.LoadEncoder reads it.
func senseTable(dir string, seen map[string]map[string]int) (string, error) {
	raw, err := openData(dir, "propbank/frames.tsv")
	if err != nil {
		return "", err
	}
	table := map[string]map[string]int{}
	put := func(key, roleset string, n int) {
		if table[key] == nil {
			table[key] = map[string]int{}
		}
		table[key][roleset] += n
	}
	for n, line := range strings.Split(string(raw), "\n") {
		cols := strings.Split(line, "\t")
		if n == 0 || line == "" {
			continue
		}
		if len(cols) < 3 {
			return "", fmt.Errorf("train: frames: line %d has %d columns", n+1, len(cols))
		}
		for _, alias := range strings.Fields(cols[2]) {
			word, kind, ok := strings.Cut(alias, "/")
			tag := map[string]string{"v": "VB", "n": "NN", "j": "JJ"}[kind]
			if ok && tag != "" && !strings.Contains(word, "_") {
				put(language.SenseKey(word, tag), cols[0], 0)
			}
		}
	}
	for key, rolesets := range seen {
		for roleset, n := range rolesets {
			put(key, roleset, n)
		}
	}
	keys := make([]string, 0, len(table))
	for key := range table {
		if !strings.ContainsAny(key, " \n:") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	lemmas := map[string]int{} // kinds of word each lemma has
	for _, key := range keys {
		lemmas[key[:len(key)-2]]++
	}
	var out strings.Builder
	for _, key := range keys {
		var names []string
		for name := range table[key] {
			names = append(names, name)
		}
		sort.Strings(names)
		// What is made up for lemmas that are not here need not be here.
		if len(names) == 1 && lemmas[key[:len(key)-2]] == 1 && names[0] == key[:len(key)-2]+".01" {
			continue
		}
		out.WriteString(key)
		for _, name := range names {
			weight := math.Round(100 * math.Log(float64(table[key][name])+0.3))
			fmt.Fprintf(&out, " %s:%d", strings.TrimPrefix(name, key[:len(key)-2]), int(weight))
		}
		out.WriteByte('\n')
	}
	return out.String(), nil
}
