package statements_test

import (
	"testing"

	"github.com/entente-project/entente/internal/statements"
)

// The weights that are part of the program can be read, and were trained with
// the word classes that the language room has now.
func TestShippedWeights(t *testing.T) {
	if !statements.Shipped().Classes {
		t.Error("the word classes have changed since: run entente train statements --data DIR --out internal/statements/weights/statements.bin")
	}
}
