package language

import "github.com/entente-project/entente/internal/model"

// Sum is the fingerprint of the shipped weights, for the record of what made a
// reading: those of the tokens and of the encoder.
func Sum() string { return model.SumOf(tokenWeights) + model.SumOf(encoderWeights) }
