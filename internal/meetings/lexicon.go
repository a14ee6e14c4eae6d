package meetings

import (
	_ "embed" // encounters.tsv
	"strings"
	"sync"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/lexicon"
)

//go:embed lexicon/encounters.tsv
var encountersTSV string

// encounter is a line of encounters.tsv.
type encounter struct {
	word string
	how  claim.How // "" where the word does not tell
}

// encounters maps the forms of the lexicon's words to their lines, by word
// class: 'v' and 'n'.
var encounters = sync.OnceValue(func() map[byte]map[string]encounter {
	m := map[byte]map[string]encounter{'v': {}, 'n': {}}
	for _, r := range lexicon.Rows(encountersTSV, 5) {
		e := encounter{word: r[2]}
		if r[1] != "-" {
			e.how = claim.How(r[1])
		}
		if r[0] == "n" {
			m['n'][r[2]], m['n'][r[2]+"s"] = e, e
			continue
		}
		for form := range lexicon.Inflect(r[2]) {
			m['v'][form] = e
		}
	}
	return m
})

// Example is a line of encounters.tsv as a sentence.
type Example struct {
	Word     string // as the sentence has it
	Status   claim.MeetingStatus
	How      claim.How
	Sentence string
}

// Examples lists the examples of the lexicon: the training learns from them
// too.
func Examples() []Example {
	var out []Example
	for _, r := range lexicon.Rows(encountersTSV, 5) {
		before, rest, _ := strings.Cut(r[4], "«")
		word, after, _ := strings.Cut(rest, "»")
		how := claim.How("")
		if r[1] != "-" {
			how = claim.How(r[1])
		}
		out = append(out, Example{word, claim.MeetingStatus(r[3]), how, before + word + after})
	}
	return out
}

// Statuses lists the statuses in the order of the weight file.
var Statuses = []claim.MeetingStatus{claim.Held, claim.UnderWay, claim.Scheduled, claim.Postponed, claim.Cancelled, claim.RuledOut}

// Words that tell what became of a meeting, looked for in its clause.
var (
	negators    = lexicon.Set("not n't no never without neither nor")
	futures     = lexicon.Set("will 'll shall upcoming planned scheduled expected due tomorrow forthcoming plans plan next set ahead invited invites invitation slated agreed")
	postponings = lexicon.Set("postponed postpone postpones postponing delayed delay rescheduled reschedule deferred suspended shelved adjourned")
	cancellings = lexicon.Set("cancelled canceled cancel cancels cancelling canceling scrapped axed abandoned withdrew withdrawn pulled snubbed boycotted boycott skip skipped broke broken")
	refusals    = lexicon.Set("refused refuses refuse ruled rule rejected rejects declined declines cards unless")
	goingOn     = lexicon.Set("ongoing under continuing continue continues continued are is currently resumed")
	phoneWords  = lexicon.Set("phone telephone phoned telephoned call rang")
	videoWords  = lexicon.Set("video videoconference virtual virtually virtual zoom videolink online")
	manyWords   = lexicon.Set("summit conference assembly congress forum multilateral g7 g20 g8 trilateral quadrilateral")
	ordinals    = lexicon.Set("first second third fourth fifth final last next previous earlier prior another new")
)
