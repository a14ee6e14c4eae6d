package pipeline

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/casefile"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/reading"
)

// readText reads one text with the day in its first line.
func readText(t *testing.T, r *Reader, text string) *claim.Reading {
	t.Helper()
	for item, err := range reading.Open(context.Background(), []string{"-"}, reading.Options{Stdin: strings.NewReader(text)}) {
		if err != nil {
			t.Fatal(err)
		}
		return r.Read(item.Doc, item.Diagnostics...)
	}
	t.Fatal("no report")
	return nil
}

// Each case names a record and what its explanation must tell: "about: words"
// asks for words among the answer, the becauses, the choices or the weights of
// a reason.
func TestWhy(t *testing.T) {
	r := New(Options{})
	data, err := os.ReadFile("testdata/why.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := casefile.Parse(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			made := readText(t, r, "2021-10-05\n\n"+c.Text+"\n")
			var rec claim.Record
			kind, _, _ := strings.Cut(c.Want[0], " ")
			for _, x := range made.Records() {
				if rec == nil && string(claim.KindOf(x)) == kind && (kind != "event" || strings.HasSuffix(c.Want[0], string(x.(*claim.Event).Type))) {
					rec = x
				}
			}
			if rec == nil {
				t.Fatalf("no %s: %s", c.Want[0], claim.Encode(made, false))
			}
			x := r.Explain(made, rec)
			if !x.Found || !x.Same {
				t.Fatalf("found %t, same %t", x.Found, x.Same)
			}
			for _, want := range c.Want[1:] {
				about, words, _ := strings.Cut(want, ": ")
				k := slices.IndexFunc(x.Reasons, func(r claim.Reason) bool { return strings.HasPrefix(r.About, about) })
				if k < 0 {
					t.Errorf("no reason about %s: %+v", about, x.Reasons)
				} else if got := told(x.Reasons[k]); !strings.Contains(got, words) {
					t.Errorf("about %s: no %q in\n%s", about, words, got)
				}
			}
		})
	}
}

// told is all that a reason says.
func told(r claim.Reason) string {
	all := append([]string{r.Answer}, r.Because...)
	for _, c := range r.Choices {
		all = append(all, c.Name)
	}
	for _, w := range r.Weights {
		all = append(all, "word "+w.Words)
	}
	return strings.Join(all, "\n")
}

// Records of a real report, some of each kind, are found again as they are, and
// what is told of them holds together.
func TestRecordsOfARealReportAreExplained(t *testing.T) {
	r := New(Options{})
	text, err := os.ReadFile(filepath.Join("..", "..", "demo", "reports", "state_blinken_etienne_meeting.txt"))
	if err != nil {
		t.Fatal(err)
	}
	made := readText(t, r, "2021-10-01\n\n"+string(text))
	if len(made.Records()) < 5 {
		t.Fatalf("only %d records", len(made.Records()))
	}
	of := map[claim.Kind]int{}
	for _, rec := range made.Records() {
		if of[claim.KindOf(rec)]++; of[claim.KindOf(rec)] > 3 {
			continue
		}
		x := r.Explain(made, rec)
		if !x.Found || !x.Same || len(x.Reasons) == 0 || !claim.SameModels(x.Made, x.Now) {
			t.Errorf("%s: found %t, same %t, %d reasons", rec.RecordID(), x.Found, x.Same, len(x.Reasons))
		}
		for _, reason := range x.Reasons {
			if reason.About == "" || reason.Answer == "" {
				t.Errorf("%s: an empty reason: %+v", rec.RecordID(), reason)
			}
			if !slices.IsSortedFunc(reason.Choices, func(a, b claim.Choice) int { return int(math.Copysign(1, b.Chance-a.Chance)) }) {
				t.Errorf("%s: %s: choices out of order: %v", rec.RecordID(), reason.About, reason.Choices)
			}
			for _, c := range reason.Choices {
				if c.Chance < 0 || c.Chance > 1 || math.IsNaN(c.Chance) {
					t.Errorf("%s: %s: %v", rec.RecordID(), reason.About, c)
				}
			}
			for _, w := range reason.Weights {
				if w.Span.Len() > 0 && made.Document.Slice(w.Span) != w.Words {
					t.Errorf("%s: %q does not stand at %v", rec.RecordID(), w.Words, w.Span)
				}
			}
		}
	}
}

// A record that today's models do not find is said to be so.
func TestARecordOfOthersIsExplainedHonestly(t *testing.T) {
	r := New(Options{})
	made := readText(t, r, "2021-10-05\n\nFrance condemned Ghana.\n")
	if len(made.Events) != 1 {
		t.Fatalf("%d events", len(made.Events))
	}
	other := made.Events[0]
	other.Type, other.Reality = claim.Support, claim.Planned
	made.Run.Models = map[string]string{"events": "00000000"}
	x := r.Explain(made, &other)
	if !x.Found || x.Same || claim.SameModels(x.Made, x.Now) {
		t.Errorf("found %t, same %t", x.Found, x.Same)
	}
	x = r.Explain(made, &claim.Meeting{ID: "m1", Mentions: made.Events[0].Mentions})
	if x.Found || len(x.Reasons) > 0 {
		t.Errorf("a meeting was found: %+v", x)
	}
}
