// Package model holds what every learned part of the program stands on: the
// format of weight files, and arithmetic on arrays that gives the same result
// with and without the vector instructions of the machine.
package model
