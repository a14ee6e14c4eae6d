package export

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/world"
)

// GDELTColumns are the 61 columns of GDELT 2.0's table of events, by its own
// names and in its order (GDELT Event Codebook V2.0, 2015).
var GDELTColumns = strings.Fields(`GLOBALEVENTID SQLDATE MonthYear Year FractionDate
	Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
	Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
	IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
	Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
	Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
	ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
	DATEADDED SOURCEURL`)

// MoreColumns follow them, unless only GDELT's own are wanted: where the words
// of the first report stand, and what GDELT has no column for.
var MoreColumns = strings.Fields(`EventKey EventIDs PloverType Reality Background Mutual Confidence ReportID ReportDate Outlet Start End Words Entente Models`)

// GDELT writes a row for each happening, tab-separated, joined across reports:
// day, type, reality and both sides are the same. strict leaves out the head
// and MoreColumns, as GDELT's own files have neither.
func GDELT(w io.Writer, events []Event, table *world.Table, strict bool) error {
	if !strict {
		if _, err := fmt.Fprintln(w, strings.Join(slices.Concat(GDELTColumns, MoreColumns), "\t")); err != nil {
			return err
		}
	}
	for _, h := range Happenings(events) {
		cells := h.gdelt(table)
		if !strict {
			cells = append(cells, h.more()...)
		}
		for i, c := range cells {
			cells[i] = line(c)
		}
		if _, err := fmt.Fprintln(w, strings.Join(cells, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// gdelt gives the cells of GDELTColumns.
func (h *Happening) gdelt(w *world.Table) []string {
	e := h.Events[0]
	out := []string{fmt.Sprint(eventNumber(h.Key))}
	if d := e.Day; d.Valid() {
		y, m, n := d.Year(), int(d.Month()), d.DayOfMonth()
		// The codebook's own formula: the year, and (MONTH * 30 + DAY) / 365.
		out = append(out, fmt.Sprintf("%04d%02d%02d", y, m, n), fmt.Sprintf("%04d%02d", y, m), fmt.Sprintf("%04d", y),
			fmt.Sprintf("%.4f", float64(y)+float64(m*30+n)/365))
	} else {
		out = append(out, "", "", "", "")
	}
	out = append(out, h.Pair.Actor.gdelt()...)
	out = append(out, h.Pair.Recipient.gdelt()...)
	code, goldstein := e.code()
	out = append(out, mark(inLead(e)), code, code[:min(3, len(code))], code[:min(2, len(code))], cameoQuad(code, e.Root),
		cell(goldstein), fmt.Sprint(h.Mentions), fmt.Sprint(h.Sources), fmt.Sprint(h.Articles), "")
	out = append(out, make([]string, 16)...) // where the actors are is not told
	out = append(out, e.Where.gdelt(w)...)
	added := e.Learned
	if !added.Valid() {
		added = e.Doc.Date
	}
	stamp := ""
	if added.Valid() {
		stamp = fmt.Sprintf("%04d%02d%02d000000", added.Year(), added.Month(), added.DayOfMonth())
	}
	source := e.Doc.URL
	if source == "" {
		source = e.Doc.File
	}
	return append(out, stamp, source)
}

// more gives the cells of MoreColumns.
func (h *Happening) more() []string {
	e := h.Events[0]
	var ids []string
	for _, x := range h.Events {
		ids = append(ids, string(x.ID))
	}
	return []string{h.Key, strings.Join(ids, ";"), string(e.Root), string(e.Reality), mark(e.Background), mark(h.Pair.Mutual), cell(e.Confidence),
		string(e.Doc.ID), e.Doc.Date.String(), e.Doc.Outlet, fmt.Sprint(e.start), fmt.Sprint(e.end), e.Doc.Slice(e.Words), e.Run.Entente, models(e.Run)}
}

// gdelt gives the ten cells of an actor. Its code is the country's and the
// role's, as CAMEO joins them: USAGOV. Of known groups entente fills those of
// the UN, the EU and NATO.
func (s Side) gdelt() []string {
	if len(s.Parties) == 0 {
		return make([]string, 10)
	}
	country, group, kind, role := "", "", "", roles()[s.Sector]
	switch s.Country {
	case "IGO", "NGO":
		kind = s.Country
	case "UNO":
		kind, group = "IGO", "UNO"
	case "EUR":
		country, group = "EUR", "EEC"
	default:
		country = s.Country
	}
	if slices.ContainsFunc(s.Parties, func(p claim.Party) bool { return p.Actor == "NATO" || strings.HasPrefix(string(p.Actor), "NATO/") }) {
		kind, group = "IGO", "NAT"
	}
	types := []string{}
	for _, t := range []string{kind, role} {
		if t != "" && !(t == "GOV" && kind != "") { // a body of states is no government
			types = append(types, t)
		}
	}
	code := country + group + strings.Join(types, "")
	if group != "" && country == "" {
		code = kind + group
	}
	types = append(types, "", "", "")
	return append([]string{code, strings.ToUpper(s.Names()), country, group, "", "", ""}, types[:3]...)
}

// gdelt gives the eight cells of a place. Its type is 1 a country, 3 a town of
// the USA, 4 any other town; countries are coded by FIPS 10-4.
func (g Geo) gdelt(w *world.Table) []string {
	out := make([]string, 8)
	if g.Country == "" {
		out[1] = g.Name
		if g.Name == "" {
			out[0] = "0"
		}
		return out
	}
	switch {
	case !g.Town:
		out[0] = "1"
	case g.Country == "USA":
		out[0] = "3"
	default:
		out[0] = "4"
	}
	out[1], out[2] = g.fullName(w), fips()[g.Country]
	if g.State != "" {
		out[3] = "US" + g.State
	}
	if g.Point {
		out[5], out[6] = cell(g.Lat), cell(g.Lon)
	}
	return out
}

// intent are CAMEO's codes for acts that are only intended, with their Goldstein
// values: "express intent to meet" for a meeting to come.
var intent = map[claim.Type]struct {
	code      string
	goldstein float64
}{claim.Consult: {"036", 4}, claim.Support: {"032", 4.5}, claim.Cooperate: {"031", 5.2}, claim.Aid: {"033", 5.2}, claim.Retreat: {"080", 5}}

// code gives the CAMEO code of an event as told: of an act to come that
// PLOVER codes as AGREE or CONCEDE, that of the intent.
func (e *Event) code() (string, float64) {
	if e.Root != e.Type {
		if i, ok := intent[e.Type]; ok {
			return i.code, i.goldstein
		}
	}
	return e.Cameo, e.Goldstein
}

// cameoQuad is GDELT's quad class, by CAMEO's root; by PLOVER's type where
// there is no code.
func cameoQuad(code string, t claim.Type) string {
	switch root := code[:min(2, len(code))]; {
	case root == "":
		return fmt.Sprint(claim.Quad(t))
	case root <= "05":
		return "1"
	case root <= "08":
		return "2"
	case root <= "13":
		return "3"
	}
	return "4"
}

// inLead reports whether an event is told in the first paragraph of its report.
func inLead(e *Event) bool {
	body := e.Doc.Body
	if body == (document.Span{}) {
		body.End = len(e.Doc.Text)
	}
	text := e.Doc.Text[body.Start:body.End]
	lead := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if n := strings.IndexByte(text[lead:], '\n'); n >= 0 {
		return e.Words.End <= body.Start+lead+n
	}
	return true
}

// eventNumber makes a number of a happening's key, below 2^52, which R and
// pandas hold exactly.
func eventNumber(key string) uint64 {
	sum := sha256.Sum256([]byte(key))
	return binary.BigEndian.Uint64(sum[:8]) >> 12
}

func mark(v bool) string {
	if v {
		return "1"
	}
	return "0"
}
