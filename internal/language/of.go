package language

import (
	_ "embed"
	"sync"

	"github.com/entente-project/entente/internal/document"
)

//go:embed weights/tokens.bin
var tokenWeights string

//go:embed weights/encoder.bin
var encoderWeights string

// shipped gives the engine with the weights that are part of the program. They
// are checked by their sums when first used; a test reads them, so that a
// program with bad ones is not built.
var shipped = sync.OnceValue(func() *Engine {
	splitter, err := LoadSplitter(tokenWeights)
	if err != nil {
		panic(err)
	}
	encoder, err := LoadEncoder(encoderWeights)
	if err != nil {
		panic(err)
	}
	return NewEngine(splitter, encoder)
})

// Shipped gives the engine with the weights that are part of the program.
func Shipped() *Engine { return shipped() }

// Of analyses the body of a document: words, sentences, tags, lemmas, trees and
// names. Any text is taken: bytes that are no UTF-8 count as symbols of one
// byte. Time is linear in the length of the text. It may be called by many
// goroutines at once.
func Of(doc *document.Document) *Parse { return shipped().Of(doc) }
