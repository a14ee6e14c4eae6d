package answers

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/world"
)

// said makes the entries of a report from its statements, whose words are
// named by the text itself.
func said(t *testing.T, file, day, text string, make func(at func(string) []document.Span) []claim.Statement) []ledger.Entry {
	t.Helper()
	on, err := calendar.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	at := func(words string) []document.Span {
		var out []document.Span
		for _, piece := range strings.Split(words, "|") {
			i := strings.Index(text, piece)
			if i < 0 {
				t.Fatalf("no %q in the text", piece)
			}
			out = append(out, document.Span{Start: i, End: i + len(piece)})
		}
		return out
	}
	doc := &document.Document{ID: document.IDOf(text), File: file, Outlet: "Example Wire", Date: on, Text: text}
	return ledger.Post(&claim.Reading{Document: doc, Statements: make(at)}, on, 0)
}

func twoReports(t *testing.T) []ledger.Entry {
	rivera := claim.Party{Text: "Ana Rivera", Actor: "USA/ana-rivera", Name: "Ana Rivera", Country: "USA", Sector: "GOV"}
	official := claim.Party{Text: "a French official", Country: "FRA", Sector: "GOV"}
	return slices.Concat(
		said(t, "fish.txt", "2021-10-05", "«Ça va», said a French official, who declined to be named.\n\n“We\nwill talk,” Ana Rivera told Brazil, “soon.”", func(at func(string) []document.Span) []claim.Statement {
			return []claim.Statement{
				{ID: "s1", Form: claim.Direct, Standing: claim.Anonymous, Source: at("a French official"), Cue: at("said"), Content: at("«Ça va»"), Speakers: []claim.Party{official},
					Anonymity: &claim.Anonymity{Kind: claim.NotNamed, Span: at("who declined to be named")[0]}, Confidence: .9},
				{ID: "s2", Form: claim.Direct, Standing: claim.Named, Source: at("Ana Rivera"), Cue: at("told"), Content: at("“We\nwill talk,”|“soon.”"), Speakers: []claim.Party{rivera},
					Addressees: []claim.Party{{Text: "Brazil", Name: "Brazil", Country: "BRA", Actor: "BRA"}}, Topics: []string{"talks"}, Confidence: .3},
			}
		}),
		said(t, "port.txt", "2021-10-07", "The port is said to be shut for a week.", func(at func(string) []document.Span) []claim.Statement {
			return []claim.Statement{{ID: "s1", Form: claim.Indirect, Cue: at("said"), Content: at("The port|to be shut for a week"), Confidence: .5}}
		}))
}

func TestWhichStatementsAreListed(t *testing.T) {
	entries := twoReports(t)
	france := &Side{Actor: world.Actor{ID: "FRA", Name: "France", Country: "FRA"}}
	rivera := &Side{Actor: world.Actor{ID: "USA/ana-rivera", Name: "Ana Rivera", Country: "USA"}}
	brazil := &Side{Actor: world.Actor{ID: "BRA", Name: "Brazil", Country: "BRA"}}
	day := calendar.Of(2021, 10, 6)
	for _, c := range []struct {
		what string
		q    StatementQuery
		want string
	}{
		{"all", StatementQuery{}, "«Ça va»; “We\nwill talk,” … “soon.”; The port … to be shut for a week"},
		{"by a country", StatementQuery{By: france}, "«Ça va»"},
		{"by a person", StatementQuery{By: rivera}, "“We\nwill talk,” … “soon.”"},
		{"to a country", StatementQuery{To: brazil}, "“We\nwill talk,” … “soon.”"},
		{"to a country that speaks", StatementQuery{To: france}, ""},
		{"anonymous", StatementQuery{Standings: []claim.Standing{claim.Anonymous}}, "«Ça va»"},
		{"no source", StatementQuery{Standings: []claim.Standing{""}}, "The port … to be shut for a week"},
		{"indirect", StatementQuery{Forms: []claim.Form{claim.Indirect}}, "The port … to be shut for a week"},
		{"a topic", StatementQuery{Topic: "TALKS"}, "“We\nwill talk,” … “soon.”"},
		{"words of the content", StatementQuery{Topic: "shut"}, "The port … to be shut for a week"},
		{"part of a word", StatementQuery{Topic: "shu"}, ""},
		{"since", StatementQuery{Since: day}, "The port … to be shut for a week"},
		{"until", StatementQuery{Until: day, Standings: []claim.Standing{claim.Named}}, "“We\nwill talk,” … “soon.”"},
		{"a file", StatementQuery{Report: "reports/port.txt"}, "The port … to be shut for a week"},
		{"digits", StatementQuery{Report: strings.TrimPrefix(string(entries[2].Evidence.Report.ID), "sha256:")[:6]}, "The port … to be shut for a week"},
	} {
		var got []string
		for _, s := range ListStatements(entries, c.q).Statements {
			got = append(got, s.Content)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.what, g, c.want)
		}
	}
}

