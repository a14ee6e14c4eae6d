package language

import (
	"sync"

	"github.com/entente-project/entente/internal/document"
)

// Engine holds the models and the working space of those who use them. It may
// be used by many goroutines at once.
type Engine struct {
	splitter *Splitter
	encoder  *Encoder
	spaces   sync.Pool
}

// NewEngine puts the models together.
func NewEngine(splitter *Splitter, encoder *Encoder) *Engine {
	return &Engine{splitter: splitter, encoder: encoder, spaces: sync.Pool{New: func() any { return &space{} }}}
}

// space is the working space of one goroutine.
type space struct {
	split   split
	encoder encoderSpace
}

// Of analyses the body of a document: all of its text if Body is empty.
func (e *Engine) Of(doc *document.Document) *Parse {
	p := &Parse{Doc: doc}
	body := doc.Body
	if body == (document.Span{}) {
		body = document.Span{Start: 0, End: len(doc.Text)}
	}
	s := e.spaces.Get().(*space)
	defer e.spaces.Put(s)
	e.splitter.split(&s.split, p, body)
	e.encoder.read(&s.encoder, p)
	return p
}

// Read fills the columns of a Parse whose words and sentences are given and
// keeps nothing else of it.
func (e *Engine) Read(given *Parse) *Parse {
	p := &Parse{Doc: given.Doc, Span: given.Span, Lower: given.Lower, Inner: given.Inner, Sent: given.Sent, Sentences: given.Sentences}
	s := e.spaces.Get().(*space)
	defer e.spaces.Put(s)
	e.encoder.read(&s.encoder, p)
	return p
}

// Splitter gives the part that cuts text into words and sentences.
func (e *Engine) Splitter() *Splitter { return e.splitter }
