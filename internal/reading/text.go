package reading

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

// fitsText: anything textual.
func fitsText(string, []byte) bool { return true }

// all reads the rest of an input, up to the limit.
func (r *reader) all(in input) ([]byte, *Problem) {
	raw, err := io.ReadAll(io.LimitReader(in.src, int64(r.opt.MaxBytes)+1))
	switch {
	case err != nil:
		return nil, readProblem(in.path, 0, err)
	case len(raw) > r.opt.MaxBytes:
		return nil, tooLong(in.path, 0, r.opt.MaxBytes)
	case len(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte(bom)))) == 0:
		return nil, &Problem{File: in.path, Kind: Empty, What: "the file is empty", Do: "check how it was made"}
	}
	return raw, nil
}

// text reads a file that is one report, with what its side-car tells.
func (r *reader) text(in input) {
	raw, p := r.all(in)
	if p != nil {
		r.fail(p)
		return
	}
	// What begins as text may go on as something else.
	if n := bytes.Count(raw, []byte{0}); n > 3 && n*50 > len(raw) {
		r.fail(&Problem{File: in.path, Kind: Binary, What: "not a text", Tried: "too many NUL bytes", Do: "give its text as .txt or JSONL"})
		return
	}
	d := decode(raw)
	if d.encoding == utf8Name && in.wide != "" {
		d.encoding = in.wide
	}
	start := strings.ToLower(strings.TrimSpace(d.text[:min(len(d.text), 200)]))
	if strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html") || strings.HasPrefix(start, "<?xml") {
		d.note("markup", document.Span{}, "this looks like HTML or XML: its tags are read as words; give the plain text")
	}
	r.give(r.item(in.path, base(in.path), 0, d, sideCar(in.path), document.DateFile))
}

// cutSuffixFold is strings.CutSuffix whatever the case of an ASCII suffix.
func cutSuffixFold(s, suffix string) (string, bool) {
	if cut := len(s) - len(suffix); cut >= 0 && strings.EqualFold(s[cut:], suffix) {
		return s[:cut], true
	}
	return s, false
}

// sideCarLimit is the most that a side-car may hold, in bytes.
const sideCarLimit = 1 << 20

// sideCar reads NAME.json beside NAME.txt (or NAME.txt.gz). Nothing there
// gives no fields; a broken one gives a diagnostic.
func sideCar(path string) fields {
	stem, _ := cutSuffixFold(path, ".gz")
	stem, isText := cutSuffixFold(stem, ".txt")
	if path == "-" || !isText {
		return fields{}
	}
	name := stem + ".json"
	broken := func(why string) fields {
		return fields{diagnostics: []claim.Diagnostic{{Code: "side-car", Message: "the side-car " + base(name) + " was left out: " + why}}}
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fields{}
	}
	if err != nil {
		return broken(openProblem(name, err).Tried)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, sideCarLimit+1))
	switch {
	case err != nil:
		return broken(err.Error())
	case len(raw) > sideCarLimit:
		return broken("it is longer than 1 MiB")
	}
	var rec record
	if err := json.Unmarshal([]byte(decode(raw).text), &rec); err != nil {
		return broken(err.Error())
	}
	return rec.fields("side-car")
}
