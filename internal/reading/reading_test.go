package reading

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
)

// open reads what a stream holds.
func open(stream string, opt Options) (items []Item, problems []*Problem) {
	opt.Stdin = strings.NewReader(stream)
	return collect([]string{"-"}, opt)
}

func collect(paths []string, opt Options) (items []Item, problems []*Problem) {
	for it, err := range Open(context.Background(), paths, opt) {
		var p *Problem
		switch {
		case err == nil:
			items = append(items, it)
		case errors.As(err, &p):
			problems = append(problems, p)
		default:
			panic(err)
		}
	}
	return items, problems
}

// cases reads "# name", text, "=> expected" and "---".
func cases(t *testing.T, file string, check func(t *testing.T, text string, want []string)) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(raw), "\n---\n") {
		name, rest, _ := strings.Cut(block, "\n")
		text, expected, ok := strings.Cut("\n"+rest, "\n=> ")
		if !ok || !strings.HasPrefix(name, "# ") {
			t.Fatalf("%s: not a case: %q", file, block)
		}
		t.Run(name[2:], func(t *testing.T) {
			check(t, strings.TrimPrefix(text, "\n"), strings.Split(strings.TrimSpace(expected), "\n=> "))
		})
	}
}

func TestDateLines(t *testing.T) {
	cases(t, "testdata/lines.txt", func(t *testing.T, text string, want []string) {
		got := "none"
		if w, updated, ok := headerDate(text); ok {
			got = w.full().String()
			if updated {
				got += " updated"
			}
			if w.ambiguous {
				got += " ambiguous"
			}
		}
		if got != want[0] {
			t.Errorf("%q: got %s, want %s", text, got, want[0])
		}
	})
}

func TestDateForms(t *testing.T) {
	for _, f := range append(append([]dateForm{}, dateForms...), yearless...) {
		w, n := writtenAt(f.example, []dateForm{f})
		if got := w.on(2021).String(); got != "2021-10-05" || n != len(f.example) {
			t.Errorf("%q gives %q in %d bytes", f.example, got, n)
		}
	}
}

func TestReports(t *testing.T) {
	cases(t, "testdata/reports.txt", func(t *testing.T, text string, want []string) {
		items, problems := open(text, Options{})
		if len(problems) > 0 || len(items) != 1 {
			t.Fatalf("problems %v, %d items", problems, len(items))
		}
		got := describe(items[0])
		for _, w := range want {
			key, value, _ := strings.Cut(w, ": ")
			g := got[key]
			if first, open := strings.CutSuffix(value, "..."); open && strings.HasPrefix(g, strings.TrimSpace(first)) {
				continue
			}
			if g != value {
				t.Errorf("%s: got %q, want %q", key, g, value)
			}
		}
	})
}

// describe shows what is known of a report, by key.
func describe(it Item) map[string]string {
	d := it.Doc
	orNone := func(s string) string {
		if s == "" {
			return "none"
		}
		return s
	}
	var codes []string
	for _, diagnostic := range it.Diagnostics {
		codes = append(codes, diagnostic.Code)
	}
	return map[string]string{
		"file": d.File, "title": orNone(d.Title), "url": orNone(d.URL), "outlet": orNone(d.Outlet), "language": d.Language,
		"credits": orNone(strings.Join(d.Credits, " | ")), "date": orNone(strings.TrimSpace(d.Date.String() + " " + string(d.DateFrom))),
		"body": d.Slice(d.Body), "diagnostics": orNone(strings.Join(codes, " ")), "encoding": it.Encoding,
	}
}

func wide(s string, order func(u uint16) []byte) string {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write(order(u))
	}
	return b.String()
}

