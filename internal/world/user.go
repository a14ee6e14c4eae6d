package world

import (
	"fmt"
	"sort"
	"strings"

	"github.com/entente-project/entente/internal/calendar"
)

// A user table adds actors, names and offices to the built-in table, or takes
// their place. It is CSV (commas, semicolons or tabs, told by its first line,
// which names the columns) or YAML (a list of flat records). The columns, all
// of them optional but name or id:
//
//	id       who it is, "POL/jan-example"; of an actor in the table to add to it; made from country and name where empty
//	kind     person, body (an organisation of states), organ (of a state: ministries, forces, armed groups), company, party or media; person where office is given, else organ
//	name     canonical name
//	aliases  other names, parted by "|" (in YAML a list will do)
//	country  ISO 3166 alpha-3 (alpha-2 and English names are understood), or the ID of a body
//	sector   PLOVER sector: GOV MIL LEG JUD SPY COP OPP PTY REB PRM UAF BUS CVL ELI EDU JRN LAB MED REF REL SOC CRM AGR RAD
//	code     of a body: IGO, NGO, EUR or UNO
//	office   head_of_state, head_of_government, foreign_minister, defence_minister, interior_minister, finance_minister, spokesperson, secretary_general, ambassador_to_XXX; other words are a title of the office "other"
//	title    the office in words, where it has others
//	from     first day in office, or in the role: 2021-09-15, 2021-09 or 2021
//	until    last day; empty while it goes on
//	note     for people
//
// A person with several offices has a row for each, under the same id.
var userColumns = []string{"id", "kind", "name", "aliases", "country", "sector", "code", "office", "title", "from", "until", "note"}

var userKinds = []string{"person", "body", "organ", "company", "party", "media"}

var userSectors = strings.Fields("GOV MIL LEG JUD SPY COP OPP PTY REB PRM UAF BUS CVL ELI EDU JRN LAB MED REF REL SOC CRM AGR RAD")

var userOffices = []string{"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister", "finance_minister", "spokesperson", "secretary_general", "chief_of_mission"}

var userCodes = []string{"IGO", "NGO", "EUR", "UNO"}

// Problem is something wrong in a user table, and how to mend it.
type Problem struct {
	Line    int    // from 1; 0 for the whole file
	Column  string // "" for the whole line
	Message string
	Fix     string // what to write instead; "" where nobody can tell
	Fatal   bool   // the row was left out
}

// String is the problem in one line, without the file's name.
func (p Problem) String() string {
	s := p.Message
	if p.Column != "" {
		s = p.Column + ": " + s
	}
	if p.Line > 0 {
		s = fmt.Sprintf("%d: %s", p.Line, s)
	}
	if p.Fix != "" {
		s += ": " + p.Fix
	}
	return s
}

// UserTable is a table of the user's own, read and checked.
type UserTable struct {
	File string
	rows []userRow
}

// Len is the number of rows that can be used.
func (u *UserTable) Len() int { return len(u.rows) }

type userRow struct {
	line        int
	id          ActorID
	kind        string
	name        string
	aliases     []string
	country     string // ISO alpha-3, or the ID of a body
	sector      string
	code        string
	office      string // "" for none
	title       string
	from, until calendar.Day // holds on from and before until; zero open
}

// ReadUserTable reads a user table and checks it against t, whose countries
// and actors it may name. The form is told by the file's name (.yaml, .yml) and
// else by the text. It never fails: what is wrong is listed, and rows that
// cannot be used are left out.
func ReadUserTable(t *Table, file string, data []byte) (*UserTable, []Problem) {
	u := &UserTable{File: file}
	records, problems := userRecords(file, string(data))
	c := userCheck{t: t, seen: map[ActorID]*userRow{}, problems: problems}
	for _, r := range records {
		if row, ok := c.row(r); ok {
			u.rows = append(u.rows, row)
		}
	}
	if len(records) == 0 && len(problems) == 0 {
		c.problems = append(c.problems, Problem{Message: "no records", Fix: "begin with a line of column names: " + strings.Join(userColumns, ",")})
	}
	sort.SliceStable(c.problems, func(i, j int) bool { return c.problems[i].Line < c.problems[j].Line })
	return u, c.problems
}

// userRecord is one row as written: values by column.
type userRecord struct {
	line   int
	values map[string]string
}

type userCheck struct {
	t        *Table
	seen     map[ActorID]*userRow
	problems []Problem
	record   userRecord
}

func (c *userCheck) wrong(column, fix, format string, args ...any) {
	c.problems = append(c.problems, Problem{Line: c.record.line, Column: column, Message: fmt.Sprintf(format, args...), Fix: fix, Fatal: true})
}

