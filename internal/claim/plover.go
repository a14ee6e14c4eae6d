package claim

// Quad is PLOVER's quad class of a type: 1 verbal cooperation, 2 material
// cooperation, 3 verbal conflict, 4 material conflict; 0 for no type. SANCTION
// is 4, as in its own section of the manual 2.0 (its table of quads says 3).
func Quad(t Type) int {
	switch t {
	case Agree, Consult, Support, Concede:
		return 1
	case Cooperate, Aid, Retreat:
		return 2
	case Request, Accuse, Reject, Threaten:
		return 3
	case Protest, Sanction, Mobilize, Coerce, Assault:
		return 4
	}
	return 0
}

// Happened reports whether an event of this reality is told as done or going
// on.
func (r Reality) Happened() bool { return r == Occurred || r == Ongoing }
