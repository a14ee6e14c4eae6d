// Package house holds the tests of the house itself: who may import whom, that
// the documents name what is there, and that nothing grows out of hand. It has
// no code.
package house
