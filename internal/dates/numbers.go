package dates

// takeNumber reads 30, 1,050, twenty-five, two hundred, a dozen, 3.5.
func takeNumber(c *context, i int, m *match) int {
	e := c.atoms[i].entry
	if e == nil {
		return -1
	}
	if e.class&cDecimal != 0 {
		m.number = vague // "3.5 years": the value is not told
		return i + 1
	}
	if e.class&cDigits != 0 {
		n := int(c.atoms[i].number)
		if n < 0 || n > 99999 {
			return -1
		}
		m.number = n
		return i + 1 + c.halfSign(i+1, m)
	}
	if e.class&cNumber == 0 {
		return -1
	}
	n, next := spelled(c, i)
	if next < 0 {
		return -1
	}
	m.number = n
	if n == 0 {
		m.number = vague
	}
	return next
}

// halfSign reads 1/2 and ½ behind a number and gives how many atoms they are.
func (c *context) halfSign(i int, m *match) int {
	if i >= len(c.atoms) || c.sentence(i) != c.sentence(i-1) {
		return 0
	}
	switch {
	case c.lower(i) == "½":
		m.half = true
		return 1
	case c.atoms[i].digits == 1 && c.atoms[i].number == 1 && !c.joined(i) && i+2 < len(c.atoms) && c.joined(i+1) && c.joined(i+2) && c.lower(i+1) == "/" && c.lower(i+2) == "2":
		m.half = true
		return 3
	}
	return 0
}

// spelled reads a number in words, up to the thousands.
func spelled(c *context, i int) (int, int) {
	word := func(i int) (int, bool) {
		if i >= len(c.atoms) {
			return 0, false
		}
		e := c.atoms[i].entry
		if e == nil || e.class&cNumber == 0 || e.class&cDigits != 0 {
			return 0, false
		}
		return e.value, true
	}
	total, part := 0, 0
	n, ok := word(i)
	if !ok {
		return 0, -1
	}
	for steps := 0; ok && steps < 6; steps++ {
		switch {
		case n == 100:
			part = max(part, 1) * 100
		case n == 1000:
			total, part = total+max(part, 1)*1000, 0
		case part == 0, part >= 20 && part < 100 && part%10 == 0 && n < 10, part >= 100 && part%100 == 0 && n < 100:
			part += n
		default:
			return total + part, i
		}
		i++
		n, ok = word(i)
		if !ok && i+1 < len(c.atoms) && c.atoms[i].entry != nil && c.atoms[i].entry.text == "-" && part%10 == 0 && part >= 20 {
			if u, is := word(i + 1); is && u > 0 && u < 10 {
				i, n, ok = i+1, u, true
			}
		}
	}
	return total + part, i
}

var ordinalEndings = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

// takeDay reads a day of the month: 5, 5th, fifth.
func takeDay(c *context, i int, m *match) int {
	e := c.atoms[i].entry
	if e == nil {
		return -1
	}
	if e.class&cDigits != 0 {
		a := c.atoms[i]
		if a.digits > 2 || a.number < 1 || a.number > 31 {
			return -1
		}
		m.day = int(a.number)
		if i+1 < len(c.atoms) && c.joined(i+1) && ordinalEndings[c.lower(i+1)] {
			return i + 2
		}
		return i + 1
	}
	var o match
	next := takeOrdinal(c, i, &o)
	if next < 0 || o.ordinal > 31 {
		return -1
	}
	m.day = o.ordinal
	return next
}

func takeDay2(c *context, i int, m *match) int {
	other := *m
	next := takeDay(c, i, &other)
	if next < 0 || other.day <= m.day {
		return -1
	}
	m.day2 = other.day
	return next
}

// takeOrdinal reads third, twenty-third, 23rd.
func takeOrdinal(c *context, i int, m *match) int {
	e := c.atoms[i].entry
	if e == nil {
		return -1
	}
	value := func(e *entry) int {
		if e.text == "second" {
			return 2
		}
		return e.value
	}
	switch {
	case e.class&cOrdinal != 0:
		m.ordinal = value(e)
		return i + 1
	case e.class&cDigits != 0:
		if i+1 < len(c.atoms) && c.joined(i+1) && ordinalEndings[c.lower(i+1)] && c.atoms[i].number >= 0 && c.atoms[i].number < 100 {
			m.ordinal = int(c.atoms[i].number)
			return i + 2
		}
	case e.class&cNumber != 0 && e.value >= 20 && e.value < 100 && i+2 < len(c.atoms):
		if next := c.atoms[i+2].entry; next != nil && next.class&cOrdinal != 0 && value(next) < 10 && c.lower(i+1) == "-" {
			m.ordinal = e.value + value(next)
			return i + 3
		}
	}
	return -1
}

// takeYear reads 2021, and nineteen ninety-six, two thousand and one.
func takeYear(c *context, i int, m *match) int {
	a := c.atoms[i]
	if a.entry == nil {
		return -1
	}
	if a.digits > 0 {
		if a.digits != 4 || a.number < 1000 || a.number > 2199 || i+1 < len(c.atoms) && c.joined(i+1) && isLetter(c.p.Doc.Text[c.atoms[i+1].start]) {
			return -1
		}
		m.year = int(a.number)
		return i + 1
	}
	if a.entry.class&cNumber == 0 {
		return -1
	}
	switch v := a.entry.value; {
	case v >= 11 && v <= 20:
		n, next := spelled(c, i+1)
		if i+1 < len(c.atoms) && next > 0 && n >= 10 && n < 100 && c.atoms[i+1].entry.value >= 10 && !c.joined(i+1) {
			m.year = v*100 + n
			return next
		}
	case v == 2:
		if n, next := spelled(c, i); n == 2000 && next > 0 {
			m.year = 2000
			return next
		}
	}
	return -1
}