func TestSharesOfUnnamedSources(t *testing.T) {
	list := ListStatements(twoReports(t), StatementQuery{Standings: []claim.Standing{claim.Anonymous}})
	var got []string
	for _, o := range append(list.Reports, list.All) {
		got = append(got, fmt.Sprintf("%s %d/%d %d/%d %d %.3f %.3f %d", o.File, o.Unnamed, o.Statements, o.UnnamedWords, o.Words, o.Sourceless, o.Share, o.ShareOfWords, o.WithConditions))
	}
	want := "fish.txt 1/2 2/6 0 0.500 0.333 1; port.txt 0/1 0/8 1 0.000 0.000 0;  1/3 2/14 1 0.333 0.143 1"
	if g := strings.Join(got, "; "); g != want {
		t.Errorf("got %s\nwant %s", g, want)
	}
	for _, part := range []string{"fish.txt: 1 of 2 statements (50 %), 2 of 6 words (33 %)", "In all: 1 of 3 statements (33 %), 2 of 14 words (14 %); 1 with no source at all",
		"unnamed: «who declined to be named»"} {
		if text := strings.Join(strings.Fields(list.Text(Style{})), " "); !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
}

// A statement inside another is counted once in words.
func TestWordsInsideOthersCountOnce(t *testing.T) {
	text := "one two three four"
	if got := wordsIn(text, []document.Span{{Start: 4, End: 13}, {Start: 0, End: 18}, {Start: 4, End: 7}}); got != 4 {
		t.Errorf("%d words", got)
	}
}

func TestStatementsAsCSV(t *testing.T) {
	list := ListStatements(twoReports(t), StatementQuery{})
	rows, err := csv.NewReader(strings.NewReader(string(list.CSV()))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatal(rows, err)
	}
	cell := func(row int, name string) string { return rows[row][slices.Index(rows[0], name)] }
	if cell(2, "content") != "“We\nwill talk,” … “soon.”" || cell(2, "addressees") != "Brazil" || cell(1, "anonymity_words") != "who declined to be named" || cell(3, "standing") != "" {
		t.Errorf("%q", rows)
	}
}

func TestStatementsAsJSON(t *testing.T) {
	list := ListStatements(twoReports(t), StatementQuery{})
	var back StatementList
	var loose map[string]any
	if err := json.Unmarshal(list.JSON(), &loose); err != nil || loose["schema"] != StatementsSchema {
		t.Fatal(err, loose["schema"])
	}
	_ = json.Unmarshal(list.JSON(), &back) // days are text there
	for i, s := range loose["statements"].([]any) {
		spans := s.(map[string]any)["spans"].(map[string]any)["content"].([]any)
		doc := []rune(list.Statements[i].doc.Text)
		var words []string
		for _, x := range spans {
			pair := x.([]any)
			words = append(words, string(doc[int(pair[0].(float64)):int(pair[1].(float64))]))
		}
		if got := strings.Join(words, " … "); got != list.Statements[i].Content {
			t.Errorf("the spans hold %q, not %q", got, list.Statements[i].Content)
		}
	}
}

// Every line of the standoff is one that brat reads, its words stand at its
// offsets, and no stretch runs over a line end.
func TestStatementsAsBrat(t *testing.T) {
	bound := regexp.MustCompile(`^T\d+\t(Source|Cue|Content|Attribution|Anonymity) (\d+ \d+(?:;\d+ \d+)*)\t(.+)$`)
	event := regexp.MustCompile(`^E\d+\tAttribution:T\d+( (Source|Cue|Content|Anonymity):T\d+)+$`)
	other := regexp.MustCompile(`^(A\d+\t(Form|Standing) E\d+ \w+|#\d+\tAnnotatorNotes E\d+\t.+)$`)
	files := ListStatements(twoReports(t), StatementQuery{}).Brat()
	if len(files) != 2 || files[0].Name != "fish" {
		t.Fatalf("%+v", files)
	}
	labels := map[string]string{}
	for _, f := range files {
		text := []rune(f.Text)
		for line := range strings.Lines(f.Ann) {
			line = strings.TrimSuffix(line, "\n")
			m := bound.FindStringSubmatch(line)
			if m == nil {
				if !event.MatchString(line) && !other.MatchString(line) {
					t.Errorf("brat cannot read %q", line)
				}
				if trigger := regexp.MustCompile(`Attribution:(T\d+)`).FindStringSubmatch(line); trigger != nil && labels[f.Name+trigger[1]] != "Attribution" {
					t.Errorf("the trigger of %q is a %s", line, labels[f.Name+trigger[1]])
				}
				continue
			}
			labels[f.Name+line[:strings.IndexByte(line, '\t')]] = m[1]
			var words []string
			for _, piece := range strings.Split(m[2], ";") {
				a, b, _ := strings.Cut(piece, " ")
				from, _ := strconv.Atoi(a)
				to, _ := strconv.Atoi(b)
				words = append(words, string(text[from:to]))
			}
			if got := strings.Join(words, " "); got != m[3] {
				t.Errorf("%q holds %q", line, got)
			}
		}
	}
	if !strings.Contains(files[0].Ann, "Content 60 63;64 75;100 107\t“We will talk,” “soon.”") {
		t.Errorf("a line end is inside a stretch:\n%s", files[0].Ann)
	}
}

// Both selectors of every target find the same words.
func TestStatementsAsWebAnnotation(t *testing.T) {
	entries := twoReports(t)
	var page struct {
		Context []any  `json:"@context"`
		Type    string `json:"type"`
		Total   int
		First   struct {
			Type  string
			Items []struct {
				ID, Type, Motivation string
				Body                 []map[string]string
				Target               []struct {
					Type, Source string
					Role         string `json:"entente:role"`
					Selector     []struct {
						Type                  string
						Exact, Prefix, Suffix string
						Start, End            int
					}
				}
			}
		}
	}
	if err := json.Unmarshal(ListStatements(entries, StatementQuery{}).WebAnnotation("entente test"), &page); err != nil {
		t.Fatal(err)
	}
	if page.Context[0] != "http://www.w3.org/ns/anno.jsonld" || page.Type != "AnnotationCollection" || page.First.Type != "AnnotationPage" || page.Total != 3 || len(page.First.Items) != 3 {
		t.Errorf("%+v", page)
	}
	seen := map[string]bool{}
	for i, a := range page.First.Items {
		text := []rune(entries[i].Evidence.Report.Text)
		if a.Type != "Annotation" || !strings.HasPrefix(a.ID, "urn:") || seen[a.ID] || len(a.Target) == 0 || len(a.Body) != 2 {
			t.Errorf("%+v", a)
		}
		seen[a.ID] = true
		for _, x := range a.Target {
			quote, place := x.Selector[0], x.Selector[1]
			if quote.Type != "TextQuoteSelector" || place.Type != "TextPositionSelector" {
				t.Fatalf("%+v", x)
			}
			if got := string(text[place.Start:place.End]); got != quote.Exact || !strings.HasSuffix(string(text[:place.Start]), quote.Prefix) || !strings.HasPrefix(string(text[place.End:]), quote.Suffix) {
				t.Errorf("%s: %q at the place of %+v", x.Role, got, quote)
			}
		}
	}
}
