package language

// shortestNear is the length in bytes from which an unknown word is looked for
// among the known ones with one letter changed: shorter words have too many
// neighbours.
const shortestNear = 5

// near gives the rank of the most frequent known word that one slip of the pen
// makes into key: a letter left out, doubled, changed or swapped with the next.
// -1 for none, and for keys that are not small English letters throughout.
func (l *Lexicon) near(key string) int {
	if len(key) < shortestNear || len(key) > longestCached {
		return -1
	}
	for i := 0; i < len(key); i++ {
		if key[i] < 'a' || key[i] > 'z' {
			return -1
		}
	}
	best := -1
	var buffer [longestCached + 1]byte
	try := func(n int) {
		if r := l.rank(hashBytes(buffer[:n])); r >= 0 && (best < 0 || r < best) {
			best = r
		}
	}
	n := len(key)
	copy(buffer[:], key)
	for i := 0; i+1 < n; i++ { // two swapped
		buffer[i], buffer[i+1] = buffer[i+1], buffer[i]
		try(n)
		buffer[i], buffer[i+1] = buffer[i+1], buffer[i]
	}
	for i := 0; i < n; i++ { // one changed
		for c := byte('a'); c <= 'z'; c++ {
			buffer[i] = c
			try(n)
		}
		buffer[i] = key[i]
	}
	copy(buffer[:], key[1:])
	try(n - 1)
	for i := 0; i+1 < n; i++ { // one too many
		buffer[i] = key[i]
		try(n - 1)
	}
	copy(buffer[1:], key)
	for i := 0; i <= n; i++ { // one left out
		for c := byte('a'); c <= 'z'; c++ {
			buffer[i] = c
			try(n + 1)
		}
		if i < n {
			buffer[i] = key[i]
		}
	}
	return best
}
