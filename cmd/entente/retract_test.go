package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/claim"
)

func short(r *claim.Reading) string { return string(r.Document.ID)[len("sha256:"):][:8] }

func TestRetract(t *testing.T) {
	e := newEntente(t)
	path := file(t, fish)
	e.run(exitOK, "add", path)
	first, second := short(fish[0]), short(fish[1])
	out, _ := e.run(exitOK, "retract", first, "--reason", "a copy", "--learned", "2021-10-20")
	has(t, out, "taken back: "+first+" fish.txt, 2 records: a copy", "1 retracted, 0 already, 0 refused")
	out, _ = e.run(exitOK, "retract", "sha256:"+first, "--reason", "another reason")
	has(t, out, "taken back on 2021-10-20 already", ": a copy", "0 retracted, 1 already")
	out, _ = e.run(exitOK, "brief", "FRA", "GHA")
	has(t, out, "2 records from 1 report", second)
	out, _ = e.run(exitOK, "show", first+"/s1")
	has(t, out, "Taken back on 2021-10-20: a copy. No answer uses it.")
	out, _ = e.run(exitOK, "show", first)
	has(t, out, "Taken back on 2021-10-20: a copy.")

	out, _ = e.run(exitOK, "add", path)
	has(t, out, "0 added, 1 already there, 1 retracted before (--again enters them), 0 refused")
	out, _ = e.run(exitOK, "add", "--again", path)
	has(t, out, "1 added, 1 already there, 0 refused")
	out, _ = e.run(exitOK, "brief", "FRA", "GHA")
	has(t, out, "4 records from 2 reports")
}

