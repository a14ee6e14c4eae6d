// Package claim holds what entente claims a report says: statements, events,
// commitments and meetings, each with the words it rests on. It is the door
// between the text side (which finds claims) and the ledger side (which keeps
// and answers from them): neither side knows more of the other than this.
//
// The meaning of each record follows PARC/PolNeAR (source, cue, content),
// PLOVER 2.0 (type, mode, context) and TIMEX3 (dates). Spans are byte offsets
// into the document's text; the JSON form (json.go) has code points.
package claim

import (
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/world"
)

// Party is somebody in a role of a claim: a speaker, actor, recipient,
// promisor or participant.
type Party struct {
	Text    string        // the words that name the party here; "" where only implied
	Span    document.Span // where they stand; zero where only implied
	Actor   world.ActorID // "" where not resolved
	Name    string        // canonical name on the day of the report; "" where none is known
	Country string        // ISO 3166 alpha-3, or IGO, NGO, EUR, UNO; "" where not known
	Sector  string        // PLOVER sector: GOV, MIL, JRN, ...; "" where not known
	Guess   string        // why the country, and what rests on it, is only a guess; "" where words or the table tell
}

// Form tells how much of a statement's content is in quotation marks.
type Form string

// The forms of a statement.
const (
	Direct   Form = "direct"   // all of it
	Indirect Form = "indirect" // none
	Mixed    Form = "mixed"    // part
)

// Standing tells how openly a source speaks; "" for no source at all.
type Standing string

// The standings of a source.
const (
	Named       Standing = "named"       // a person by name
	Office      Standing = "office"      // a definite office without a name
	Institution Standing = "institution" // a body or a country
	Anonymous   Standing = "anonymous"   // an undefined person
	Document    Standing = "document"    // a text speaks
)

// Statement is one attribution: a source, a cue, a content.
type Statement struct {
	ID         string // s1, s2, ... in the order of the text
	Form       Form
	Standing   Standing
	Source     []document.Span
	Cue        []document.Span
	Content    []document.Span
	Speakers   []Party
	Addressees []Party
	Within     string // ID of the outer statement of a chain; "" for none
	Sentence   int    // index of the sentence of the first content word
	Date       calendar.Interval
	Topics     []string
	Anonymity  *Anonymity // what the report says of the source's wish not to be named; nil where nothing
	Confidence float64    // probability that the record is right, 0..1
}

// AnonymityKind tells how a report words that its source will not be named.
type AnonymityKind string

// The wordings of anonymity.
const (
	OnCondition   AnonymityKind = "condition"      // "on condition of anonymity", "anonymously", anonymity asked for or granted
	NotAuthorised AnonymityKind = "not-authorised" // "not authorised to speak publicly"
	NotNamed      AnonymityKind = "not-named"      // "declined to be named", "asked not to be identified", "name withheld"
	OffRecord     AnonymityKind = "off-the-record" // "on background", "off the record"
)

// AnonymityKinds lists them all.
var AnonymityKinds = []AnonymityKind{OnCondition, NotAuthorised, NotNamed, OffRecord}

// Anonymity is the level of anonymity of a source in the report's own words.
type Anonymity struct {
	Kind   AnonymityKind
	Span   document.Span // the words that say so, with the reason
	Reason document.Span // the words that say why, within Span; zero where not told
}

// Type is a PLOVER event type.
type Type string

// The 16 PLOVER types.
const (
	Agree     Type = "AGREE"
	Consult   Type = "CONSULT"
	Support   Type = "SUPPORT"
	Concede   Type = "CONCEDE"
	Cooperate Type = "COOPERATE"
	Aid       Type = "AID"
	Retreat   Type = "RETREAT"
	Request   Type = "REQUEST"
	Accuse    Type = "ACCUSE"
	Reject    Type = "REJECT"
	Threaten  Type = "THREATEN"
	Protest   Type = "PROTEST"
	Sanction  Type = "SANCTION"
	Mobilize  Type = "MOBILIZE"
	Coerce    Type = "COERCE"
	Assault   Type = "ASSAULT"
)

// Types lists the PLOVER types in the order of the manual.
var Types = []Type{Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request,
	Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault}

// Reality tells whether an event happened.
type Reality string

// The realities of an event.
const (
	Occurred     Reality = "occurred"
	Ongoing      Reality = "ongoing"
	Planned      Reality = "planned"      // announced or scheduled, not yet done
	Proposed     Reality = "proposed"     // offered, urged, demanded or considered
	Threatened   Reality = "threatened"   //
	Hypothetical Reality = "hypothetical" // if, could, would
	Negated      Reality = "negated"      // said not to have happened
	Denied       Reality = "denied"       // somebody denies it
	Alleged      Reality = "alleged"      // told only as somebody's claim
)

