package corpus

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/entente-project/entente/demo"
	"github.com/entente-project/entente/internal/document"
)

// The corpus of this repository has no problems, and none of the development
// reports (those bundled for the demo) stands in it.
func TestTheCorpusIsSound(t *testing.T) {
	c, err := Load(os.DirFS("../../corpus"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Problems {
		t.Error(p)
	}
	start := func(text string) string {
		if _, body, ok := strings.Cut(strings.TrimSpace(text), "\n"); ok {
			text = body
		}
		return strings.Join(strings.Fields(text)[:12], " ")
	}
	known := map[string]string{}
	var all strings.Builder
	files, _ := fs.Glob(demo.Reports, "reports/*.txt")
	for _, f := range files {
		text, _ := fs.ReadFile(demo.Reports, f)
		known[start(string(text))] = f
		all.Write(text)
	}
	if len(known) < 9 {
		t.Fatalf("only %d development reports to compare with", len(known))
	}
	for _, s := range c.Sentences {
		if strings.Contains(all.String(), s.Text) {
			t.Errorf("%s stands in a development report", s.ID)
		}
	}
	for _, r := range append(append([]*Report{}, c.Reports...), c.Written...) {
		if f, ok := known[start(r.Text)]; ok {
			t.Errorf("%s is the development report %s", r.ID, f)
		}
	}
}

func small(gold string) fstest.MapFS {
	f := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"reports/a.txt":             f("Žižka said yes. France met France in Rome."),
		"reports/a.json":            f(`{"title":"A","date":"2020-01-02","url":"u","outlet":"o","license":"CC0","words":8}`),
		"reports/a.gold.json":       f(gold),
		"splits.tsv":                f("id\tstory\tpart\na\ta\ttrain\n"),
		"sentences/sentences.jsonl": f(`{"id":"x1","doc":"d","date":"2020-01-02","part":"dev","text":"Iran condemned Iraq.","events":[{"trigger":{"text":"condemned"},"type":"ACCUSE","mode":"disapprove","actors":[{"text":"Iran","country":"IRN"}],"recipients":[{"text":"Iraq","country":"IRQ"}],"reality":"occurred","background":false,"date":null}]}` + "\n"),
	}
}

const good = `{"statements":[{"id":"s1","source":{"text":"Žižka"},"cue":{"text":"said"},"content":[{"text":"yes"}],"form":"indirect","standing":"named"}],
 "events":[{"id":"e1","type":"CONSULT","mode":null,"actors":["FRA"],"recipients":[],"reality":"occurred","background":false,"date":"2020-01-01/2020-01-02","mentions":[{"text":"met France"}]}],"commitments":[],"meetings":[]}`

func TestGoodRecordsHaveNoProblems(t *testing.T) {
	c, err := Load(small(good))
	if err != nil || len(c.Problems) > 0 {
		t.Fatalf("%v %v", err, c.Problems)
	}
	if n := c.Count(); n["report event type CONSULT"][Train] != 1 || n["sentence event"][Dev] != 1 {
		t.Errorf("counts %v", n)
	}
}

// Each slip of an annotator is told with its record and reason.
func TestSlipsAreTold(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{`"text":"yes"`, `"text":"no"`, `s1: "no" is not in the text`},
		{`{"text":"met France"}`, `{"text":"France"}`, `stands 2 times in the text: give nth`},
		{`{"text":"met France"}`, `{"text":"France","nth":2}`, `nth is 2`},
		{`"CONSULT"`, `"TALK"`, `type "TALK" is none of`},
		{`"mode":null`, `"mode":"riot"`, `CONSULT has no mode "riot"`},
		{`"occurred"`, `"done"`, `reality "done" is none of`},
		{`"2020-01-01/2020-01-02"`, `"2020-13-01"`, `e1: calendar:`},
		{`"form":"indirect"`, `"form":"free"`, `form "free" is none of`},
		{`"id":"e1"`, `"id":"s1"`, `s1 stands twice`},
	} {
		got, err := Load(small(strings.Replace(good, c.from, c.to, 1)))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range got.Problems {
			found = found || strings.Contains(p.String(), c.want)
		}
		if !found {
			t.Errorf("%s: no problem %q in %v", c.to, c.want, got.Problems)
		}
	}
}

