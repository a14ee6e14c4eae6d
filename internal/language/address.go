package language

// address finds the first address of a chunk of n symbols that ends after
// symbol k: scheme://host/path, www.host, mailto:, name@host.name, host.com,
// name.doc, @name, #name. It gives the symbols of its first and last place
// inside, half-open; no word ends there.
func (c *Cutter) address(n, k int) (start, end int) {
	s, last := c.symbols, margin+n
	for i := max(k, margin); i < last; i++ {
		if s[i].kind <= kindDigit {
			continue
		}
		switch s[i].r {
		case ':':
			if s[i-1].letter() && (s[i+1].r == '/' && s[i+2].r == '/' || c.before(i, "mailto")) {
				start = i
				for s[start-1].letter() {
					start--
				}
				return start, c.addressEnd(start, i+1, last) - 1
			}
		case '.':
			if start, end := c.dotted(i, max(k, margin), last); end > 0 {
				return start, end - 1
			}
		case '@':
			if inName(s[i-1]) && s[i+1].letter() && c.isHost(i+1) {
				start = i
				for start > max(k, margin) && inName(s[start-1]) {
					start--
				}
				return start, c.addressEnd(start, i+1, last) - 1
			}
			fallthrough
		case '#':
			if s[i+1].letter() && !inName(s[i-1]) {
				for end = i + 1; s[end].letter() || s[end].kind == kindDigit || s[end].r == '_'; end++ {
				}
				return i, end - 1
			}
		}
	}
	return last, last
}

// dotted finds the address that the full stop at symbol i is in, not
// before symbol first; end is 0 if it is in none.
func (c *Cutter) dotted(i, first, last int) (start, end int) {
	s := c.symbols
	if !s[i+1].letter() {
		return 0, 0
	}
	if c.before(i, "www") && !s[i-4].letter() {
		return i - 3, c.addressEnd(i-3, i+1, last)
	}
	var ending [6]byte
	for end = i + 1; s[end].letter() || s[end].kind == kindDigit; end++ {
		if end-i > 5 || s[end].r > 'z' || s[end].kind != s[i+1].kind && s[end].kind != kindDigit {
			return 0, 0
		}
		ending[end-i-1] = byte(s[end].r)
	}
	kind := addressEndings[string(ending[:end-i-1])]
	if kind == 0 || s[end].r == '-' || !inName(s[i-1]) {
		return 0, 0
	}
	start = i
	for start > first && (inName(s[start-1]) || kind == fileEnding && inFile(s[start-1])) {
		start--
	}
	if kind == hostEnding {
		if s[end].r == '.' && s[end+1].letter() {
			if !s[end+2].letter() || s[end+3].letter() { // the host goes on: .com.au
				return 0, 0
			}
			end += 3
		}
		if s[end].r == '/' {
			end = c.addressEnd(start, end, last)
		}
	}
	return start, end
}

const (
	hostEnding = iota + 1
	fileEnding
)

// addressEndings are what follows the last full stop of hosts and of files.
var addressEndings = map[string]int{
	"com": hostEnding, "org": hostEnding, "net": hostEnding, "edu": hostEnding, "gov": hostEnding,
	"doc": fileEnding, "docx": fileEnding, "xls": fileEnding, "xlsx": fileEnding, "ppt": fileEnding, "pptx": fileEnding, "pdf": fileEnding, "txt": fileEnding, "rtf": fileEnding, "csv": fileEnding,
	"htm": fileEnding, "html": fileEnding, "url": fileEnding, "jpg": fileEnding, "jpeg": fileEnding, "gif": fileEnding, "png": fileEnding, "zip": fileEnding, "mp3": fileEnding,
}

// addressEnd gives where the address that begins at start and goes on at least
// to from ends.
func (c *Cutter) addressEnd(start, from, last int) int {
	s, end := c.symbols, from
	for end < last && !endsAddress(s[end]) {
		end++
	}
	// "some-techniques-to-..." is an address that was cut short.
	if s[end-1].r == '.' && s[end-2].r == '.' {
		dots := end
		for s[dots-1].r == '.' {
			dots--
		}
		if x := s[dots-1].r; x == '-' || x == '/' || x == '_' || x == '=' {
			return end
		}
	}
	open := 0
	for _, x := range s[start:end] {
		switch x.r {
		case '(':
			open++
		case ')':
			open--
		}
	}
	for end > from {
		switch x := s[end-1].r; {
		case x == ')' && open < 0:
			open++
		case x != '.' && x != ',' && x != ';' && x != ':' && x != '!' && x != '?':
			return end
		}
		end--
	}
	return end
}

// before reports whether a word of small letters of ASCII ends before symbol i.
func (c *Cutter) before(i int, word string) bool {
	for k := len(word) - 1; k >= 0; k-- {
		i--
		if i < margin || c.symbols[i].r != rune(word[k]) {
			return false
		}
	}
	return true
}

// isHost reports whether names with a full stop between them begin at symbol i.
func (c *Cutter) isHost(i int) bool {
	s := c.symbols
	for ; s[i].letter() || s[i].kind == kindDigit || s[i].r == '-'; i++ {
	}
	return s[i].r == '.' && s[i+1].letter()
}

// inName reports whether a symbol can stand in the name before an @, or in a
// host.
func inName(s symbol) bool {
	return s.letter() || s.kind == kindDigit || s.r == '.' || s.r == '_' || s.r == '-' || s.r == '+' || s.r == '%'
}

// inFile reports whether a symbol can stand in the name of a file besides.
func inFile(s symbol) bool {
	return s.r == '#' || s.r == '~' || s.r == '&' || s.r == '!' || s.r == '@'
}

// endsAddress reports whether no address goes on with a symbol.
func endsAddress(s symbol) bool {
	switch s.r {
	case '<', '>', '"', '“', '”', '«', '»', '|', ']', '}', '[', '{', '…', '\'':
		return true
	}
	return s.kind == kindBlank
}

// isWhole reports whether no word ends after symbol k by a rule: within 1,200
// and 3.5 and COP26, and before the full stop of a title that a name follows.
func (c *Cutter) isWhole(k int, p *place) bool {
	s := c.symbols
	digit := func(i int) bool { return s[i].kind == kindDigit }
	group := func(i int) bool { return digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) }
	switch right := s[k+1]; {
	case digit(k) && right.kind == kindDigit:
		return true
	case digit(k) && right.r == ',':
		return group(k + 1)
	case digit(k) && right.r == '.':
		return digit(k + 2)
	case s[k].r == ',' && digit(k-1):
		return group(k)
	case s[k].r == '.' && digit(k-1):
		return right.kind == kindDigit
	case right.kind == kindDigit && s[k].kind == kindUpper:
		first := k
		for first > k-4 && s[first-1].kind == kindUpper {
			first--
		}
		end := k + 1
		for end < k+6 && digit(end) {
			end++
		}
		if s[first-1].letter() || digit(first-1) || end-k > 5 || s[end].letter() || (s[end].r == '.' || s[end].r == ',') && digit(end+1) {
			return false
		}
		switch first - k {
		case 0:
			return s[k].r != 'q'
		case -1:
			switch string([]rune{s[first].r, s[k].r}) {
			case "ad", "bc", "no", "rs", "us", "ce", "am", "pm":
				return false
			}
		}
		return true
	case right.r == '.' && s[k].letter() && k+2 == margin+p.n:
		return p.afterKind == kindUpper && s[p.first].kind == kindUpper && c.abbreviation(p.first, k) == abbreviatedTitle
	}
	return false
}
