package dates

import (
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
)

// Places are counted in code points: the é before the expression is one.
func TestWriteTimex(t *testing.T) {
	for _, c := range []struct {
		text string
		day  calendar.Day
		want string
	}{
		{"The café opened on 1 June 2021.", reportDay, `{"doc":"a","date":"2021-10-05","timexes":[{"start":19,"end":30,"type":"DATE","value":"2021-06-01"}]}`},
		{"It shut in 1998.", 0, `{"doc":"a","timexes":[{"start":11,"end":15,"type":"DATE","value":"1998"}]}`},
		{"No time at stake.", reportDay, `{"doc":"a","date":"2021-10-05","timexes":[]}`},
		{"", reportDay, `{"doc":"a","date":"2021-10-05","timexes":[]}`},
	} {
		var b strings.Builder
		doc := &document.Document{Text: c.text, Date: c.day}
		if err := WriteTimex(&b, plain(doc), "a", TimeML); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(b.String()); got != c.want {
			t.Errorf("%q\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}