func TestRetractAList(t *testing.T) {
	e := newEntente(t)
	e.run(exitOK, "add", file(t, fish))
	list := filepath.Join(t.TempDir(), "list.txt")
	text := fmt.Sprintf("# withdrawn\n\n%s\tthe outlet withdrew it\n%s\nffffffff no such one\n%s/s1 a record\nxyz\nff\n", short(fish[0]), short(fish[1]), short(fish[0]))
	if err := os.WriteFile(list, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out, errs := e.run(exitPartial, "retract", "--from", list, "--reason", "spoilt", "--json")
	has(t, errs, "no report whose ID begins with ffffffff", "whole reports are taken back", `"xyz" is not a record ID`, "at least 4 digits")
	var sum retractSummary
	if err := json.Unmarshal([]byte(out), &sum); err != nil || len(sum.Retracted) != 2 || len(sum.Refused) != 4 ||
		sum.Retracted[0].Reason != "the outlet withdrew it" || sum.Retracted[1].Reason != "spoilt" {
		t.Errorf("%v: %s", err, out)
	}
	e.stdin = text
	out, _ = e.run(exitPartial, "retract", "--from", "-")
	has(t, out, "0 retracted, 2 already, 4 refused")
	e.run(exitUsage, "retract")
	e.run(exitUsage, "retract", "--from", filepath.Join(t.TempDir(), "nowhere"))
	e.run(exitUsage, "retract", short(fish[0]), "--learned", "today")
	e.run(exitFailed, "retract", "ffffffff")
}

// Adding reports, and others among them that are then taken back, answers as if
// those others had never been there.
func TestAddAAddBRetractAIsAddB(t *testing.T) {
	names := []string{"France", "Ghana", "Togo", "Ivory Coast"}
	codes := map[string]string{"France": "FRA", "Ghana": "GHA", "Togo": "TGO", "Ivory Coast": "CIV"}
	party := func(name string) claim.Party {
		return claim.Party{Text: name, Name: name, Country: codes[name], Sector: "GOV"}
	}
	random := func(n int) *claim.Reading {
		a, b := names[rand.IntN(4)], names[rand.IntN(4)]
		r := made(fmt.Sprintf("Report %d: %s and %s. Kojo Mensah said that France had broken its word.", n, a, b), fmt.Sprintf("2021-10-%02d", 1+rand.IntN(28)))
		r.Events[0].Actors = []claim.Party{party(a)}
		r.Events[0].Recipients = []claim.Party{party(b)}
		r.Events[0].Reality = claim.Realities[rand.IntN(len(claim.Realities))]
		r.Commitments = []claim.Commitment{{ID: "c1", Kind: claim.Promise, By: r.Events[0].Recipients, To: r.Events[0].Actors, What: r.Events[0].Mentions[0]}}
		r.Meetings = []claim.Meeting{{ID: "m1", Who: []claim.Party{party(a), party(b)}, Status: claim.Held, When: r.Events[0].Date, Mentions: r.Events[0].Mentions}}
		return r
	}
	answers := func(e *entente, kept []*claim.Reading) string {
		var all strings.Builder
		ask := func(args ...string) {
			root := newRootCommand()
			root.SetOut(&all)
			root.SetErr(&all)
			fmt.Fprintf(&all, "\n$ %s\n%d", strings.Join(args, " "), run(e.ctx, root, args))
		}
		for i, a := range names {
			for _, b := range names[i+1:] {
				ask("brief", a, b, "--json")
				ask("brief", a, b, "--on", "2021-10-14", "--limit", "0")
			}
			ask("brief", a, "Kojo Mensah", "--json")
			ask("brief", a, "Kojo Mensa")
		}
		for _, format := range []string{"csv", "jsonl", "plover", "gdelt"} {
			ask("export", "--format", format, "--all")
		}
		ask("export", "--actor", "Togo", "--since", "2021-10-10")
		for _, r := range kept {
			ask("show", short(r))
			for _, rec := range r.Records() {
				ask("show", short(r)+"/"+rec.RecordID(), "--json")
			}
		}
		return strings.ReplaceAll(all.String(), e.ledger, "LEDGER")
	}
	for round := range 4 {
		var kept, gone []*claim.Reading
		for n := range 9 {
			if r := random(100*round + n); n%3 == 0 {
				gone = append(gone, r)
			} else {
				kept = append(kept, r)
			}
		}
		if round == 0 {
			kept = nil // nothing is left at all
		}
		with, without := newEntente(t), (*entente)(nil)
		mixed := append(append([]*claim.Reading{}, gone...), kept...)
		rand.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		with.run(exitOK, "add", "--learned", "2021-11-01", file(t, mixed))
		for _, r := range gone {
			with.run(exitOK, "retract", short(r), "--reason", "test")
		}
		got := answers(with, kept)
		without = newEntente(t)
		if len(kept) == 0 { // an empty ledger: one report that is not there any more
			without.run(exitOK, "add", "--learned", "2021-11-01", file(t, gone[:1]))
			without.run(exitOK, "retract", short(gone[0]))
		} else {
			without.run(exitOK, "add", "--learned", "2021-11-01", file(t, kept))
		}
		if want := answers(without, kept); got != want {
			g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
			for i := range g {
				if i >= len(w) || g[i] != w[i] {
					t.Fatalf("round %d, line %d:\n got %s\nwant %s", round, i, g[i], w[min(i, len(w)-1)])
				}
			}
			t.Fatal("fewer answers")
		}
	}
}

// Whatever a list holds, its lines become IDs without blanks and reasons
// without line ends, or an error.
func FuzzReadList(f *testing.F) {
	f.Add("3f2a91c4 a copy\n\n# no\n78112784\n", "why")
	f.Add("\ufeffa\tb\r\nc\x00", "")
	f.Fuzz(func(t *testing.T, text, reason string) {
		list, err := readList("-", strings.NewReader(text), reason)
		if err != nil {
			return
		}
		for _, w := range list {
			if w.typed == "" || len(strings.Fields(w.typed)) != 1 || strings.HasPrefix(w.typed, "#") || w.reason != reason && strings.Contains(w.reason, "\n") {
				t.Errorf("%q", w)
			}
		}
	})
}
