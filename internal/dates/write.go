package dates

import (
	"encoding/json"
	"io"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

type jsonDocument struct {
	Doc     string           `json:"doc"`
	Date    string           `json:"date,omitempty"` // YYYY-MM-DD, from which the values count
	Timexes []jsonExpression `json:"timexes"`
}

// jsonExpression has its place in Unicode code points, [start, end).
type jsonExpression struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  Type   `json:"type"`
	Value string `json:"value"`
}

// WriteTimex writes the expressions of time of a document as one line of JSON:
//
//	{"doc": name, "date": "2021-10-05", "timexes": [{"start", "end", "type", "value"}]}
//
// with [start, end) in Unicode code points of the document's text, type DATE,
// TIME, DURATION or SET, and value as in TimeML, or the dates alone as in TEI,
// with the type DATE and the value YYYY-MM-DD or A/B. Without a date of the document
// "date" is left out, and values that count from it have X for what is not
// known.
func WriteTimex(w io.Writer, p *language.Parse, docName string, by Guideline) error {
	points := document.NewCodePoints(p.Doc.Text)
	j := jsonDocument{Doc: docName, Timexes: []jsonExpression{}}
	if p.Doc.Date.Valid() {
		j.Date = p.Doc.Date.String()
	}
	for _, m := range mark(p, by) {
		j.Timexes = append(j.Timexes, jsonExpression{points.Of(m.span.Start), points.Of(m.span.End), m.kind, m.value})
	}
	return json.NewEncoder(w).Encode(j)
}
