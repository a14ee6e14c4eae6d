package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/document"
)

// Anchor names words of a text by quoting them; Nth tells which, from 0, where
// they stand more than once.
type Anchor struct {
	Text string `json:"text"`
	Nth  *int   `json:"nth,omitempty"`
}

// Anchors are the pieces of one thing. In the files a single piece may stand
// without its list, and nothing as null.
type Anchors []Anchor

// UnmarshalJSON reads null, an anchor, or a list of them.
func (a *Anchors) UnmarshalJSON(data []byte) error {
	switch data = bytes.TrimSpace(data); {
	case string(data) == "null":
		*a = nil
		return nil
	case len(data) > 0 && data[0] == '[':
		return json.Unmarshal(data, (*[]Anchor)(a))
	}
	var one Anchor
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*a = Anchors{one}
	return nil
}

// Party is a party of a record. In the files a bare string is a country code
// or a name.
type Party struct {
	Text    string  `json:"text,omitempty"`
	Name    *string `json:"name,omitempty"`
	Country *string `json:"country"`
	Sector  *string `json:"sector,omitempty"`
}

// UnmarshalJSON reads a party object or a bare string.
func (p *Party) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		if isCode(s) {
			*p = Party{Country: &s}
		} else {
			*p = Party{Name: &s}
		}
		return nil
	}
	type plain Party
	return json.Unmarshal(data, (*plain)(p))
}

func isCode(s string) bool { return len(s) == 3 && s == strings.ToUpper(s) }

// Label is the party for people: its name, words or country.
func (p Party) Label() string {
	s := p.Text
	if p.Name != nil {
		s = *p.Name
	}
	if p.Country != nil && s != "" {
		return s + " (" + *p.Country + ")"
	}
	if p.Country != nil {
		return *p.Country
	}
	return s
}

// Gold is the records of a report, by quoted words.
type Gold struct {
	Statements []struct {
		ID        string  `json:"id"`
		Source    Anchors `json:"source"`
		Cue       Anchors `json:"cue"`
		Content   Anchors `json:"content"`
		Form      string  `json:"form"`
		Standing  *string `json:"standing"`
		Name      *string `json:"name"`
		Country   *string `json:"country"`
		Sector    *string `json:"sector"`
		Addressee *string `json:"addressee"`
		Within    *string `json:"within"`
	} `json:"statements"`
	Events []struct {
		ID         string    `json:"id"`
		Type       string    `json:"type"`
		Mode       *string   `json:"mode"`
		Actors     []Party   `json:"actors"`
		Recipients []Party   `json:"recipients"`
		Reality    string    `json:"reality"`
		Background bool      `json:"background"`
		Date       *string   `json:"date"`
		Stated     bool      `json:"stated"`
		Place      *string   `json:"place"`
		Mentions   []Anchors `json:"mentions"`
	} `json:"events"`
	Commitments []struct {
		ID        string   `json:"id"`
		Kind      string   `json:"kind"`
		By        []Party  `json:"by"`
		To        []Party  `json:"to"`
		What      Anchors  `json:"what"`
		Due       *string  `json:"due"`
		Condition *string  `json:"condition"`
		Topics    []string `json:"topics"`
	} `json:"commitments"`
	Meetings []struct {
		ID       string    `json:"id"`
		Who      []string  `json:"who"`
		When     *string   `json:"when"`
		Where    *string   `json:"where"`
		How      *string   `json:"how"`
		Status   string    `json:"status"`
		Mentions []Anchors `json:"mentions"`
	} `json:"meetings"`
	Notes []string `json:"notes"`
}

// Find gives the span of an anchor in a text, in bytes.
func (a Anchor) Find(text string) (document.Span, error) {
	if a.Text == "" {
		return document.Span{}, fmt.Errorf("an anchor without words")
	}
	nth, times, at := -1, 0, -1
	if a.Nth != nil {
		nth = *a.Nth
	}
	for from := 0; ; {
		i := strings.Index(text[from:], a.Text)
		if i < 0 {
			break
		}
		i += from
		if times == max(nth, 0) {
			at = i
		}
		times++
		_, size := decodeRune(text[i:])
		from = i + size
	}
	switch {
	case times == 0:
		return document.Span{}, fmt.Errorf("%q is not in the text", a.Text)
	case nth < 0 && times > 1:
		return document.Span{}, fmt.Errorf("%q stands %d times in the text: give nth", a.Text, times)
	case at < 0:
		return document.Span{}, fmt.Errorf("%q stands %d times, nth is %d", a.Text, times, nth)
	}
	return document.Span{Start: at, End: at + len(a.Text)}, nil
}

// Spans gives the spans of all pieces; pieces that are not found are left out.
func (a Anchors) Spans(text string) []document.Span {
	var out []document.Span
	for _, x := range a {
		if s, err := x.Find(text); err == nil {
			out = append(out, s)
		}
	}
	return out
}

// Words are the quoted words, pieces joined by an ellipsis.
func (a Anchors) Words() string {
	var out []string
	for _, x := range a {
		out = append(out, x.Text)
	}
	return strings.Join(out, " … ")
}
