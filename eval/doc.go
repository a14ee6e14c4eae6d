// Package eval holds the measuring scripts, the figures they gave
// (scores.tsv), and tests on texts that may not be part of this repository.
package eval