func little(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} }
func big(u uint16) []byte    { return []byte{byte(u >> 8), byte(u)} }

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func TestEncodings(t *testing.T) {
	const text = "The Élysée said “no” on Tuesday, and the ministry said nothing."
	for name, c := range map[string]struct {
		bytes, text, encoding, codes string
	}{
		"UTF-8":                     {text, text, "utf-8", "no-date"},
		"UTF-8 with mark":           {"\ufeff" + text, text, "utf-8", "no-date"},
		"UTF-16 little with mark":   {"\xff\xfe" + wide(text, little), text, "utf-16le", "no-date"},
		"UTF-16 big with mark":      {"\xfe\xff" + wide(text, big), text, "utf-16be", "no-date"},
		"UTF-16 little by pattern":  {wide(text, little), text, "utf-16le", "no-date"},
		"UTF-16 big by pattern":     {wide(text, big), text, "utf-16be", "no-date"},
		"Latin-1":                   {"The \xc9lys\xe9e said no.", "The Élysée said no.", "windows-1252", "decoded no-date"},
		"Windows-1252":              {"It said \x93no\x94.", "It said “no”.", "windows-1252", "decoded no-date"},
		"damaged UTF-8":             {"The Élysée said \xff no.", "The Élysée said \ufffd no.", "utf-8", "decoded no-date"},
		"cut in a character":        {"It said “no”\xe2\x80", "It said “no”\ufffd\ufffd", "utf-8", "decoded no-date"},
		"cut in the only character": {"It said no \xe2\x80", "It said no \ufffd\ufffd", "utf-8", "decoded no-date"},
		"a NUL":                     {"It said\x00no.", "It said\x00no.", "utf-8", "nul no-date"},
		"CRLF stays":                {"One.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n", "utf-8", "no-date"},
		"gzip by its magic":         {gzipped(text), text, "utf-8", "no-date"},
		"HTML":                      {"<html><body>The minister left.</body></html>", "<html><body>The minister left.</body></html>", "utf-8", "markup no-date"},
	} {
		items, problems := open(c.bytes, Options{})
		if len(items) != 1 || len(problems) > 0 {
			t.Errorf("%s: %d items, problems %v", name, len(items), problems)
			continue
		}
		it := items[0]
		if got := describe(it); it.Doc.Text != c.text || it.Encoding != c.encoding || got["diagnostics"] != c.codes {
			t.Errorf("%s: text %q, encoding %s, diagnostics %s", name, it.Doc.Text, it.Encoding, got["diagnostics"])
		}
	}
}

func TestDamageIsMarked(t *testing.T) {
	items, _ := open("The Élysée said \xff no.", Options{})
	d := items[0].Diagnostics[0]
	if got := items[0].Doc.Slice(d.Span); got != "\ufffd" || !strings.Contains(d.Message, "1 bad bytes") {
		t.Errorf("diagnostic %+v marks %q", d, got)
	}
}

func TestProblems(t *testing.T) {
	for name, c := range map[string]struct {
		bytes string
		kind  Kind
		line  int
	}{
		"empty":                {"", Empty, 0},
		"blank":                {" \n\t\n", Empty, 0},
		"only a mark":          {"\ufeff", Empty, 0},
		"PDF":                  {"%PDF-1.7 ...", Binary, 0},
		"NULs":                 {"\x00\x01\x02\x00\x00\x03abc", Binary, 0},
		"long text":            {strings.Repeat("word ", 300), TooLong, 0},
		"record without text":  {`{"date": "2021-10-05"}`, BadRecord, 1},
		"text of a wrong type": {`{"text": 7}`, BadRecord, 1},
		"empty text":           {`{"text": " "}`, Empty, 1},
		"array of records":     {`[{"text": "One."}]`, BadRecord, 0},
		"cut gzip":             {gzipped(strings.Repeat("One and two. ", 40))[:30], Unreadable, 0},
	} {
		items, problems := open(c.bytes, Options{MaxBytes: 1000})
		if len(items) != 0 || len(problems) != 1 || problems[0].Kind != c.kind || problems[0].Line != c.line {
			t.Errorf("%s: %d items, problems %v", name, len(items), problems)
		}
	}
}

func TestLongLineIsRefusedAndOthersRead(t *testing.T) {
	long := `{"text": "` + strings.Repeat("word ", 10<<20) + `"}` // 50 MB
	items, problems := open(`{"text": "One."}`+"\n"+long+"\n"+`{"text": "Three."}`, Options{})
	if len(items) != 2 || items[1].Line != 3 || items[1].Doc.Text != "Three." {
		t.Errorf("%d items", len(items))
	}
	if len(problems) != 1 || problems[0].Kind != TooLong || problems[0].Line != 2 {
		t.Errorf("problems %v", problems)
	}
	items, problems = open(long[:9<<20]+`"}`, Options{MaxBytes: 10 << 20})
	if len(items) != 1 || len(problems) != 0 {
		t.Errorf("with a higher limit: %d items, %v", len(items), problems)
	}
}

func TestCutPackedLinesAreReadUpToTheCut(t *testing.T) {
	var lines strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&lines, "{\"text\": \"Report %d of the day.\"}\n", i*7919%3001)
	}
	packed := gzipped(lines.String())
	items, problems := open(packed[:len(packed)*2/3], Options{})
	if len(items) < 100 || len(problems) != 1 || problems[0].Kind != Unreadable || problems[0].Line != len(items)+1 {
		t.Errorf("%d items, problems %v", len(items), problems)
	}
}

