package train

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Corpus is running text without annotation, cut into words and sentences.
type Corpus struct {
	Words []string // forms, by number
	IDs   []int32  // running words: numbers of forms, with corpusGlued
	Start []int32  // first running word of each sentence
	Sound int      // sentences from here on have lost their punctuation: for word statistics only
}

// corpusGlued marks a running word that no white space follows.
const corpusGlued = 1 << 30

// form gives the number of the form of running word i.
func (c *Corpus) form(i int) int32 { return c.IDs[i] &^ corpusGlued }

// sentence gives the bounds of sentence s.
func (c *Corpus) sentence(s int) (first, last int) {
	last = len(c.IDs)
	if s+1 < len(c.Start) {
		last = int(c.Start[s+1])
	}
	return int(c.Start[s]), last
}

// BuildCorpus cuts the Senate and Wikinews texts with a splitter. Exact repeats
// are left out.
func BuildCorpus(o Options, splitter *language.Splitter) (*Corpus, error) {
	c := &Corpus{}
	numbers := map[string]int32{}
	for pass, damaged := range []bool{false, true} {
		for _, name := range []string{"text/wikinews.jsonl", "text/senate.jsonl"} {
			raw, err := openData(o.Data, name)
			if err != nil {
				return nil, err
			}
			if err := c.addTexts(raw, splitter, numbers, damaged); err != nil {
				return nil, fmt.Errorf("train: %s: %w", name, err)
			}
			o.Log("%s: %d words, %d forms, %d sentences", name, len(c.IDs), len(c.Words), len(c.Start))
		}
		if pass == 0 {
			c.Sound = len(c.Start)
		}
	}
	return c, nil
}

func (c *Corpus) addTexts(raw []byte, splitter *language.Splitter, numbers map[string]int32, damaged bool) error {
	seen := map[document.ID]bool{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var rec struct {
			Text    string
			Damaged bool
		}
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			return err
		}
		id := document.IDOf(rec.Text)
		if rec.Damaged != damaged || seen[id] {
			continue
		}
		seen[id] = true
		p := &language.Parse{Doc: &document.Document{Text: rec.Text}}
		splitter.Split(p, document.Span{End: len(rec.Text)})
		for _, s := range p.Sentences {
			c.Start = append(c.Start, int32(len(c.IDs)))
			for i := s.First; i < s.Last; i++ {
				w := p.Text(i)
				n, ok := numbers[w]
				if !ok {
					n = int32(len(c.Words))
					w = string(append([]byte(nil), w...))
					numbers[w] = n
					c.Words = append(c.Words, w)
				}
				if !p.Spaced(i) {
					n |= corpusGlued
				}
				c.IDs = append(c.IDs, n)
			}
		}
	}
	return lines.Err()
}

// Save writes a corpus to a file.
func (c *Corpus) Save(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	put := func(v []int32) {
		binary.Write(out, binary.LittleEndian, int64(len(v)))
		binary.Write(out, binary.LittleEndian, v)
	}
	sizes := make([]int32, len(c.Words))
	for i, w := range c.Words {
		sizes[i] = int32(len(w))
	}
	put(sizes)
	for _, w := range c.Words {
		out.WriteString(w)
	}
	put(c.IDs)
	put(c.Start)
	put([]int32{int32(c.Sound)})
	return errors.Join(out.Flush(), f.Close())
}

// LoadCorpus reads what Save wrote.
func LoadCorpus(path string) (*Corpus, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<20)
	get := func() []int32 {
		var n int64
		if e := binary.Read(in, binary.LittleEndian, &n); e != nil || n < 0 || n > 1<<31 {
			err = errors.Join(err, errors.New("not a corpus file"))
			return nil
		}
		v := make([]int32, n)
		err = errors.Join(err, binary.Read(in, binary.LittleEndian, v))
		return v
	}
	c := &Corpus{}
	sizes := get()
	var total int
	for _, s := range sizes {
		total += int(s)
	}
	all := make([]byte, total)
	if _, e := io.ReadFull(in, all); e != nil {
		err = errors.Join(err, e)
	}
	text := string(all)
	for _, s := range sizes {
		c.Words = append(c.Words, text[:s])
		text = text[s:]
	}
	c.IDs, c.Start = get(), get()
	if sound := get(); len(sound) == 1 {
		c.Sound = int(sound[0])
	}
	if err != nil {
		return nil, fmt.Errorf("train: %s: %w", path, err)
	}
	return c, nil
}
