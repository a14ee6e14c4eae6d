package language

import "github.com/entente-project/entente/internal/document"

// A join is a run of letters that may be two words written as one: "its",
// "dont", "cannot". Whether it is depends on what stands around it, and on
// how careful the writer is.

// describeJoin fills the features of the place at inside the run of letters
// text[start:end]. Real is 0 for a run that training made of two words which
// gold has with an apostrophe.
func (c *Cutter) describeJoin(text string, body document.Span, start, at, end int, real uint64) {
	run, stem := hashLetters(text[start:end]), hashLetters(text[start:at])
	kind := hashLetters(text[at:end])
	if end-at > 2 {
		kind = 1
	}
	before, i, tailBefore := runBefore(text, body.Start, start)
	before2, _, _ := runBefore(text, body.Start, i)
	after, j, tailAfter := runAfter(text, body.End, end)
	after2, _, tail2 := runAfter(text, body.End, j)
	loose, neat := looseness(text, body, start, end)
	ways := loose<<2 | neat
	shape := uint64(0)
	if b := text[start]; 'A' <= b && b <= 'Z' {
		shape = 1
		if b := text[end-1]; 'A' <= b && b <= 'Z' {
			shape = 2
		}
	}
	mark := uint64(0)
	if end < body.End {
		mark = uint64(text[end])
	}
	c.features = append(c.features,
		feature(200, run),
		feature(201, run, before),
		feature(202, run, after),
		feature(203, run, tailAfter),
		feature(204, run, ways),
		feature(205, kind, before),
		feature(206, kind, after),
		feature(207, kind, tailAfter),
		feature(208, kind, after, after2),
		feature(209, run, shape),
		feature(210, kind, stem),
		feature(211, kind, real),
		feature(212, run, real),
		feature(213, run, mark),
		feature(214, run, before, before2),
		feature(215, run, after, tail2),
		feature(216, kind, ways),
		feature(217, run, loose),
		feature(218, run, before, after),
		feature(219, run, tailAfter, tail2),
		feature(220, kind, ways, tailAfter),
		feature(221, run, after2),
		feature(222, run, tailAfter, after2),
		feature(223, run, tailBefore),
		feature(224, run, tailBefore, tailAfter),
		feature(225, run, tailBefore, ways),
		feature(226, run, before, ways),
		feature(227, run, shape, loose),
		feature(228, real),
	)
}

// hashLetters hashes letters of ASCII in lower case.
func hashLetters(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i]|0x20)) * 0x100000001b3
	}
	h ^= h >> 29
	return h
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// runBefore hashes the run of letters, or else the byte, before a place, and
// gives where it begins and the hash of its last two letters.
func runBefore(text string, limit, at int) (hash uint64, start int, last uint64) {
	i := at
	for n := 0; i > limit && n < 8 && (text[i-1] == ' ' || text[i-1] == '\t'); n++ {
		i--
	}
	if i <= limit {
		return 1, limit, 1
	}
	if !isLetter(text[i-1]) {
		return uint64(text[i-1]) + 2, i - 1, uint64(text[i-1]) + 2
	}
	end := i
	for i > limit && end-i < maxRun && isLetter(text[i-1]) {
		i--
	}
	return hashLetters(text[i:end]), i, hashLetters(tail(text[i:end], 2))
}

// runAfter hashes the run of letters, or else the byte, after a place, and
// gives where it ends and the hash of its last three letters.
func runAfter(text string, limit, at int) (hash uint64, end int, last uint64) {
	i := at
	for n := 0; i < limit && n < 8 && (text[i] == ' ' || text[i] == '\t'); n++ {
		i++
	}
	if i >= limit {
		return 1, limit, 1
	}
	if !isLetter(text[i]) {
		return uint64(text[i]) + 2, i + 1, uint64(text[i]) + 2
	}
	start := i
	for i < limit && i-start < maxRun && isLetter(text[i]) {
		i++
	}
	return hashLetters(text[start:i]), i, hashLetters(tail(text[start:i], 3))
}

// looseness counts, up to three, the signs near a run of letters that the
// writer leaves apostrophes and capitals out, and those that he does not.
func looseness(text string, body document.Span, start, end int) (loose, neat uint64) {
	const near = 300 // bytes to each side
	lo, hi := max(body.Start, start-near), min(body.End, end+near)
	for i := lo; i < hi; {
		if !isLetter(text[i]) {
			if text[i] == '\'' && i > lo && isLetter(text[i-1]) && i+1 < hi && isLetter(text[i+1]) {
				neat++
			}
			i++
			continue
		}
		first := i
		for i < hi && isLetter(text[i]) {
			i++
		}
		if first != start && i-first < 9 && (text[first:i] == "i" || looseWords[text[first:i]]) {
			loose++
		}
	}
	return min(loose, 3), min(neat, 3)
}

var looseWords = map[string]bool{
	"dont": true, "cant": true, "didnt": true, "doesnt": true, "isnt": true, "wont": true, "wouldnt": true, "couldnt": true, "havent": true,
	"im": true, "Im": true, "ive": true, "thats": true, "whats": true, "youre": true, "theyre": true, "hes": true, "u": true, "ur": true, "r": true, "pls": true, "plz": true,
}

// DescribeJoin gives the features of a place inside a run of letters to
// training, which makes examples of runs that gold has with an apostrophe.
func (c *Cutter) DescribeJoin(text string, body document.Span, start, at, end int) []Feature {
	c.features = c.features[:0]
	c.describeJoin(text, body, start, at, end, 0)
	return c.features
}