func TestGivenDateGoesFirst(t *testing.T) {
	day := calendar.Of(2020, 1, 2)
	items, _ := open("5 October 2021\n\nThe ministers met.", Options{Date: day})
	if d := items[0].Doc; d.Date != day || d.DateFrom != document.DateGiven || d.Slice(d.Body) != "The ministers met." {
		t.Errorf("got %s %s", d.Date, d.DateFrom)
	}
}

func TestStopsWhenToldTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for _, err := range Open(ctx, []string{"-"}, Options{Stdin: strings.NewReader(strings.Repeat("{\"text\": \"One.\"}\n", 9))}) {
		if n++; n == 3 {
			cancel()
		}
		if n == 4 && !errors.Is(err, context.Canceled) || n > 4 {
			t.Errorf("step %d after the end: %v", n, err)
		}
	}
	n = 0
	for range Open(context.Background(), []string{"-", "/nowhere"}, Options{Stdin: strings.NewReader("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n")}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d steps after break", n)
	}
}

// checkItem holds for every report read from any bytes.
func checkItem(t *testing.T, it Item) {
	t.Helper()
	d := it.Doc
	if !utf8.ValidString(d.Text) || strings.TrimSpace(d.Text) == "" || d.ID != document.IDOf(d.Text) {
		t.Fatalf("text %q, ID %s", d.Text, d.ID)
	}
	if b := d.Body; b.Start < 0 || b.Start >= b.End || b.End > len(d.Text) || !utf8.ValidString(d.Slice(b)) {
		t.Fatalf("body %v of %q", b, d.Text)
	}
	if d.Date.Valid() != (d.DateFrom != "") {
		t.Fatalf("date %s from %q", d.Date, d.DateFrom)
	}
	for _, diagnostic := range it.Diagnostics {
		if s := diagnostic.Span; s.Start < 0 || s.Start > s.End || s.End > len(d.Text) || diagnostic.Code == "" || diagnostic.Message == "" {
			t.Fatalf("diagnostic %+v", diagnostic)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{"", "a", " date 2021-10-05 \n\nThe minister.\n\nReporting by A B; Editing by C D", "{\"text\": \"One.\", \"date\": \"5 May 2020\"}\n{\"te",
		"\xff\xfea\x00b\x00", "a\x00b\x00", "PARIS, Oct 5 (Reuters) - \xe9", "{\n\"text\": \"x\"\n}", gzipped("One."), "By Ann Lee | May 5, 2020\r\rX",
		"CNN's A B contributed to this report", "(Reporting by )", "[{\"text\":1}]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		items, problems := open(string(raw), Options{MaxBytes: 1 << 16})
		for _, it := range items {
			checkItem(t, it)
		}
		for _, p := range problems {
			if p.Kind == "" || p.What == "" || !strings.HasPrefix(p.Error(), "reading: -") {
				t.Fatalf("problem %+v", p)
			}
		}
		if len(items)+len(problems) == 0 {
			t.Fatal("neither a report nor a problem")
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"By A B\n\nThe minister.", "(AP) --", "WASHINGTON, D.C., Oct. 5, 2021 (AP) — x", "Reporting by A\nReporting by B\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		path := filepath.Join(dir, "2021-10-05.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		items, _ := collect([]string{path}, Options{})
		for _, it := range items {
			checkItem(t, it)
			if utf8.ValidString(text) && it.Encoding == utf8Name && it.Doc.Text != strings.TrimPrefix(text, bom) {
				t.Fatalf("text changed: %q", it.Doc.Text)
			}
		}
	})
}

func FuzzSideCar(f *testing.F) {
	for _, s := range []string{`{"date": "2021-10-05", "title": 7}`, "{", `{"source": "The Gazette", "url": "https://x.org/2021/10/05/y"}`, "[]", "null"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.txt")
		os.WriteFile(path, []byte("PARIS, Oct 5 (Reuters) - The ministers met."), 0o600)
		os.WriteFile(filepath.Join(dir, "a.json"), []byte(raw), 0o600)
		items, problems := collect([]string{path}, Options{})
		if len(items) != 1 || len(problems) != 0 {
			t.Fatalf("%d items, %v", len(items), problems)
		}
		checkItem(t, items[0])
	})
}

func BenchmarkLines(b *testing.B) {
	line := `{"text": "5 October 2021\n\n` + strings.Repeat("The minister met her colleague in Paris on Tuesday, officials said. ", 60) + `", "date": "2021-10-05"}` + "\n"
	input := strings.Repeat(line, 200)
	b.SetBytes(int64(len(input)))
	for b.Loop() {
		if items, _ := open(input, Options{}); len(items) != 200 {
			b.Fatal(fmt.Sprint(len(items)))
		}
	}
}
