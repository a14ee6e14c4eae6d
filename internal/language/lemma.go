package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lemma script tells how a word becomes its lemma:
//
//	kN+X  keep the case, take N symbols off the end, add X
//	lN+X  the same in lower case
//	tN+X  the same with a capital and small letters
//	=X    the lemma is X, whatever the word
//
// Scripts are labels that the encoder learns (as in Straka 2018).

// LemmaScript gives the script that turns a form into its lemma.
func LemmaScript(form, lemma string) string {
	form = strings.ReplaceAll(form, "’", "'")
	for _, c := range "lkt" {
		base := cased(byte(c), form)
		same := 0
		for same < len(base) && same < len(lemma) && base[same] == lemma[same] {
			same++
		}
		for same > 0 && same < len(base) && !utf8.RuneStart(base[same]) {
			same--
		}
		if same == 0 && len(base) > 1 || same < len(base)-6 && same < len(lemma) {
			continue
		}
		cut := utf8.RuneCountInString(base[same:])
		if cut > 9 {
			continue
		}
		// A script that changes nothing but the case is preferred to one that
		// spells letters out.
		if c == 'l' && lemma[same:] != strings.ToLower(lemma[same:]) {
			continue
		}
		return string(byte(c)) + string(rune('0'+cut)) + "+" + lemma[same:]
	}
	return "=" + lemma
}

func cased(kind byte, form string) string {
	switch kind {
	case 'l':
		return strings.ToLower(form)
	case 't':
		r, size := utf8.DecodeRuneInString(form)
		return string(unicode.ToUpper(r)) + strings.ToLower(form[size:])
	}
	return form
}

// ApplyLemma appends the lemma of a form by a script.
func ApplyLemma(dst []byte, script, form string) []byte {
	if script == "" {
		return append(dst, form...)
	}
	if script[0] == '=' {
		return append(dst, script[1:]...)
	}
	if strings.Contains(form, "’") {
		form = strings.ReplaceAll(form, "’", "'")
	}
	start := len(dst)
	switch {
	case script[0] == 'k' || script[0] == 'l' && isFolded(form):
		dst = append(dst, form...)
	case script[0] == 'l' && isASCII(form):
		for i := 0; i < len(form); i++ {
			b := form[i]
			if 'A' <= b && b <= 'Z' {
				b += 32
			}
			dst = append(dst, b)
		}
	default:
		dst = append(dst, cased(script[0], form)...)
	}
	for n := int(script[1] - '0'); n > 0 && len(dst) > start; n-- {
		_, size := utf8.DecodeLastRune(dst[start:])
		dst = dst[:len(dst)-size]
	}
	dst = append(dst, script[3:]...)
	if len(dst) == start { // nothing left: the word itself
		dst = append(dst, form...)
	}
	return dst
}
