package dates

// rules is the grammar. A pattern is words (alternatives parted by |), classes
// in capitals (takers.go), ? behind what may be left out, ~ before what is
// written without a gap. The longest match at a word wins, of equals the
// first. Examples are read in a report of Tuesday 2021-10-05 and give value
// and days; "tei:" is before those of rules that TEI alone has.
var rules = compiled([]line{
	// Days counted from the report.
	{"today", "MOD? RELDAY PART?", onRelDay, "It rained yesterday. => yesterday 2021-10-04 2021-10-04"},
	{"beside", "the day before|after RELDAY", onBesideDay, "They left the day before yesterday. => the day before yesterday 2021-10-03 2021-10-03"},
	{"this-part", "MOD? this PART", thisPart, "They met this morning. => this morning 2021-10-05TMO 2021-10-05"},
	{"next-part", "the next|following PART", nextPart, "They met on Sunday. The next morning they left. => Sunday 2021-10-03 2021-10-03; The next morning 2021-10-04TMO 2021-10-04"},
	{"last-night", "MOD? last night", lastNight, "They left last night. => last night 2021-10-04TNI 2021-10-04"},
	{"weekday", "MOD? REL? MOD? WEEKDAY PART?", onWeekday, "They met on Sunday. => Sunday 2021-10-03 2021-10-03"},
	{"this-past", "this past WEEKDAY PART?", thisPast, "They met this past Sunday. => this past Sunday 2021-10-03 2021-10-03"},
	{"this-past-unit", "this past UNIT", thisPast, "They met this past weekend. => this past weekend 2021-W39-WE 2021-10-02/2021-10-03"},
	{"this-coming", "this coming WEEKDAY PART?", thisComing, "They meet this coming Friday. => this coming Friday 2021-10-08 2021-10-08"},
	{"weekday-beside", "the previous|preceding|following WEEKDAY PART?", besideWeekday, "It fell on May 3. The following Friday it rose. => May 3 2021-05-03 2021-05-03; The following Friday 2021-05-07 2021-05-07"},
	{"weekday-week", "WEEKDAY of? REL week", weekdayOfWeek, "They will meet Monday of next week. => Monday of next week 2021-10-11 2021-10-11"},

	// Dates in full.
	{"month-day", "MOD? REL? WEEKDAYC? MONTH DAY CYEAR?", onDate, "They met on September 22. => September 22 2021-09-22 2021-09-22"},
	{"month-days", "MONTH DAY -|to|through|–|and|& DAY2 CYEAR?", onDate, "The summit of June 11-13, 2021 ended. => June 11-13, 2021 2021-06-11/2021-06-13 2021-06-11/2021-06-13"},
	{"day-month", "MOD? WEEKDAYC? the? DAY of? MONTH CYEAR?", onDate, "It was signed on 5 October 2020. => 5 October 2020 2020-10-05 2020-10-05"},
	{"day-month-hyphen", "DAY ~- MONTH ~- YEAR", onDate, "It was signed on 5-Oct-2020. => 5-Oct-2020 2020-10-05 2020-10-05"},
	{"days-month", "DAY -|to|–|and DAY2 MONTH CYEAR?", onDate, "The summit of 11-13 June 2021 ended. => 11-13 June 2021 2021-06-11/2021-06-13 2021-06-11/2021-06-13"},
	{"iso", "WEEKDAYC? ISO", onDate, "Signed on 2020-10-05 in Rome. => 2020-10-05 2020-10-05 2020-10-05"},
	{"week-of", "the week of|beginning|starting MONTH DAY CYEAR?", weekOf, "They meet the week of October 11. => the week of October 11 2021-W41 2021-10-11/2021-10-17"},

	// Months, years and longer.
	{"month", "MOD? MONTH CYEAR?", onMonth, "It was signed in August. => August 2021-08 2021-08-01/2021-08-31"},
	{"month-rel", "MOD? the? REL MONTH", onMonth, "It was signed last August. => last August 2021-08 2021-08-01/2021-08-31"},
	{"month-of", "MOD? MONTH of? REL year", monthOfYear, "It began in March of last year. => March of last year 2020-03 2020-03-01/2020-03-31"},
	{"month-end", "ENDS REL? MONTH CYEAR?", onMonth, "They will leave at the end of October. => the end of October 2021-10 2021-10-22/2021-10-31"},
	{"week-of-month", "the first|second|third|last week|days of MONTH CYEAR?", weekOfMonth, "It fell in the first week of August. => the first week of August 2021-08 2021-08-01/2021-08-07"},
	{"year", "MOD? YEAR", onYear, "It was signed in 2013. => 2013 2013 2013-01-01/2013-12-31"},
	{"years-range", "YEAR -|–|/ YEAR2", onYears, "The 2014-2018 plan failed. => 2014 2014 2014-01-01/2018-12-31; 2018 2018 2014-01-01/2018-12-31"},
	{"year-old", "OLD", onOldYear, "It was built circa 347. => 347 0347 0347-01-01/0347-12-31"},
	{"year-old-era", "OLD ad|a.d.|ce|c.e.", onOldYear, "It fell in 900 CE. => 900 CE 0900 0900-01-01/0900-12-31"},
	{"year-era-old", "ad|a.d. OLD", onOldYear, "It fell in AD 842. => AD 842 0842 0842-01-01/0842-12-31"},
	{"years-old", "OLD -|– OLD2", onOldYears, "Ando (314–368) was a monk. => 314 0314 0314-01-01/0368-12-31; 368 0368 0314-01-01/0368-12-31"},
	{"the-period", "the YEAR period", thePeriod, "Sales fell in the third quarter. They rose in the 2020 period. => the third quarter 2021-Q3 2021-07-01/2021-09-30; the 2020 period 2020-Q3 2020-07-01/2020-09-30"},
	{"year-named", "the? fiscal|calendar|year|financial year? YEAR", onYear, "In fiscal 2019 it grew. => fiscal 2019 2019 2019-01-01/2019-12-31"},
	{"year-short", "YY", onYearShort, "It began in '97. => '97 1997 1997-01-01/1997-12-31"},
	{"year-end", "ENDS YEAR", onYear, "At the end of 2020 it failed. => the end of 2020 2020 2020-12-22/2020-12-31"},
	{"decade", "the? MOD? DECADE", onDecade, "It began in the 1990s. => the 1990s 199 1990-01-01/1999-12-31"},
	{"century", "the? MOD? ORD -? century|centuries bc|bce|b.c.?", onCentury, "It fell in the 19th century. => the 19th century 18 1801-01-01/1900-12-31"},
	{"century-first", "the? ORD", firstCentury, "It stood from the 12th to the 16th century. => the 12th 11 1101-01-01/1600-12-31; the 16th century 15 1101-01-01/1600-12-31"},
	{"bc", "NUM bc|bce|b.c.", onBC, "It was built in 508 BC. => 508 BC BC0508"},
	{"season", "MOD? the? REL SEASON", onSeason, "They met last spring. => last spring 2021-SP 2021-03-01/2021-05-31"},
	{"season-year", "the? MOD? SEASON of? YEAR", onSeason, "It opened in spring 2020. => spring 2020 2020-SP 2020-03-01/2020-05-31"},
	{"season-the", "the? MOD? SEASON", theSeason, "It began in the summer. => the summer 2021-SU 2021-06-01/2021-08-31"},
	{"unit", "MOD? the? MOD? REL UNIT", onUnit, "They will meet next week. => next week 2021-W41 2021-10-11/2021-10-17"},
	{"unit-in", "MOD in the UNIT", inUnit, "It fell earlier in the month. => earlier in the month 2021-10 2021-10-01/2021-10-04"},
	{"unit-end", "ENDS the? REL? UNIT", onUnitEnd, "They will meet at the end of this month. => the end of this month 2021-10 2021-10-22/2021-10-31"},
	{"that", "MOD? that same? UNIT", thatUnit, "In 2013 it failed. Later that year it closed. => 2013 2013 2013-01-01/2013-12-31; Later that year 2013 2013-01-01/2013-12-31"},
	{"the-same", "the same UNIT", thatUnit, "It fell on May 3, 2020. The same day it rose. => May 3, 2020 2020-05-03 2020-05-03; The same day 2020-05-03 2020-05-03"},
	{"weekend", "the MOD? weekend", theWeekend, "They met over the weekend. => the weekend 2021-W39-WE 2021-10-02/2021-10-03"},
	{"year-whole", "the? REL? fiscal|financial|calendar|full|entire|whole year", wholeYear, "It grew in the fiscal year. => the fiscal year 2021 2021-01-01/2021-12-31"},
	{"week-the", "the week", theWeek, "They met last week. It was the week's last vote. => last week 2021-W39 2021-09-27/2021-10-03; the week 2021-W39 2021-09-27/2021-10-03"},
	{"year-the", "the year", theYear, "It grew in the year ended May 31. => the year P1Y; May 31 2021-05-31 2021-05-31"},
	{"day-the", "the day", theDay, "They met on Sunday. It ended the day badly. => Sunday 2021-10-03 2021-10-03; the day 2021-10-03 2021-10-03"},
	{"day-start", "the start|beginning|close of the day", theDay, "They met on Sunday. At the start of the day it rained. => Sunday 2021-10-03 2021-10-03; the start of the day 2021-10-03 2021-10-03"},
	{"unit-beside", "the UNIT before|after|previous", besideUnit, "It fell in 2019. It had risen the year before. => 2019 2019 2019-01-01/2019-12-31; the year before 2018 2018-01-01/2018-12-31"},
	{"in-a-row", "a|the? ORD consecutive|straight|successive UNIT", inARow, "It fell for a third consecutive day. => a third consecutive day 2021-10-05 2021-10-05"},
	{"in-a-row-after", "a|the? ORD UNIT in a row", inARow, "It fell for the third week in a row. => the third week in a row 2021-W40 2021-10-04/2021-10-10"},
	{"nine-eleven", "NINE11", nineEleven, "It was so before 9/11. => 9/11 2001-09-11 ../2001-09-10"},
	{"year-end-word", "year -? end", yearEnd, "It will close by year-end. => year-end 2021-12-31 ../2021-12-31"},
	{"war", "the? WORLDWAR", onWar, "tei: They met during the Second World War. => the Second World War 1939-09-01/1945-09-02 1939-09-01/1945-09-02"},
	{"holiday-easter", "good|ash friday|wednesday YEAR?", onHoliday, "They met on Good Friday. => Good Friday 2021-04-02 2021-04-02"},
	{"holiday", "REL? HOLIDAY eve|day|sunday|monday? YEAR?", onHoliday, "They met last Christmas. => last Christmas 2020-12-25 2020-12-25"},

	// Quarters and halves.
	{"quarter", "the? fiscal? ORD UNIT", onQuarter, "It grew in the third quarter. => the third quarter 2021-Q3 2021-07-01/2021-09-30"},
	{"quarter-hyphen", "fiscal? ORD - UNIT", onQuarter, "The third-quarter loss grew. => third-quarter 2021-Q3 2021-07-01/2021-09-30"},
	{"quarter-fiscal", "REL? fiscal ORD -? UNIT", onQuarter, "It grew in fiscal third quarter. => fiscal third quarter 2021-Q3 2021-07-01/2021-09-30"},
	{"quarter-year", "the? ORD -? UNIT of? fiscal? YEAR", onQuarter, "It grew in the first half of 2020. => the first half of 2020 2020-H1 2020-01-01/2020-06-30"},
	{"quarter-year-first", "the? fiscal? YEAR ORD UNIT", onQuarter, "It grew in the 2020 second quarter. => the 2020 second quarter 2020-Q2 2020-04-01/2020-06-30"},
	{"quarter-of", "the? ORD -? UNIT of REL year", onQuarter, "It grew in the first quarter of last year. => the first quarter of last year 2020-Q1 2020-01-01/2020-03-31"},
	{"quarter-last", "the? last|final|latter HALVES of fiscal? YEAR", onQuarter, "It fell in the last half of 2020. => the last half of 2020 2020-H2 2020-07-01/2020-12-31"},
	{"quarter-s", "REL year VERYPOSS ORD -? UNIT", onQuarter, "It beat last year's fourth quarter. => last year's fourth quarter 2020-Q4 2020-10-01/2020-12-31"},
	{"quarter-q", "q ~NUM YEAR?", onQ, "It grew in Q3 2020. => Q3 2020 2020-Q3 2020-07-01/2020-09-30"},
	{"quarter-the", "the latest? quarter", theQuarter, "Sales rose in the quarter. => the quarter 2021-Q3 2021-07-01/2021-09-30"},
	{"quarter-latest", "the? latest quarter|period", theQuarter, "Sales rose in the latest period. => the latest period 2021-Q3 2021-07-01/2021-09-30"},
	{"quarter-ago", "the? year - earlier|ago ORD? -? quarter|period?", theQuarter, "Sales beat the year-ago period. => the year-ago period 2020-Q3 2020-07-01/2020-09-30"},

	// Counted.
	{"ago", "APPROX? NUM more? UNIT ago|earlier|later|previously", ago, "They met four years ago. => four years ago 2017 2017-01-01/2017-12-31"},
	{"ago-half", "APPROX? NUM and a half UNIT ago|earlier|later", agoAndHalf, "They met two and a half years ago. => two and a half years ago 2019-04 2019-04-01/2019-04-30"},
	{"a-ago-half", "APPROX? a|an UNIT and a half ago|earlier|later", agoAndHalf, "They met a year and a half ago. => a year and a half ago 2020-04 2020-04-01/2020-04-30"},
	{"a-ago", "APPROX? a|an UNIT ago|earlier|later|previously", agoOne, "They met a week ago. => a week ago 2021-W39 2021-09-27/2021-10-03"},
	{"vague-ago", "APPROX? a? VAGUE of? UNIT ago|earlier|later", ago, "They met several years ago. => several years ago PAST_REF ../2021-10-04"},
	{"ago-or-so", "a|an UNIT or so ago|earlier|later", agoOne, "They met a week or so ago. => a week or so ago 2021-W39 2021-09-27/2021-10-03"},
	{"units-ago", "UNITS ago|earlier|later", agoVague, "They met years ago. => years ago PAST_REF ../2021-10-04"},
	{"from-now", "APPROX? NUM UNIT from now|today", ago, "It ends ten days from now. => ten days from now 2021-10-15 2021-10-15"},
	{"a-from-now", "a|an UNIT from now|today", agoOne, "It ends a year from now. => a year from now 2022 2022-01-01/2022-12-31"},

	// Lengths.
	{"length", "the? APPROX? NUM more? full|straight|consecutive? UNIT", long, "They talked for six months. => six months P6M"},
	{"length-hyphen", "NUM - UNIT", longHyphen, "The two-day visit ended. => two-day P2D"},
	{"length-single", "single - UNIT", longOne, "It was the worst single-day fall. => single-day P1D"},
	{"length-hundred", "APPROX? a hundred|dozen|couple of? UNIT", longHundred, "It took a hundred years. => a hundred years P100Y"},
	{"length-half", "APPROX? NUM and a half UNIT", longAndHalf, "They talked for two and a half hours. => two and a half hours PT2H30M"},
	{"length-a-and-half", "APPROX? a|an UNIT and a half", longAndHalf, "They talked for an hour and a half. => an hour and a half PT1H30M"},
	{"length-to", "the? REL? NUM to|or NUM UNIT", longRange, "They talked for two to three weeks. => two to three weeks PXW"},
	{"length-or-two", "a|an UNIT or two", longRange, "They talked for a week or two. => a week or two PXW"},
	{"length-first", "NUM", firstOfTwo, "It took between 60 and 90 days. => 60 P60D; 90 days P90D"},
	{"length-vague", "APPROX? a? VAGUE of? more? UNIT", long, "They talked for several days. => several days PXD"},
	{"length-ordinal", "the? first|last NUM UNIT", firstUnits, "It grew in the first nine months. => the first nine months P9M"},
	{"length-a", "APPROX? a|an full|whole|entire? UNIT", longOne, "They talked for a week. => a week P1W"},
	{"length-half-a", "half a|an UNIT", longHalf, "They talked for half an hour. => half an hour PT30M"},
	{"length-word", "day|week|month|year|hour|decade|decades|years|months - long", longWord, "The day-long talks failed. => day-long P1D"},
	{"length-one-word", "hourlong|daylong|weeklong|monthlong|yearlong|decadelong", longOneWord, "The weeklong talks failed. => weeklong P1W"},
	{"lasting", "the? REL NUM UNIT", lasting, "It grew over the past two months. => the past two months P2M 2021-08-05/2021-10-05"},
	{"lasting-vague", "the? REL VAGUE of? UNIT", lasting, "They will meet in the next few days. => the next few days PXD 2021-10-06/.."},
	{"lasting-units", "the? REL UNITS", lasting, "They will meet in the coming weeks. => the coming weeks PXW 2021-10-06/.."},
	{"the-units", "the UNITS ahead?", theUnits, "It changed over the years. => the years PXY"},
	{"units", "UNITS", bareUnits, "The talks took years. => years PXY"},

	// Again and again.
	{"every", "every|each NUM? UNIT", again, "They meet every year. => every year P1Y"},
	{"every-weekday", "every|each WEEKDAY PART?", again, "They meet every Friday. => every Friday XXXX-WXX-5"},
	{"every-month", "every|each MONTH", again, "They meet every June. => every June XXXX-06"},
	{"every-part", "every|each PART", again, "They meet every morning. => every morning XXXX-XX-XXTMO"},
	{"every-season", "every|each SEASON", again, "They meet every spring. => every spring XXXX-SP"},
	{"daily", "SET", again, "The daily talks failed. => daily P1D"},
	{"times-a", "once|twice a|every|each UNIT", again, "They meet twice a week. => twice a week P1W"},

	// The clock.
	{"clock", "CLOCK HALFDAY ZONE? on? REL? WEEKDAY?", atClock, "It ended at 9:40 AM EDT. => 9:40 AM EDT 2021-10-05T09:40 2021-10-05"},
	{"clock-day", "CLOCK HALFDAY? ZONE? RELDAY", atClock, "It ended at 9 a.m. yesterday. => 9 a.m. yesterday 2021-10-04T09:00 2021-10-04"},
	{"clock-date", "CLOCK HALFDAY ZONE? ,? on? WEEKDAYC? MONTH DAY CYEAR?", atClock, "It ended at 9 p.m. on March 3. => 9 p.m. on March 3 2021-03-03T21:00 2021-03-03"},
	{"clock-zone", "CLOCK ZONE on? REL? WEEKDAY?", atClock, "It ended at 15:30 GMT. => 15:30 GMT 2021-10-05T15:30Z 2021-10-05"},
	{"clock-o", "CLOCK o'clock in? the? PART?", atClock, "It ended at nine o'clock. => nine o'clock 2021-10-05T09:00 2021-10-05"},
	{"clock-part", "CLOCK in the PART", atClock, "It ended at nine in the evening. => nine in the evening 2021-10-05T21:00 2021-10-05"},
	{"noon", "noon|midday on? WEEKDAY?", atNoon, "It ended at noon on Sunday. => noon on Sunday 2021-10-03T12:00 2021-10-03"},
	{"midnight", "midnight on? WEEKDAY?", atMidnight, "It ended at midnight. => midnight 2021-10-05T24:00 2021-10-05"},

	// Words that point without naming a time.
	{"now", "now|currently|nowadays", present, "They now agree. => now PRESENT_REF"},
	{"current", "current", present, "The current talks failed. => current PRESENT_REF"},
	{"recently", "recently", past, "They met recently. => recently PAST_REF"},
	{"recent", "recent UNITS?", past, "It fell in recent years. => recent years PAST_REF"},
	{"the-past", "the past", past, "It was so in the past. => the past PAST_REF"},
	{"time-being", "the time being", present, "It holds for the time being. => the time being PRESENT_REF"},
	{"soon", "soon", soon, "They will meet soon. => soon FUTURE_REF"},
	{"term", "the long|longer|near|short term", inTerm, "It holds in the short term. => the short term FUTURE_REF"},
	{"the-future", "the|near near|foreseeable? future", future, "It may end in the near future. => the near future FUTURE_REF"},
})

func compiled(table []line) []rule {
	out := make([]rule, len(table))
	for i, l := range table {
		out[i] = rule{l, compile(l.pattern)}
	}
	return out
}