// row checks one record. All that is wrong with it is told at once.
func (c *userCheck) row(r userRecord) (userRow, bool) {
	c.record = r
	before := len(c.problems)
	get := func(column string) string { return strings.TrimSpace(r.values[column]) }
	row := userRow{line: r.line, id: ActorID(get("id")), kind: strings.ToLower(get("kind")), name: get("name"), title: get("title"),
		sector: strings.ToUpper(get("sector")), code: strings.ToUpper(get("code")), office: strings.ToLower(strings.ReplaceAll(get("office"), " ", "_"))}
	for _, a := range strings.Split(get("aliases"), "|") {
		if a = strings.TrimSpace(a); a != "" {
			row.aliases = append(row.aliases, a)
			if Fold(a) == "" {
				c.wrong("aliases", "give it letters or figures", "%q has none", a)
			}
		}
	}
	known := row.id != "" && c.t.knows(row.id)
	switch {
	case row.name == "" && row.id == "":
		c.wrong("name", "give the canonical name", "neither name nor id")
	case row.name == "" && !known && c.seen[row.id] == nil:
		c.wrong("id", "give a name to add a new actor, or the id of one in the table", "no actor %q in the table", row.id)
	case row.name != "" && Fold(row.name) == "":
		c.wrong("name", "give it letters or figures", "%q has none", row.name)
	case strings.ContainsAny(string(row.id)+row.name+strings.Join(row.aliases, ""), "\t\n\r"):
		c.wrong("name", "leave it out", "a tab or a line break inside")
	}
	if row.kind == "" && !known {
		row.kind = "organ"
		if row.office != "" {
			row.kind = "person"
		}
	}
	if row.kind != "" {
		c.oneOf("kind", row.kind, userKinds)
	}
	if row.sector != "" {
		c.oneOf("sector", row.sector, userSectors)
	}
	if row.code != "" {
		c.oneOf("code", row.code, userCodes)
	}
	if s := get("country"); s != "" {
		row.country = c.country(s)
	}
	if row.office != "" {
		c.office(&row)
	}
	c.days(&row, get("from"), get("until"))
	c.identify(&row, known)
	if len(c.problems) > before {
		return row, false
	}
	c.seen[row.id] = &row
	return row, true
}

// oneOf checks a value against the known ones.
func (c *userCheck) oneOf(column, value string, known []string) {
	for _, k := range known {
		if k == value {
			return
		}
	}
	c.wrong(column, nearest(value, known), "unknown value %q", value)
}

// nearest suggests the known word closest to one, or lists them all.
func nearest(word string, known []string) string {
	best, score := "", 3
	for _, k := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(k), score); d < score {
			best, score = k, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "write one of " + strings.Join(known, ", ")
}

// editDistance is the number of letters to change between two words, cut off
// at limit.
func editDistance(a, b string, limit int) int {
	for d := 0; d < limit; d++ {
		if len(a) < 64 && len(b) < 64 && oneOff(a, b, d) {
			return d
		}
	}
	return limit
}

// country reads a code or name of a country, or the ID of a body.
func (c *userCheck) country(s string) string {
	if k := c.t.Country(strings.ToUpper(s)); k != nil {
		return k.ISO3
	}
	if b := c.t.Body(s); b != nil {
		return b.ID
	}
	found := ""
	for _, r := range c.t.Refs(Fold(s)) {
		if r.Kind == NameCountry {
			if iso := c.t.countries[r.N].ISO3; found == "" {
				found = iso
			} else if found != iso {
				c.wrong("country", fmt.Sprintf("write %s or %s", found, iso), "%q is the name of several countries", s)
				return ""
			}
		}
	}
	if found == "" {
		names := make([]string, 0, 2*len(c.t.countries))
		codes := map[string]string{}
		for i := range c.t.countries {
			k := &c.t.countries[i]
			names = append(names, k.ISO3, k.Name)
			codes[k.ISO3], codes[k.Name] = k.Name, k.ISO3
		}
		fix := nearest(s, names)
		if strings.HasPrefix(fix, "write one of") {
			fix = "write its ISO 3166 alpha-3 code, such as FRA"
		} else if hint := strings.Trim(strings.TrimPrefix(fix, "did you mean "), `"?`); codes[hint] != "" {
			fix = fmt.Sprintf("did you mean %s (%s)?", hint, codes[hint])
		}
		c.wrong("country", fix, "unknown country %q", s)
	}
	return found
}

