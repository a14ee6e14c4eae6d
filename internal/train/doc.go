// Package train holds the training loops. Every loop is seeded: the same data,
// seed and number of threads give the same weights. Nothing but cmd/entente
// imports this package.
package train
