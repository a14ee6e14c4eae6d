package statements

import (
	_ "embed" // the weights
	"sync"
)

//go:embed weights/statements.bin
var weights string

var shipped = sync.OnceValue(func() *Model {
	m, err := LoadModel(weights)
	if err != nil {
		panic(err)
	}
	return m
})

// Shipped gives the weights that are part of the program. They are checked by
// their sum and the fingerprint of the features when first used; a test reads
// them, so that a program with bad ones is not built.
//
// Where the language room has other word classes than those they were trained
// with, Classes is false and Find goes without: train them anew.
func Shipped() *Model { return shipped() }
