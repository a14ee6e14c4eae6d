package events

import "github.com/entente-project/entente/internal/model"

// Bag is a set of hashed features with values.
type Bag = model.Bag

// Table is a multinomial logistic model over hashed features.
type Table = model.Linear

// best gives the likeliest class.
func best(p []float64) int {
	k := 0
	for i := range p {
		if p[i] > p[k] {
			k = i
		}
	}
	return k
}
