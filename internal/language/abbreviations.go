package language

// Abbreviations are written with a full stop that belongs to them. They are
// classed by what stands beside them; whether a sentence ends there as well is
// learned.
const (
	abbreviatedTitle    = iota + 1 // a name follows
	abbreviatedFirm                // a name goes before
	abbreviatedDay                 // months and days of the week
	abbreviatedState               // states of the USA, provinces of Canada
	abbreviatedUnit                // a number goes before
	abbreviatedStreet              // a name goes before or after
	abbreviatedOther               // a noun
	abbreviatedRef                 // a number follows
	abbreviatedLatin               // etc.
	abbreviatedLatinMid            // the sentence always goes on: e.g., vs.
)

// abbreviationsByClass are the abbreviations, in small letters, without full
// stops; each has one class.
var abbreviationsByClass = map[uint64][]string{
	abbreviatedTitle: {"mr", "mrs", "ms", "messrs", "mme", "mlle", "dr", "drs", "prof", "rev", "hon", "fr", "sr", "st", "ste", "gen", "lt", "col", "maj", "capt", "cpt", "cmdr", "cdr", "adm", "brig", "sgt", "cpl", "pvt", "pfc",
		"gov", "sen", "sens", "rep", "reps", "pres", "amb", "atty", "supt", "insp", "det", "msgr", "pte", "comdr", "lieut", "dep", "min", "sec"},
	abbreviatedFirm:     {"inc", "corp", "co", "cos", "ltd", "llc", "bros", "pty", "plc", "jr", "esq", "assn", "assoc", "bhd", "ent"},
	abbreviatedDay:      {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat"},
	abbreviatedState:    {"ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mont", "neb", "nev", "okla", "ore", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ont", "que"},
	abbreviatedUnit:     {"lb", "lbs", "oz", "ft", "sq", "hr", "hrs", "mins", "secs", "yr", "yrs", "mo", "mos", "wk", "wks", "mi", "km", "kg", "cm", "mm", "in", "gal", "mg", "bn", "mn", "mil"},
	abbreviatedStreet:   {"ave", "blvd", "rd", "hwy", "pkwy", "mt", "apt", "bldg", "rm"},
	abbreviatedOther:    {"dept", "univ", "dist", "div", "govt", "intl", "natl", "mgr", "asst", "mfg", "tech", "info", "misc", "lang", "inst", "org", "conf", "spec", "reg", "adj", "adv", "ed", "eds", "ext", "approx", "est", "max", "temp", "avg", "orig", "incl", "cont", "voc", "abbr"},
	abbreviatedRef:      {"no", "nos", "vol", "vols", "fig", "figs", "art", "arts", "sect", "para", "paras", "pp", "ch", "eq", "eqs", "ref", "refs", "tel", "fax", "ph", "cir", "supp", "stat", "ca"},
	abbreviatedLatin:    {"etc", "ect", "al", "ibid", "ps", "pps"},
	abbreviatedLatinMid: {"eg", "ie", "vs", "viz", "cf", "resp", "v"},
}

var abbreviations = func() map[uint64]uint64 {
	m := map[uint64]uint64{}
	for class, words := range abbreviationsByClass {
		for _, w := range words {
			m[hashLetters(w)] = class
		}
	}
	return m
}()

// beforeStop says what is known of the symbols from first to k, which a full
// stop follows: their class as an abbreviation from 20 on, 40 for a word of
// several parts (U.S.), and their length, vowels and capitals.
func (c *Cutter) beforeStop(first, k int) (class, look uint64) {
	s := c.symbols
	class = 20 + c.abbreviation(first, k)
	vowels := uint64(0)
	for i := first; i <= k; i++ {
		switch s[i].r {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			vowels = 1
		}
		if !s[i].letter() {
			class = 40
		}
	}
	look = uint64(min(k+1-first, 6))<<3 | vowels<<2
	if s[first].kind == kindUpper {
		look |= 1
		if s[k].kind == kindUpper {
			look |= 2
		}
	}
	return class, look
}

// abbreviation is the class of the letters from symbol first to k as an
// abbreviation, 0 for none.
func (c *Cutter) abbreviation(first, k int) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := first; i <= k; i++ {
		if !c.symbols[i].letter() {
			return 0
		}
		h = (h ^ uint64(c.symbols[i].r)) * 0x100000001b3
	}
	return abbreviations[h^h>>29]
}
