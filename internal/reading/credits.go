package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tail is what the lines below the body tell.
type tail struct {
	body    int // where the body ends, in bytes
	outlet  string
	credits []string
}

var (
	contributed = regexp.MustCompile(`(?i)^(.{3,200}?)\s+(?:also\s+)?(?:contributed|helped|assisted)\s+(?:(?:to|with|in)\s+)?(?:reporting|writing|research|this (?:report|story|article|piece)|the (?:report|story|reporting))\b.{0,80}$`)
	roleBy      = regexp.MustCompile(`(?i)(?:additional |further |extra )?(?:reporting|writing|written|reported|compiled|edited|editing|translated|translation|research|photography|graphics?)(?:(?:,| and)\s+(?:additional |further )?(?:writing|editing|reporting|edited|written))*\s+(?:(?:by|from)\s+|:\s*)`)
	roleLine    = regexp.MustCompile(`(?i)^[([*\s–—-]*` + roleBy.String()[len(`(?i)`):])
	roleInline  = regexp.MustCompile(`(?i)[([]\s*(?:additional |further )?(?:reporting|writing|written|compiled|editing) (?:and (?:writing|editing) )?by [^()\[\]\n\r]{3,300}[)\]]?\s*$`)
	endMark     = regexp.MustCompile(`(?i)^(?:#\s*#\s*#|###+|-+\s*30\s*-+|\*\s*\*\s*\*|\*{3,}|-{3,}|_{3,}|={3,}|-*\s*ends?\s*-*\.?|-- ?ends ?--|(?:copyright|©|\(c\)).{0,160}|.{0,100}\ball rights reserved\b.{0,60}|["“]?follow .{2,60} on (?:twitter|facebook|x)\b.{0,60})$`)
	sourceLine  = regexp.MustCompile(`^SOURCE:?\s+(\p{Lu}.{2,80})$`)
	possessive  = regexp.MustCompile(`^((?:The )?\p{Lu}[\p{L}.&-]*(?: \p{Lu}[\p{L}.&-]*){0,3})['’]s?\s+(\p{Lu}.*|(?:\p{Ll}+ )*\p{Lu}.*)$`)
	jobs        = regexp.MustCompile(`(?i)^(?:[\p{L}-]+ ){0,3}?(?:writers?|reporters?|correspondents?|journalists?|producers?|editors?|researchers?|staff)\s+`)
	inPlace     = regexp.MustCompile(`\s+(?:in|at|from|of|reporting|for|on)\s+.*$`)
	nameSplit   = regexp.MustCompile(`\s*(?:;|,|&|\band\b|\bwith\b)\s*`)
	personName  = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?: (?:(?:\p{Lu}|al-|el-|d['’])[\p{L}.'’-]*|de|la|le|van|von|der|den|bin|al|el|da|di|du|dos|ibn|ben|y)){0,5}$`)
)

// agencies are names of news agencies and broadcasters that credit lines and
// datelines carry (own knowledge), in lower case. Names in capitals are taken
// for one without standing here.
var agencies = map[string]bool{
	"reuters": true, "associated press": true, "the associated press": true, "agence france-presse": true, "bloomberg": true, "bloomberg news": true,
	"xinhua": true, "interfax": true, "kyodo": true, "yonhap": true, "anadolu": true, "anadolu agency": true, "anatolia": true, "prnewswire": true,
	"pr newswire": true, "business wire": true, "globenewswire": true, "al jazeera": true, "politico": true, "the guardian": true, "the times": true,
	"the new york times": true, "the washington post": true, "the wall street journal": true, "deutsche welle": true, "euronews": true,
	"sputnik": true, "ria novosti": true, "tass": true, "itar-tass": true, "efe": true, "ansa": true, "cnn": true, "bbc": true, "bbc news": true,
	"fox news": true, "nbc news": true, "cbs news": true, "abc news": true, "sky news": true, "ap": true, "afp": true, "upi": true, "dpa": true,
	"voa": true, "npr": true, "nhk": true, "rferl": true, "rfe/rl": true, "france 24": true, "wikinews": true, "central news agency": true,
}

// bureaus are cities that stand between an agency and a name in credit lines
// ("AP London Jane Doe"); own knowledge.
var bureaus = wordSet(`london paris washington beijing moscow berlin brussels geneva vienna rome madrid cairo jerusalem beirut istanbul ankara tehran baghdad
	kabul islamabad delhi mumbai tokyo seoul taipei hong-kong singapore jakarta sydney canberra ottawa nairobi lagos johannesburg dakar mexico bogota kyiv kiev warsaw atlanta`)

// looksLikeAgency reports whether the name in the brackets of a dateline is
// that of an agency: a known one, or one in capitals or joined words.
func looksLikeAgency(name string) bool {
	name = strings.TrimSpace(name)
	if agencies[strings.ToLower(name)] {
		return true
	}
	upper, lower, inner := 0, 0, false
	for i, r := range name {
		switch {
		case unicode.IsUpper(r):
			upper++
			inner = inner || i > 0 && lower > 0
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper >= 2 && (lower == 0 || inner && !strings.Contains(name, " "))
}

// readTail reads the lines below the body, from the last one upwards; the
// body begins at byte from.
func readTail(text string, from int) tail {
	const mostLines = 10
	t := tail{body: trimmedEnd(text, len(text))}
	var names [][]string
	for n := 0; n < mostLines && t.body > from; n++ {
		start := max(from, strings.LastIndexAny(text[:t.body], "\n\r")+1)
		line := strings.TrimSpace(text[start:t.body])
		credits, outlet, ok := creditLine(line)
		if !ok {
			if at := roleInline.FindStringIndex(line); at != nil && at[0] > 0 {
				names = append(names, roleNames(line[at[0]:]))
				t.body = trimmedEnd(text, strings.LastIndex(text[:t.body], line[at[0]:]))
			}
			break
		}
		if strings.TrimSpace(text[from:start]) == "" {
			break // all that is left: it is the report
		}
		names = append(names, credits)
		if t.outlet == "" {
			t.outlet = outlet
		}
		t.body = trimmedEnd(text, start)
	}
	for i := len(names) - 1; i >= 0; i-- {
		t.credits = append(t.credits, names[i]...)
	}
	return t
}

// trimmedEnd is end without the blanks before it.
func trimmedEnd(text string, end int) int {
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return end
}

// creditLine reads a line that only says who made the report.
func creditLine(line string) (names []string, outlet string, ok bool) {
	const longest = 400
	if len(line) > longest {
		return nil, "", false
	}
	if endMark.MatchString(line) {
		return nil, "", true
	}
	if m := sourceLine.FindStringSubmatch(line); m != nil {
		return nil, m[1], true
	}
	if staffForm.MatchString(line) && strings.Contains(line, " ") {
		return []string{line}, "", true
	}
	if roleLine.MatchString(line) {
		return roleNames(line), "", true
	}
	bare := strings.Trim(line, "()[]*_ ")
	if m := contributed.FindStringSubmatch(bare); m != nil {
		outlet, who := splitOutlet(m[1])
		if names = splitNames(who); len(names) > 0 {
			return names, outlet, true
		}
	}
	return nil, "", false
}

// roleNames reads "Reporting by X and Y in Rome; Editing by Z".
func roleNames(line string) []string {
	var names []string
	line = strings.Trim(line, "()[]*_. \t")
	at := roleBy.FindAllStringIndex(line, -1)
	for k, span := range at {
		end := len(line)
		if k+1 < len(at) {
			end = at[k+1][0]
		}
		names = append(names, splitNames(line[span[1]:end])...)
	}
	return names
}

// splitOutlet parts the agency from the people of "CNN's A and B", "AP writers
// A and B", "AFP London A".
func splitOutlet(who string) (outlet, people string) {
	if m := possessive.FindStringSubmatch(who); m != nil {
		return m[1], jobs.ReplaceAllString(m[2], "")
	}
	words := strings.Fields(who)
	for n := min(3, len(words)-1); n > 0; n-- {
		name := strings.Join(words[:n], " ")
		if !agencies[strings.ToLower(name)] && !(n == 1 && len(name) > 1 && looksLikeAgency(name)) {
			continue
		}
		rest := words[n:]
		people = jobs.ReplaceAllString(strings.Join(rest, " "), "")
		if len(rest) > 2 && bureaus[strings.ToLower(rest[0])] {
			people = strings.Join(rest[1:], " ")
		}
		if people != "and" && !strings.HasPrefix(people, "and ") {
			return name, people
		}
	}
	return "", who
}

// splitNames takes the names out of a list of people, without the places they
// wrote from. It gives nothing where the list holds no name.
func splitNames(list string) []string {
	var names []string
	list = strings.TrimRight(strings.TrimSpace(list), ".")
	for _, piece := range nameSplit.Split(list, -1) {
		piece = strings.TrimSpace(inPlace.ReplaceAllString(piece, ""))
		piece = strings.TrimSpace(jobs.ReplaceAllString(piece, ""))
		if personName.MatchString(piece) && monthOf(piece) == 0 && len(piece) > 2 {
			names = append(names, piece)
		}
	}
	return names
}