// office sorts an office into those that the table knows, and titles.
func (c *userCheck) office(row *userRow) {
	if row.kind != "" && row.kind != "person" {
		c.wrong("office", "leave it empty, or set kind to person", "only a person holds an office, and kind is %q", row.kind)
	}
	if row.country == "" && c.record.values["country"] == "" {
		c.wrong("country", "give the country of the office", "an office without a country")
	}
	if to, ok := strings.CutPrefix(row.office, "ambassador_to_"); ok {
		to = strings.ToUpper(to)
		if c.t.Country(to) == nil && c.t.Body(to) == nil {
			c.wrong("office", "write ambassador_to_ and an ISO 3166 alpha-3 code", "no country or body %q", to)
		}
		row.office = "ambassador_to_" + to
		return
	}
	for _, k := range userOffices {
		if k == row.office {
			return
		}
	}
	if fix := nearest(row.office, userOffices); strings.HasPrefix(fix, "did you mean") {
		c.wrong("office", fix, "unknown office %q", row.office)
		return
	}
	if row.title == "" {
		row.title = strings.TrimSpace(c.record.values["office"])
	}
	row.office = "other"
}

// days reads from and until.
func (c *userCheck) days(row *userRow, from, until string) {
	read := func(column, s string) (calendar.Interval, bool) {
		if s == "" {
			return calendar.Interval{}, false
		}
		if i, err := calendar.ParseInterval(s); err == nil && !strings.Contains(s, "/") && i.From.Valid() && i.To.Valid() {
			return i, true
		}
		c.wrong(column, dateFix(s), "no date: %q", s)
		return calendar.Interval{}, false
	}
	if i, ok := read("from", from); ok {
		row.from = i.From
	}
	if i, ok := read("until", until); ok {
		row.until = i.To + 1
	}
	if row.from != 0 && row.until != 0 && row.until <= row.from {
		c.wrong("until", "exchange the two days", "%s is before from, %s", until, from)
	}
}

// dateFix turns "15.9.2021" and "2021/9/15" into a date that can be read.
func dateFix(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) == 3 {
		y, m, d := parts[0], parts[1], parts[2]
		if len(d) == 4 {
			y, d = d, y
		}
		if len(y) == 4 && len(m) < 3 && len(d) < 3 {
			if iso := fmt.Sprintf("%s-%02s-%02s", y, m, d); validDay(iso) {
				return "write " + iso
			}
			if iso := fmt.Sprintf("%s-%02s-%02s", y, d, m); validDay(iso) {
				return "write " + iso
			}
		}
	}
	return "write YYYY-MM-DD, YYYY-MM or YYYY"
}

func validDay(iso string) bool { _, err := calendar.ParseDay(iso); return err == nil }

// identify gives a row its ID and looks for another of the same.
func (c *userCheck) identify(row *userRow, known bool) {
	if row.id == "" && row.name != "" {
		s := slug(row.name)
		switch {
		case row.kind == "body":
			row.id = ActorID(row.name)
			if len(row.aliases) > 0 && len(row.aliases[0]) < len(row.name) && !strings.Contains(row.aliases[0], " ") {
				row.id = ActorID(row.aliases[0])
			}
		case row.country == "":
			row.id = ActorID(s)
		case row.kind == "person":
			row.id = ActorID(row.country + "/" + s)
		default:
			row.id = ActorID(row.country + "/" + row.sectorOr() + "/" + s)
		}
	}
	old := c.seen[row.id]
	if old == nil || row.id == "" {
		return
	}
	switch {
	case row.name != "" && old.name != "" && Fold(row.name) != Fold(old.name):
		c.wrong("id", "give one of them another id, or the same name", "%q is in use since line %d, for %q", row.id, old.line, old.name)
	case row.office == "" && row.kind == old.kind && !known && row.kind != "person":
		c.wrong("id", "join the rows: aliases are parted by |", "%q was told in line %d already", row.id, old.line)
	case row.office != "" && row.office == old.office && row.title == old.title && row.country == old.country && row.from == old.from:
		c.wrong("office", "leave one out", "the same office as in line %d", old.line)
	}
}

// sectorOr is the sector of a row, or what its kind implies.
func (row *userRow) sectorOr() string {
	if row.sector != "" {
		return row.sector
	}
	switch row.kind {
	case "company":
		return "BUS"
	case "party":
		return "PTY"
	case "media":
		return "JRN"
	}
	return "GOV"
}

// knows reports whether an ID is one of the table's people, bodies, countries
// or organs.
func (t *Table) knows(id ActorID) bool {
	if _, ok := t.PersonNumber(id); ok {
		return true
	}
	return t.Body(string(id)) != nil || t.Country(string(id)) != nil || t.agencyNumber(id) >= 0
}

// agencyNumber finds an organ by the ID that it has as an actor; -1 for none.
func (t *Table) agencyNumber(id ActorID) int {
	for i := range t.agencies {
		if a := &t.agencies[i]; a.Kind != "role_noun" && a.Actor("").ID == id {
			return i
		}
	}
	return -1
}
