package statements

import (
	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/language"
)

// Attribution is what the trained finder alone found: spans, and how sure.
type Attribution struct {
	Source, Cue, Content []document.Span
	Confidence           float64
}

// Attributions gives what a model finds in a report, without the rules for what
// it was not trained on, in PolNeAR's scope.
func Attributions(m *Model, p *language.Parse, layer *actors.Layer) []Attribution {
	t := &tagger{scene: newScene(p, layer, m.Classes), m: m, scope: ScopePolNeAR}
	var out []Attribution
	for _, f := range t.choose(t.propose()) {
		a := Attribution{Cue: []document.Span{f.cue.span(p)}, Confidence: confidence(f.sure, ScopePolNeAR)}
		if f.source.Last > f.source.First {
			a.Source = []document.Span{f.source.span(p)}
		}
		for _, w := range f.content {
			a.Content = append(a.Content, w.span(p))
		}
		out = append(out, a)
	}
	return out
}
