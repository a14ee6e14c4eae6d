package dates

import (
	"maps"
	"slices"
	"strings"
)

// class is a kind of word, one bit each.
type class uint32

const (
	cWeekday class = 1 << iota
	cMonth
	cSeason
	cUnit   // day, week, ...
	cNumber // cardinal in words, or digits
	cDigits // digits
	cDecimal
	cOrdinal
	cRelative
	cPart
	cRelDay
	cHoliday
	cHalfDay // am, pm
	cZone
	cDecade // nineties
	cVague  // several, few
	cSet    // daily
	cRef    // now, recently
)

// entry is what is known of a word.
type entry struct {
	class  class
	id     int // of the word as a literal of rules; 0 for none
	value  int // number, month, weekday (1 is Monday), ...
	text   string
	number int // of all entries, from 0
	starts []start
	alone  bool // it can be a whole expression
}

// start is a rule that can begin with an entry.
type start struct {
	rule int
	next *set // the entries that can follow in it; nil for any word, or none
}

// set is a set of entries by their numbers.
type set [8]uint64

func (s *set) add(e *entry)      { s[e.number/64] |= 1 << (e.number % 64) }
func (s *set) has(e *entry) bool { return s[e.number/64]&(1<<(e.number%64)) != 0 }

// unit letters are those of TIMEX3 durations; time units stand behind a T.
type unit struct {
	value string    // "D", "TH"
	gran  Precision // Clock for hours and below
	days  int
}

var units = []unit{
	{"TS", Clock, 0}, {"TM", Clock, 0}, {"TH", Clock, 0}, {"D", Day, 1}, {"W", Week, 7}, {"M", Month, 30}, {"Q", Quarter, 91}, {"Y", Year, 365},
	{"E", Decade, 3652}, {"C", Century, 36524}, {"WE", Weekend, 2}, {"W2", Week, 14}, {"H", Half, 182},
}

const (
	uSecond = iota
	uMinute
	uHour
	uDay
	uWeek
	uMonth
	uQuarter
	uYear
	uDecade
	uCentury
	uWeekend
	uFortnight
	uHalf
)

// classWords lists the words of each class; the value of a word is its place
// in the list, or what stands behind the equals sign. Words of one place are
// joined by |.
var classWords = []struct {
	class class
	from  int
	words string
}{
	{cWeekday, 1, `monday|mondays|mon tuesday|tuesdays|tue|tues wednesday|wednesdays|wed thursday|thursdays|thu|thur|thurs friday|fridays|fri saturday|saturdays|sat sunday|sundays|sun`},
	{cMonth, 1, `january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec`},
	{cSeason, 1, `spring|springs summer|summers fall|autumn|autumns winter|winters`},
	{cUnit, 0, `second|seconds|sec|secs minute|minutes|min|mins hour|hours|hr|hrs day|days week|weeks month|months quarter|quarters year|years|yr|yrs decade|decades century|centuries weekend|weekends fortnight|fortnights half`},
	{cNumber, 0, `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
		twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 dozen=12`},
	{cOrdinal, 1, `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
		eighteenth nineteenth twentieth thirtieth=30`},
	{cRelative, 0, `last=-1 past=-1 previous=-1 preceding=-1 prior=-1 this=0 current=0 present=0 next=1 coming=1 following=1 upcoming=1`},
	{cPart, 0, `morning|mornings afternoon|afternoons evening|evenings night|nights|nite`},
	{cRelDay, 0, `today=0 yesterday=-1 tomorrow=1 tonight=0 tonite=0`},
	{cHoliday, 0, `christmas thanksgiving easter halloween ramadan`},
	{cHalfDay, 0, `am|a.m|a.m. pm|p.m|p.m.`},
	{cZone, 0, `gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et local`},
	{cDecade, 0, `twenties=20 thirties=30 forties=40 fifties=50 sixties=60 seventies=70 eighties=80 nineties=90`},
	{cVague, 0, `several few many some couple dozens numerous`},
	{cSet, uDay, `daily weekly monthly quarterly=6 yearly|annually|annual=7`},
}

// innerWords stand inside expressions without beginning a rule's element.
var innerWords = strings.Fields("than least most so")

// lexicon knows every word that a rule can use.
var lexicon = buildLexicon()

// numberEntry and decimalEntry are those of digits.
var (
	numberEntry  = &entry{class: cDigits | cNumber}
	decimalEntry = &entry{class: cDecimal}
)

func buildLexicon() map[string]*entry {
	words := map[string]*entry{}
	get := func(w string) *entry {
		e := words[w]
		if e == nil {
			e = &entry{text: w}
			words[w] = e
		}
		return e
	}
	for _, list := range classWords {
		value := list.from
		for _, group := range strings.Fields(list.words) {
			group, number, given := strings.Cut(group, "=")
			v := value
			if given {
				v = atoi(number)
			}
			for _, w := range strings.Split(group, "|") {
				for _, w := range []string{w, w + "."} {
					if strings.HasSuffix(w, ".") && (len(w) > 5 || strings.HasSuffix(w, "..")) {
						continue
					}
					e := get(w)
					e.class |= list.class
					if w != "second" && w != "second." { // unit 0, ordinal 2: told apart by class
						e.value = v
					}
				}
			}
			value++
		}
	}
	for _, w := range innerWords {
		get(w)
	}
	for i := range rules {
		for _, el := range rules[i].elements {
			for _, w := range el.words {
				e := get(w)
				if e.id == 0 {
					e.id = len(words)
				}
			}
		}
	}
	for i := range rules {
		need := 0
		for _, el := range rules[i].elements {
			if !el.optional {
				need++
			}
		}
		begins := func(e *entry) {
			if len(e.starts) == 0 || e.starts[len(e.starts)-1].rule != i {
				e.starts = append(e.starts, start{rule: i})
			}
			e.alone = e.alone || need < 2
		}
		for _, el := range rules[i].elements {
			for w, e := range words {
				if el.fitsEntry(w, e) {
					begins(e)
				}
			}
			if el.class&numberEntry.class != 0 {
				begins(numberEntry)
			}
			if el.class&decimalEntry.class != 0 {
				begins(decimalEntry)
			}
			if !el.optional {
				break
			}
		}
	}
	all := []*entry{numberEntry, decimalEntry}
	for _, w := range slices.Sorted(maps.Keys(words)) {
		all = append(all, words[w])
	}
	for n, e := range all {
		e.number = n
	}
	for _, e := range all {
		for k := range e.starts {
			if e.class == 0 {
				e.starts[k].next = following(e, rules[e.starts[k].rule].elements, all)
			}
		}
	}
	return words
}

// following gives the entries that can stand behind e, a word of no class,
// where a rule begins with it; nil for any. It spares most rules for "the".
func following(e *entry, elements []element, all []*entry) *set {
	next := &set{}
	for k := range elements {
		if el := &elements[k]; el.fitsEntry(e.text, e) {
			if el.taker {
				return nil
			}
			open := true // the rule may end here
			for _, then := range elements[k+1:] {
				for _, other := range all {
					if then.fitsEntry(other.text, other) {
						next.add(other)
					}
				}
				if open = then.optional; !open {
					break
				}
			}
			if open {
				return nil
			}
		}
		if !elements[k].optional {
			break
		}
	}
	return next
}

func atoi(s string) int {
	n, sign := 0, 1
	for i := range len(s) {
		if s[i] == '-' {
			sign = -1
		} else {
			n = n*10 + int(s[i]-'0')
		}
	}
	return n * sign
}
