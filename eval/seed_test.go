package eval

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/reading"
)

// seed reads the garbled wire story that started the project. Its text is not
// open, so it lies with the measuring data beside the checkout.
func seed(t *testing.T) *claim.Reading {
	data := os.Getenv("ENTENTE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(data, "data", "readings", "00_seed.txt")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the measuring data is not here (%v): set ENTENTE_DATA to its folder", err)
	}
	for item, err := range reading.Open(context.Background(), []string{path}, reading.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		r := pipeline.New(pipeline.Options{}).Read(item.Doc, item.Diagnostics...)
		if raw, _ := os.ReadFile(path); string(raw) != r.Document.Text {
			t.Error("the text is altered")
		}
		return r
	}
	t.Fatal("nothing read")
	return nil
}

// A quotation in two sentences round its attribution is one statement.
func TestSeedTwoPartQuotationIsOneStatement(t *testing.T) {
	n := 0
	for _, s := range seed(t).Statements {
		if s.Form == claim.Direct && len(s.Speakers) == 1 && s.Speakers[0].Name == "Anne-Sophie Lapix" {
			n++
			if len(s.Content) != 2 || s.Standing != claim.Named {
				t.Errorf("content in %d pieces, standing %s; want 2, named", len(s.Content), s.Standing)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d direct statements by the interviewer, want 1", n)
	}
}

// A broken sentence still gives its statement.
func TestSeedBrokenSentenceGivesItsStatement(t *testing.T) {
	r := seed(t)
	at := regexp.MustCompile(`\. said the official\.`).FindStringIndex(r.Document.Text)
	for _, s := range r.Statements {
		if n := len(s.Content); s.Content[n-1].End == at[0] && s.Standing == claim.Anonymous && s.Speakers[0].Country == "USA" {
			return
		}
	}
	t.Error("no statement by an American official ends before the broken attribution")
}

// What did not happen is at most a negated event.
func TestSeedNoAnnouncementIsNoEvent(t *testing.T) {
	r := seed(t)
	at := regexp.MustCompile(`no announcement of [^.]*`).FindStringIndex(r.Document.Text)
	for _, e := range r.Events {
		for _, m := range e.Mentions {
			for _, s := range m {
				if s.Overlaps(document.Span{Start: at[0], End: at[1]}) && e.Reality != claim.Negated {
					t.Errorf("%s %s %q", e.Type, e.Reality, r.Document.Slice(s))
				}
			}
		}
	}
}

func TestSeedLeadersMeetingIsPlannedForLaterThisMonth(t *testing.T) {
	for _, m := range seed(t).Meetings {
		names := map[string]bool{}
		for _, q := range m.Who {
			names[q.Name] = true
		}
		if names["Joe Biden"] && names["Emmanuel Macron"] && m.Status == claim.Scheduled && m.When.String() == "2021-10-06/2021-10-31" {
			return
		}
	}
	t.Error("no meeting of Biden and Macron planned for 2021-10-06/2021-10-31")
}

func TestSeedMisspeltNameIsNotedAsDebris(t *testing.T) {
	for _, d := range seed(t).Debris {
		if d.Kind == "misspelt-name" && d.Meant == "AUKUS" {
			return
		}
	}
	t.Error("the misspelt name of AUKUS is not noted")
}
