package statements

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Sum is the fingerprint of the shipped weights.
func Sum() string { return model.SumOf(weights) }

// mostWords is how many words around a cue are tried, and mostTold how many of
// them are told.
const (
	mostWords = 24
	mostTold  = 8
)

// Explain gives the reasons of a statement that Find gave from the same layers;
// nil where it would not give it.
func Explain(p *language.Parse, who *actors.Layer, s *claim.Statement) []claim.Reason {
	if len(s.Cue) == 0 {
		return []claim.Reason{uncuedReason(p, s)}
	}
	m := Shipped()
	t := &tagger{scene: newScene(p, who, m.Classes), m: m, scope: ScopeGuide}
	all := t.guide(t.propose())
	f := &finder{scene: t.scene}
	var x *found
	for k := range all {
		if g := &all[k]; f.cueWords(g.head).span(p) == s.Cue[0] && sameContent(p, g, s) {
			x = g
			break
		}
	}
	if x == nil {
		return nil
	}
	reasons := []claim.Reason{t.cueReason(f, x, s), t.sourceReason(x), t.contentReason(all, x, s)}
	weighCue(who, x.head, reasons, p)
	return reasons
}

func sameContent(p *language.Parse, g *found, s *claim.Statement) bool {
	if len(g.content) == 0 || len(g.content) > len(s.Content) {
		return false
	}
	for k, w := range g.content {
		if w.span(p) != s.Content[k] {
			return false
		}
	}
	return true
}

// uncuedReason is that of a statement that a rule made without a cue.
func uncuedReason(p *language.Parse, s *claim.Statement) claim.Reason {
	r := claim.Reason{About: "cue", Answer: "none"}
	quoted := false
	for _, c := range s.Content {
		first, last := p.WordsOf(c)
		for i := first; i < last; i++ {
			quoted = quoted || strings.ContainsAny(p.Lower[i], "\"“”«»")
		}
	}
	switch {
	case quoted:
		r.Because = []string{"words in quotation marks that no cue claims go on with the last speaker"}
	case len(s.Source) > 0:
		r.Because = []string{"the text is issued as a whole by its source, or stands under its name"}
	default:
		r.Because = []string{"the words go on with the last speaker"}
	}
	return r
}

func (t *tagger) cueReason(f *finder, x *found, s *claim.Statement) claim.Reason {
	p := t.p
	w := f.cueWords(x.head)
	r := claim.Reason{About: "cue", Answer: "«" + p.Doc.Slice(w.span(p)) + "»", Choices: []claim.Choice{{Name: "a cue", Chance: x.pCue}},
		Because: []string{fmt.Sprintf("%s (%s), lemma %q", p.UPOS[x.head], p.XPOS[x.head], p.Lemma[x.head])}}
	if frames, ok := cueFrames[p.Lemma[x.head]]; ok {
		r.Because = append(r.Because, fmt.Sprintf("in the table of cues (frames %s)", frames))
	} else {
		r.Because = append(r.Because, "in no table: by the model alone")
	}
	if s.Within != "" {
		r.Because = append(r.Because, "it lies in the content of "+s.Within+", and its source is another")
	}
	return r
}

// sourceReason lists the phrases that could have been the source.
func (t *tagger) sourceReason(x *found) claim.Reason {
	r := claim.Reason{About: "source", Answer: t.phrase(x.source)}
	chain := t.chain(x.head, nil)
	candidates := t.sourceCandidates(x.head, nil)
	scores := make([]float64, len(candidates))
	for k, w := range candidates {
		t.features = t.sourceFeatures(x.head, w, chain, t.features[:0])
		scores[k] = float64(t.m.Choosers[ChooseSource].Score(t.features))
	}
	softmax(scores)
	for k, w := range candidates {
		r.Choices = append(r.Choices, claim.Choice{Name: t.phrase(w), Chance: scores[k]})
	}
	r.Choices = claim.Likeliest(r.Choices, 4)
	f := &finder{scene: t.scene}
	if by, ok := f.writer(x.source); ok {
		r.Because = append(r.Because, "what speaks is written by "+t.phrase(by))
	}
	return r
}

func (t *tagger) phrase(w wordSpan) string {
	if w.Last <= w.First {
		return "nobody told"
	}
	return "«" + t.p.Doc.Slice(w.span(t.p)) + "»"
}

// contentReason tells how sure the content is, and what proposals it beat that
// share words with it.
func (t *tagger) contentReason(all []found, x *found, s *claim.Statement) claim.Reason {
	r := claim.Reason{About: "content", Answer: string(s.Form)}
	name := func(g *found) string {
		var out []string
		for _, w := range g.content {
			text := t.p.Doc.Slice(w.span(t.p))
			if words := strings.Fields(text); len(words) > 8 {
				text = strings.Join(words[:4], " ") + " … " + strings.Join(words[len(words)-3:], " ")
			}
			out = append(out, text)
		}
		return fmt.Sprintf("%s: «%s»", t.p.Text(g.head), strings.Join(out, " … "))
	}
	r.Choices = append(r.Choices, claim.Choice{Name: name(x), Chance: x.sure})
	for k := range all {
		if g := &all[k]; g != x && (g.overlaps(x) || g.head == x.head) {
			r.Choices = append(r.Choices, claim.Choice{Name: name(g), Chance: g.sure})
		}
	}
	r.Choices = claim.Likeliest(r.Choices, 4)
	r.Because = []string{fmt.Sprintf("where the content begins and ends: %.0f %%", 100*x.pContent)}
	if s.Within == "" {
		r.Because = append(r.Because, fmt.Sprintf("all in all %.0f %%, where %.0f %% are needed", 100*x.sure, 100*floor))
	} else {
		r.Because = append(r.Because, fmt.Sprintf("inside another statement the cue must have %.0f %% and the content %.0f %%", 100*nestCue, 100*nestContent))
	}
	quoted := 0
	for _, w := range x.content {
		for i := w.First; i < w.Last; i++ {
			if t.quoted[i] >= 0 {
				quoted++
			}
		}
	}
	if quoted > 0 {
		r.Because = append(r.Because, fmt.Sprintf("%d of its words are in quotation marks", quoted))
	}
	return r
}

// weighCue blots the words around a cue one by one and looks what becomes of
// its being one.
func weighCue(who *actors.Layer, head int, reasons []claim.Reason, p *language.Parse) {
	m := Shipped()
	chance := func(p *language.Parse) float64 {
		t := &tagger{scene: newScene(p, who, m.Classes), m: m, scope: ScopeGuide}
		return t.cueChance(head)
	}
	base := claim.Logit(chance(p))
	words := p.Around(head, mostWords)
	weights := make([]claim.Weight, len(words))
	language.EachWithout(p, words, func(n int, without *language.Parse) {
		weights[n] = claim.Weight{Words: p.Text(words[n]), Span: p.Span[words[n]], Logit: base - claim.Logit(chance(without))}
	})
	if k := slices.IndexFunc(reasons, func(r claim.Reason) bool { return r.About == "cue" }); k >= 0 {
		reasons[k].Weights = claim.Weightiest(weights, mostTold)
	}
}
