package language

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/document"
)

// ReadCoNLLU reads a CoNLL-U file: one Parse for each "# newdoc", with the text
// put together from the words, "# newpar" and SpaceAfter=No. Empty nodes, the
// DEPS column and all of MISC but SpaceAfter and GUM's Entity are left out;
// Entity goes to entity if that is not nil. Documents without a name get the
// given one. Paragraphs are parted by an empty line.
func ReadCoNLLU(r io.Reader, name string, entity func(p *Parse, word int, value string)) ([]*Parse, error) {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 1<<16), 1<<26)
	c := &conlluReader{name: name, entity: entity}
	for scan.Scan() {
		c.line++
		if err := c.take(strings.TrimSuffix(scan.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("language: %s:%d: %w", name, c.line, err)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("language: %s: %w", name, err)
	}
	c.endDocument()
	return c.docs, nil
}

type conlluReader struct {
	name   string
	entity func(*Parse, int, string)
	docs   []*Parse
	line   int

	p         *Parse
	text      strings.Builder
	file      string
	id        string
	paragraph int
	newPar    bool // a paragraph begins with the next sentence
	spaced    bool // white space precedes the next word
	inside    bool // the rows of a sentence are being read
	first     int  // first word of that sentence
	tokenEnd  int  // last word id of the multiword token being read, 0 without
	tokenOpen bool // a word of that token has been read
	tokenGlue bool // no space after the multiword token
}

func (c *conlluReader) endDocument() {
	c.endSentence()
	if c.p != nil {
		text := c.text.String()
		*c.p.Doc = document.Document{ID: document.IDOf(text), File: c.file, Text: text, Body: document.Span{Start: 0, End: len(text)}, Language: "en"}
		c.docs = append(c.docs, c.p)
	}
	c.p, c.paragraph, c.newPar, c.spaced = nil, 0, false, false
	c.text.Reset()
}

func (c *conlluReader) endSentence() {
	if !c.inside {
		return
	}
	p := c.p
	for i := c.first; i < len(p.Span); i++ {
		p.Sent = append(p.Sent, int32(len(p.Sentences)))
		if p.Head[i] >= 0 {
			p.Head[i] += int32(c.first)
			if int(p.Head[i]) >= len(p.Span) {
				p.Head[i] = -1
			}
		}
	}
	p.Sentences = append(p.Sentences, Sentence{First: c.first, Last: len(p.Span), Paragraph: c.paragraph, ID: c.id})
	c.inside, c.id, c.tokenEnd = false, "", 0
}

func (c *conlluReader) take(line string) error {
	switch {
	case line == "":
		c.endSentence()
		return nil
	case line[0] == '#':
		c.endSentence()
		key, value, _ := strings.Cut(strings.TrimSpace(line[1:]), "=")
		switch key, value = strings.TrimSpace(key), strings.TrimSpace(value); key {
		case "newdoc id", "newdoc":
			c.endDocument()
			c.file = value
			if value == "" {
				c.file = c.name
			}
		case "newpar id", "newpar":
			c.newPar = true
		case "sent_id":
			c.id = value
		}
		return nil
	}
	return c.row(line)
}

func (c *conlluReader) row(line string) error {
	cols := strings.Split(line, "\t")
	if len(cols) != 10 {
		return fmt.Errorf("%d columns, expected 10", len(cols))
	}
	if strings.Contains(cols[0], ".") {
		return nil
	}
	if c.p == nil {
		c.p = &Parse{Doc: &document.Document{}}
		if c.file == "" {
			c.file = c.name
		}
	}
	p := c.p
	if !c.inside {
		c.inside, c.first = true, len(p.Span)
		if c.newPar && c.text.Len() > 0 {
			c.text.WriteString("\n\n")
			c.paragraph++
			c.spaced = false
		}
		c.newPar = false
	}
	glue := hasKey(cols[9], "SpaceAfter=No")
	if lo, hi, ok := strings.Cut(cols[0], "-"); ok {
		n, err1 := strconv.Atoi(lo)
		end, err2 := strconv.Atoi(hi)
		if err1 != nil || err2 != nil || n != len(p.Span)-c.first+1 || end < n {
			return fmt.Errorf("bad word range %q", cols[0])
		}
		c.tokenEnd, c.tokenOpen, c.tokenGlue = end, false, glue
		return nil
	}
	id, err := strconv.Atoi(cols[0])
	if err != nil || id != len(p.Span)-c.first+1 {
		return fmt.Errorf("bad word number %q, expected %d", cols[0], len(p.Span)-c.first+1)
	}
	inner := false
	if id <= c.tokenEnd {
		inner = c.tokenOpen
		c.tokenOpen = true
		glue = id < c.tokenEnd || c.tokenGlue
	}
	head := -1
	if cols[6] != "_" {
		if head, err = strconv.Atoi(cols[6]); err != nil || head < 0 {
			return fmt.Errorf("bad head %q", cols[6])
		}
		head--
	}
	if c.spaced {
		c.text.WriteByte(' ')
	}
	start := c.text.Len()
	c.text.WriteString(cols[1])
	p.Span = append(p.Span, document.Span{Start: start, End: c.text.Len()})
	p.Lower = append(p.Lower, fold(cols[1]))
	p.Inner = append(p.Inner, inner)
	p.Lemma = append(p.Lemma, cols[2])
	p.UPOS = append(p.UPOS, cols[3])
	p.XPOS = append(p.XPOS, cols[4])
	p.Feats = append(p.Feats, cols[5])
	p.Head = append(p.Head, int32(head))
	p.Rel = append(p.Rel, cols[7])
	c.spaced = !glue
	if c.entity != nil {
		if i := strings.Index(cols[9], "Entity="); i == 0 || i > 0 && cols[9][i-1] == '|' {
			value, _, _ := strings.Cut(cols[9][i+len("Entity="):], "|")
			c.entity(p, len(p.Span)-1, value)
		}
	}
	return nil
}

// hasKey reports whether a MISC column holds an entry.
func hasKey(misc, entry string) bool {
	for misc != "" {
		var one string
		one, misc, _ = strings.Cut(misc, "|")
		if one == entry {
			return true
		}
	}
	return false
}

// WriteCoNLLU writes a Parse with all ten columns. Missing columns are "_".
func WriteCoNLLU(w io.Writer, p *Parse) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# newdoc id = %s\n", strings.Join(strings.Fields(p.Doc.File), "_"))
	paragraph := -1
	for n, s := range p.Sentences {
		if s.Paragraph != paragraph {
			paragraph = s.Paragraph
			out.WriteString("# newpar\n")
		}
		id := s.ID
		if id == "" {
			id = strconv.Itoa(n + 1)
		}
		fmt.Fprintf(out, "# sent_id = %s\n# text = %s\n", id, strings.Join(strings.Fields(p.Doc.Slice(p.Words(s.First, s.Last))), " "))
		for i := s.First; i < s.Last; i++ {
			p.writeRow(out, s, i)
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

func (p *Parse) writeRow(out *bufio.Writer, s Sentence, i int) {
	inner := func(k int) bool { return k < s.Last && k < len(p.Inner) && p.Inner[k] }
	misc := func(k int) string {
		if k+1 < s.Last && !p.Spaced(k) || k+1 == s.Last && k+1 < p.Len() && !p.Spaced(k) {
			return "SpaceAfter=No"
		}
		return "_"
	}
	own := misc(i)
	if !inner(i) && inner(i+1) {
		end := i + 1
		for inner(end) {
			end++
		}
		fmt.Fprintf(out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, end-s.First, visible(p.Doc.Slice(p.Words(i, end))), misc(end-1))
	}
	if inner(i) || inner(i+1) {
		own = "_"
	}
	head, rel := "_", column(p.Rel, i)
	deps := "_"
	if p.Head != nil {
		h := 0
		if p.Head[i] >= 0 {
			h = int(p.Head[i]) - s.First + 1
		}
		head = strconv.Itoa(h)
		deps = head + ":" + rel
	}
	for k, v := range []string{strconv.Itoa(i - s.First + 1), visible(p.Text(i)), column(p.Lemma, i), column(p.UPOS, i), column(p.XPOS, i), column(p.Feats, i), head, rel, deps, own} {
		if k > 0 {
			out.WriteByte('\t')
		}
		out.WriteString(v)
	}
	out.WriteByte('\n')
}

func column(c []string, i int) string {
	if c == nil || c[i] == "" {
		return "_"
	}
	return c[i]
}

// visible is a word as it may stand in a table: without tabs and line ends.
func visible(w string) string {
	if strings.ContainsAny(w, "\t\n\r") {
		return strings.Join(strings.Fields(w), "")
	}
	return w
}
