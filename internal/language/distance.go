package language

// Distances is the number of classes of distance between a word and its head
// to one side.
const Distances = 12

// Distance gives the class of the way from word i to its head j, 0 to
// 2*Distances-1: near and far, left and right.
func Distance(i, j int) int {
	side, d := 0, i-j
	if d < 0 {
		side, d = Distances, -d
	}
	switch {
	case d <= 5:
		return side + d
	case d <= 7:
		return side + 6
	case d <= 10:
		return side + 7
	case d <= 15:
		return side + 8
	case d <= 22:
		return side + 9
	case d <= 31:
		return side + 10
	}
	return side + 11
}