// Realities lists them all.
var Realities = []Reality{Occurred, Ongoing, Planned, Proposed, Threatened, Hypothetical, Negated, Denied, Alleged}

// PloverType gives the type in PLOVER's own coding: a cooperative act still to
// come is AGREE there.
func PloverType(t Type, r Reality) Type {
	if r == Planned || r == Proposed {
		switch t {
		case Consult, Support, Cooperate, Aid:
			return Agree
		case Retreat:
			return Concede
		}
	}
	return t
}

// Event is one happening: who did what to whom.
type Event struct {
	ID         string // e1, e2, ... in the order of the text
	Type       Type
	Mode       string   // PLOVER mode; "" for none
	Contexts   []string // PLOVER contexts
	Plover     Type     // the type in PLOVER's own coding (a planned CONSULT is AGREE)
	Cameo      string   // CAMEO code; "" where none is known
	Goldstein  float64  // -10..10
	Actors     []Party
	Recipients []Party
	Reality    Reality
	Background bool // told as earlier history
	Date       calendar.Interval
	Stated     bool              // the text gives the date
	Place      string            // as written; "" where not told
	Where      *Location         // of Place; nil where not known
	Mentions   [][]document.Span // each mention is a list of pieces
	SaidIn     []string          // IDs of the statements that tell it
	Why        string            // the rule and words that made it, for people
	Confidence float64
	Labels     []Label // what users' own ontologies call it
}

// Label is the name of an event in an ontology of a user.
type Label struct {
	Ontology string // the name that the user's file gives it
	Label    string
}

// Location is where a place lies.
type Location struct {
	Country  string  // ISO 3166 alpha-3
	Point    bool    // Lat and Lon are told: of a town or venue, not of a whole country
	Lat, Lon float64 // degrees north and east, to about a kilometre
}

// CommitmentKind tells how a party is bound.
type CommitmentKind string

// The kinds of commitments.
const (
	Promise   CommitmentKind = "promise"   // one side undertakes
	Agreement CommitmentKind = "agreement" // sides undertake together
	Intention CommitmentKind = "intention" // plans or aims to
	Proposal  CommitmentKind = "proposal"  // offers, awaiting the other
	Condition CommitmentKind = "condition" // will do if
)

// Commitment is one undertaking about the future.
type Commitment struct {
	ID         string // c1, c2, ...
	Kind       CommitmentKind
	By, To     []Party
	What       []document.Span
	Due        calendar.Interval // none where open
	Condition  string            // its words; "" for none
	Topics     []string
	SaidIn     []string
	Confidence float64
	MutualWith []string          // IDs of the commitments of the other side that it answers, as in "in return"
	Restated   [][]document.Span // where else the report says the same undertaking
}

// MeetingStatus tells what became of a meeting.
type MeetingStatus string

// The statuses of a meeting.
const (
	Held      MeetingStatus = "held"
	UnderWay  MeetingStatus = "under-way"
	Scheduled MeetingStatus = "planned"
	Postponed MeetingStatus = "postponed"
	Cancelled MeetingStatus = "cancelled"
	RuledOut  MeetingStatus = "ruled-out"
)

// How tells the form of a meeting; "" where not told.
type How string

// The forms of meetings.
const (
	InPerson     How = "in-person"
	Phone        How = "phone"
	Video        How = "video"
	Multilateral How = "multilateral"
)

// Meeting is an encounter of named or definite parties.
type Meeting struct {
	ID         string // m1, m2, ...
	Who        []Party
	When       calendar.Interval
	Where      string
	How        How
	Status     MeetingStatus
	Mentions   [][]document.Span
	Confidence float64
}

// Diagnostic points at something in the text, or in the file it came from,
// that a reader of the claims should know: damage, or a limit of ours.
type Diagnostic struct {
	Code    string        // fixed word, such as "unbalanced-quote" or "no-date"
	Span    document.Span // zero where it concerns the whole report
	Message string
}

// Debris is damage of a bad copy: noted, never repaired.
type Debris struct {
	Kind  string // fused-heading, broken-sentence, unbalanced-quote, fragment, misspelt-name
	Span  document.Span
	Meant string // for misspelt-name: the name meant
}

// Reading is all that entente claims about one report.
type Reading struct {
	Document    *document.Document
	Debris      []Debris
	Statements  []Statement
	Events      []Event
	Commitments []Commitment
	Meetings    []Meeting
	Diagnostics []Diagnostic
	Run         Run
}

// Run says what made a reading.
type Run struct {
	Entente string            // version
	Models  map[string]string // room -> fingerprint
}
