package train

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// newsNames reads the names that Stanford CoreNLP found in the training part of
// PolNeAR, which are part of that corpus: every stride-th document. They are
// machine annotation by another guide than UNER's, and so labels of colOther.
func newsNames(dir string, stride int, l *labels, f *language.Features) ([]*sentence, error) {
	docs, err := PolNeAR(dir, "train")
	if err != nil {
		return nil, err
	}
	raw, err := openData(dir, "polnear/silver.tsv")
	if err != nil {
		return nil, err
	}
	texts := map[string]*document.Document{}
	for i, d := range docs {
		if i%stride == 0 {
			texts[d.Name] = d.Doc
		}
	}
	kinds := map[string]string{"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG"}
	var out []*sentence
	var doc *document.Document
	var points *document.CodePoints
	var spans []document.Span
	var tags []string
	flush := func() {
		if n := len(spans); n > 3 && n <= longestSentence && doc != nil {
			s := &sentence{n: n, rows: make([]int32, n*language.FeatureCount)}
			s.labels[colOther] = make([]int16, n)
			last := ""
			for i, span := range spans {
				row := s.rows[i*language.FeatureCount:][:language.FeatureCount]
				form := doc.Text[span.Start:span.End]
				f.Word(row, form, language.Key(form))
				glued := func(k int) bool { return k+1 < n && spans[k].End == spans[k+1].Start }
				row[language.FeatureCount-1] = f.Space(i == 0 || !glued(i-1), !glued(i))
				kind, tag := kinds[tags[i]], "O"
				if kind != "" {
					tag = "I-" + kind
					if last != kind {
						tag = "B-" + kind
					}
				}
				last = kind
				s.labels[colOther][i] = l.number[colOther][tag]
			}
			out = append(out, s)
		}
		spans, tags = spans[:0], tags[:0]
	}
	for number, line := range strings.Split(string(raw), "\n") {
		if name, ok := strings.CutPrefix(line, "# doc = "); ok {
			flush()
			if doc = texts[name]; doc != nil {
				points = document.NewCodePoints(doc.Text)
			}
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 4 {
			flush()
			continue
		}
		if doc == nil {
			continue
		}
		start, err1 := strconv.Atoi(cols[0])
		end, err2 := strconv.Atoi(cols[1])
		if err1 != nil || err2 != nil || start >= end {
			return nil, fmt.Errorf("train: polnear/silver.tsv: line %d: bad offsets", number+1)
		}
		if end > points.Len() {
			return nil, fmt.Errorf("train: polnear/silver.tsv: line %d: outside of its text", number+1)
		}
		spans, tags = append(spans, document.Span{Start: points.Byte(start), End: points.Byte(end)}), append(tags, cols[3])
	}
	flush()
	return out, nil
}
