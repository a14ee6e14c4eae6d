package world

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are compared by their folded words: lower case, no accents, no full
// stops or apostrophes, hyphens as gaps. "Anne-Sophie Lapix" and "Anne Sophie
// LAPIX" fold alike, so do "U.S." and "US".

// accents maps letters to their plain forms; what is not here stands for itself.
var accents = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i", 'ħ': "h", 'ə': "a",
		'ʻ': "", 'ʿ': "", 'ʾ': "", 'ʼ': "", '’': "", '‘': "", '\'': "", '`': "", '´': "", '.': ""}
	for plain, marked := range map[string]string{
		"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "c": "çćĉċč", "d": "ďḍ", "e": "èéêëēĕėęěẹẻẽếềểễệǝ", "g": "ĝğġģǧḡ", "h": "ĥḥḩ",
		"i": "ìíîïĩīĭįǐịỉ", "j": "ĵ", "k": "ķḳ", "l": "ĺļľŀ", "n": "ñńņňŉ", "o": "òóôõöōŏőǒơọỏốồổỗộớờởỡợ", "r": "ŕŗř",
		"s": "śŝşšșṣ", "t": "ţťŧțṭ", "u": "ùúûüũūŭůűųǔưụủứừửữự", "w": "ŵẁẃẅ", "y": "ýÿŷỳỵỷỹ", "z": "źżžẓ",
	} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
}()

// FoldWord folds one word: "Élysée" -> "elysee", "U.S." -> "us", "’s" -> "s".
// A word of marks only folds to "".
func FoldWord(w string) string {
	plain := true
	for i := 0; i < len(w); i++ {
		if c := w[i]; c < 'a' || c > 'z' {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	var b strings.Builder
	b.Grow(len(w))
	for _, r := range w {
		if r < utf8.RuneSelf {
			switch {
			case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
				b.WriteByte(byte(r))
			case 'A' <= r && r <= 'Z':
				b.WriteByte(byte(r) + 'a' - 'A')
			case r == '&' || r == '+':
				b.WriteByte(byte(r))
			}
			continue
		}
		r = unicode.ToLower(r)
		if s, ok := accents[r]; ok {
			b.WriteString(s)
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Fold gives the folded words of a name, parted by single blanks. A leading
// "the" goes; a clitic 's is a word of its own, as in the words of a Parse.
func Fold(name string) string {
	var words []string
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		w := name[start:end]
		start = -1
		clitic := false
		for _, c := range []string{"'s", "’s"} {
			if rest, ok := strings.CutSuffix(w, c); ok && rest != "" {
				w, clitic = rest, true
			}
		}
		if f := FoldWord(w); f != "" {
			words = append(words, f)
		}
		if clitic {
			words = append(words, "s")
		}
	}
	for i, r := range name {
		if r == '&' || r == '+' { // words of their own, as in a Parse
			flush(i)
			words = append(words, string(r))
			continue
		}
		inner := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’'
		if !inner {
			if _, marked := accents[unicode.ToLower(r)]; marked {
				inner = true
			}
		}
		if inner {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