// A written report is in training only, is checked like a real one, and holds
// no statements.
func TestWrittenReportsAreChecked(t *testing.T) {
	for _, c := range []struct{ text, gold, want string }{
		{"Norway met Chile.", `{"events":[{"id":"e1","type":"CONSULT","actors":["NOR","CHL"],"recipients":[],"reality":"occurred","mentions":[{"text":"Norway met Chile"}]}]}`, ""},
		{"Norway met Chile.", `{"events":[{"id":"e1","type":"CONSULT","actors":["NOR"],"recipients":[],"reality":"occurred","mentions":[{"text":"Peru"}]}]}`, `"Peru" is not in the text`},
		{"Norway met Chile.", good, "statements: those of written reports are not annotated"},
		{"Žižka said yes. France met France in Rome.", `{}`, "the same text as a"},
	} {
		files := small(good)
		files["written/w1.txt"] = &fstest.MapFile{Data: []byte(c.text)}
		files["written/w1.json"] = &fstest.MapFile{Data: []byte(`{"id":"w1","title":"W","date":"2001-02-03"}`)}
		files["written/w1.gold.json"] = &fstest.MapFile{Data: []byte(c.gold)}
		got, err := Load(files)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Written) != 1 || got.Written[0].Part != Train || len(got.Reports) != 1 {
			t.Fatalf("%d written, %d reports", len(got.Written), len(got.Reports))
		}
		found := c.want == "" && len(got.Problems) == 0
		for _, p := range got.Problems {
			found = found || c.want != "" && strings.Contains(p.String(), c.want)
		}
		if !found {
			t.Errorf("%s: want the problem %q, got %v", c.gold, c.want, got.Problems)
		}
	}
}

// A spans file that does not fit its words is told.
func TestSpansMustSliceToTheirWords(t *testing.T) {
	files := small(good)
	spans := `{"statements":[{"source":[[0,5]],"cue":[[6,10]],"content":[[11,14]]}],"events":[{"mentions":[[[23,33]]]}],"commitments":[],"meetings":[]}`
	files["reports/a.spans.json"] = &fstest.MapFile{Data: []byte(spans)}
	if c, _ := Load(files); len(c.Problems) != 0 {
		t.Errorf("right spans: %v", c.Problems)
	}
	files["reports/a.spans.json"] = &fstest.MapFile{Data: []byte(strings.Replace(spans, "[[11,14]]", "[[12,14]]", 1))}
	if c, _ := Load(files); len(c.Problems) != 1 || !strings.Contains(c.Problems[0].Message, "s1: spans") {
		t.Errorf("wrong spans: %v", c.Problems)
	}
}

// A story stands in one part only.
func TestAStoryStandsInOnePart(t *testing.T) {
	files := small(good)
	files["reports/b.txt"] = &fstest.MapFile{Data: []byte("Another text: Žižka said yes, France met France.")}
	files["reports/b.json"] = files["reports/a.json"]
	files["reports/b.gold.json"] = &fstest.MapFile{Data: []byte(`{}`)}
	files["splits.tsv"] = &fstest.MapFile{Data: []byte("a\ts\ttrain\nb\ts\ttest\n")}
	c, _ := Load(files)
	if len(c.Problems) != 1 || !strings.Contains(c.Problems[0].Message, "story s stands in train and in test") {
		t.Errorf("problems %v", c.Problems)
	}
}

// Brat's offsets are code points and slice to the words.
func TestBratOffsets(t *testing.T) {
	c, _ := Load(small(good))
	r := c.Reports[0]
	ann := r.Brat()
	if !strings.Contains(ann, "T1\tContent 11 14\tyes\n") || !strings.Contains(ann, "T2\tSource 0 5\tŽižka\n") {
		t.Error(ann)
	}
	cp := document.NewCodePoints(r.Text)
	if got := r.Text[cp.Byte(11):cp.Byte(14)]; got != "yes" {
		t.Errorf("code points 11 to 14 are %q", got)
	}
}

func TestPLVPairs(t *testing.T) {
	c, _ := Load(small(good))
	want := "Iran condemned Iraq.\t<s>Iran</s> condemned <t>Iraq</t>.\tIran\tIraq\tACCUSE\t3\n"
	if got := c.Sentences[0].PLV(); got != want {
		t.Errorf("%q", got)
	}
}

func TestPloverKeepsItsOwnRules(t *testing.T) {
	c, _ := Load(small(strings.Replace(good, `"occurred"`, `"planned"`, 1)))
	if got := c.Reports[0].Plover(); !strings.Contains(got, `"event":["AGREE"]`) || !strings.Contains(got, `"auxiliary_mode":["future"]`) || !strings.Contains(got, `"enddate":"2020-01-02"`) {
		t.Error(got)
	}
}