// takeOldYear reads a number that may be a year of long ago.
func takeOldYear(c *context, i int, m *match) int {
	a := c.atoms[i]
	if a.digits < 2 || a.digits > 4 || a.number < 1 || a.number > 2199 {
		return -1
	}
	m.year = int(a.number)
	return i + 1
}

func takeOldYear2(c *context, i int, m *match) int {
	other := *m
	next := takeOldYear(c, i, &other)
	m.year2 = other.year
	return next
}

func takeYear2(c *context, i int, m *match) int {
	a := c.atoms[i]
	switch {
	case a.digits == 4 && a.number > int32(m.year) && a.number < 2200:
		m.year2 = int(a.number)
	case a.digits == 2 && int(a.number) > m.year%100:
		m.year2 = m.year/100*100 + int(a.number)
	default:
		return -1
	}
	return i + 1
}

// takeShortYear reads '97.
func takeShortYear(c *context, i int, m *match) int {
	if s := c.lower(i); s != "'" && s != "‘" || i+1 >= len(c.atoms) || !c.joined(i+1) || c.atoms[i+1].digits != 2 {
		return -1
	}
	m.year = 1900 + int(c.atoms[i+1].number)
	if m.year < 1930 {
		m.year += 100
	}
	if i+2 < len(c.atoms) && c.joined(i+2) && c.lower(i+2) == "s" {
		return -1
	}
	return i + 2
}

// takeISO reads 2021-10-05, 2021/10/05, 20211005, 10/05/2021, 25.12.2021.
func takeISO(c *context, i int, m *match) int {
	if a := c.atoms[i]; a.digits == 8 && a.number > 19000000 && a.number < 21991231 {
		m.year, m.month, m.day = int(a.number/10000), int(a.number/100%100), int(a.number%100)
		if m.month >= 1 && m.month <= 12 && m.day >= 1 && m.day <= 31 {
			return i + 1
		}
		return -1
	}
	if i+4 >= len(c.atoms) || i > 0 && c.joined(i) && c.atoms[i-1].digits > 0 {
		return -1
	}
	var n [3]int
	for k := range n {
		a := c.atoms[i+2*k]
		if a.digits == 0 || a.number < 0 || k > 0 && (!c.joined(i+2*k) || !c.joined(i+2*k-1)) {
			return -1
		}
		n[k] = int(a.number)
	}
	sep := c.lower(i + 1)
	if sep != c.lower(i+3) || sep != "-" && sep != "/" && sep != "." {
		return -1
	}
	first, last := c.atoms[i].digits, c.atoms[i+4].digits
	switch {
	case first == 4:
		m.year, m.month, m.day = n[0], n[1], n[2]
	case last == 4 || last == 2 && sep == "/":
		m.month, m.day, m.year = n[0], n[1], n[2]
		if last == 2 {
			m.year += 1900
			if m.year < 1950 {
				m.year += 100
			}
		}
		if sep == "." || m.month > 12 {
			m.month, m.day = m.day, m.month
		}
	default:
		return -1
	}
	if m.month < 1 || m.month > 12 || m.day < 1 || m.day > 31 || m.year < 1000 || m.year > 2199 {
		return -1
	}
	return i + 5
}

// takeDecade reads 1990s, '90s, 90s, nineties.
func takeDecade(c *context, i int, m *match) int {
	a := c.atoms[i]
	if a.entry != nil && a.entry.class&cDecade != 0 {
		m.decade = 1900 + a.entry.value
		return i + 1
	}
	if s := c.lower(i); s == "'" || s == "‘" {
		i++
		if i >= len(c.atoms) || !c.joined(i) {
			return -1
		}
		a = c.atoms[i]
	}
	if a.digits == 0 || a.number%10 != 0 || i+1 >= len(c.atoms) || !c.joined(i+1) {
		return -1
	}
	next := i + 1
	if s := c.lower(next); s == "'" && next+1 < len(c.atoms) && c.joined(next+1) {
		next++
	}
	if s := c.lower(next); s != "s" && s != "'s" {
		return -1
	}
	switch {
	case a.digits == 4 && a.number >= 1000 && a.number < 2200:
		m.decade = int(a.number)
	case a.digits == 2 && a.number >= 20:
		m.decade = 1900 + int(a.number)
	default:
		return -1
	}
	return next + 1
}

// takeClock reads 9, 9:40, 15:30:05, noon is a literal of its own.
func takeClock(c *context, i int, m *match) int {
	a := c.atoms[i]
	if a.digits == 0 {
		if a.entry != nil && a.entry.class&cNumber != 0 && a.entry.value >= 1 && a.entry.value <= 12 {
			m.hour, m.minute = a.entry.value, 0
			return i + 1
		}
		return -1
	}
	if a.digits > 2 || a.number > 24 {
		return -1
	}
	m.hour, m.minute = int(a.number), 0
	next := i + 1
	for k := 0; k < 2; k++ {
		if next+1 >= len(c.atoms) || !c.joined(next) || !c.joined(next+1) || c.atoms[next+1].digits != 2 || c.atoms[next+1].number > 59 {
			break
		}
		if s := c.lower(next); s != ":" && s != "." {
			break
		}
		if k == 0 {
			m.minute = int(c.atoms[next+1].number)
		}
		next += 2
	}
	return next
}
