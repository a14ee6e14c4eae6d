package train

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/statements"
)

// PolNeAR reads one part ("train", "dev") of PolNeAR from DIR/polnear, where
// it is packed as PART.tar.xz: texts, and the annotation of the first
// annotator of each. Headlines belong to the text there.
func PolNeAR(dir, part string) ([]Annotated, error) {
	raw, err := openData(dir, "polnear/"+part+".tar")
	if err != nil {
		return nil, err
	}
	texts, notes := map[string]string{}, map[string]string{}
	annotator := map[string]string{}
	for r := tar.NewReader(bytes.NewReader(raw)); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("train: polnear/%s.tar: %w", part, err)
		}
		base := path.Base(h.Name)
		switch path.Ext(base) {
		case ".txt":
			data, err := io.ReadAll(r)
			if err != nil {
				return nil, fmt.Errorf("train: %s: %w", h.Name, err)
			}
			texts[strings.TrimSuffix(base, ".txt")] = string(data)
		case ".ann":
			data, err := io.ReadAll(r)
			if err != nil {
				return nil, fmt.Errorf("train: %s: %w", h.Name, err)
			}
			stem := strings.TrimSuffix(base, ".ann")
			k := strings.LastIndexByte(stem, '_')
			if k < 0 {
				return nil, fmt.Errorf("train: %s: the name has no annotator", h.Name)
			}
			if old, ok := annotator[stem[:k]]; !ok || stem[k+1:] < old {
				annotator[stem[:k]], notes[stem[:k]] = stem[k+1:], string(data)
			}
		}
	}
	var out []Annotated
	for name, text := range texts {
		doc := &document.Document{File: name, Text: text, Body: document.Span{Start: 0, End: len(text)}, Language: "en"}
		gold, err := brat(notes[name], document.NewCodePoints(text))
		if err != nil {
			return nil, fmt.Errorf("train: %s: %w", name, err)
		}
		out = append(out, Annotated{name, doc, gold})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}

// brat reads attributions in brat's standoff format.
func brat(notes string, points *document.CodePoints) ([]statements.Gold, error) {
	spans := map[string][]document.Span{}
	var events [][]string
	for line := range strings.Lines(notes) {
		cols := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(cols) < 2 {
			continue // the second line of a text with a line break in it
		}
		switch cols[0][:min(1, len(cols[0]))] {
		case "T":
			_, offsets, ok := strings.Cut(cols[1], " ")
			if !ok {
				return nil, fmt.Errorf("%s has no offsets", cols[0])
			}
			for _, piece := range strings.Split(offsets, ";") {
				a, b, _ := strings.Cut(piece, " ")
				start, err1 := strconv.Atoi(a)
				end, err2 := strconv.Atoi(b)
				if err1 != nil || err2 != nil {
					return nil, fmt.Errorf("%s: %q are no offsets", cols[0], piece)
				}
				spans[cols[0]] = append(spans[cols[0]], document.Span{Start: points.Byte(start), End: points.Byte(end)})
			}
		case "E":
			events = append(events, strings.Fields(cols[1]))
		}
	}
	var out []statements.Gold
	for _, parts := range events {
		var g statements.Gold
		for _, part := range parts[min(1, len(parts)):] {
			role, id, _ := strings.Cut(part, ":")
			switch strings.TrimRight(role, "0123456789") {
			case "Source":
				g.Source = append(g.Source, spans[id]...)
			case "Cue":
				g.Cue = append(g.Cue, spans[id]...)
			case "Content":
				g.Content = append(g.Content, spans[id]...)
			}
		}
		if len(g.Content) == 0 {
			continue // a trigger alone
		}
		for _, s := range [][]document.Span{g.Source, g.Cue, g.Content} {
			sort.Slice(s, func(i, j int) bool { return s[i].Start < s[j].Start })
		}
		out = append(out, g)
	}
	return out, nil
}
