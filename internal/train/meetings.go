package train

import (
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/actors"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/corpus"
	"github.com/entente-project/entente/internal/dates"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/meetings"
	"github.com/entente-project/entente/internal/model"
	"github.com/entente-project/entente/internal/statements"
	"github.com/entente-project/entente/internal/world"
)

// Settings of the tables, chosen by five folds over the corpus's training part
// and the written reports.
var (
	meetingTable = tableOptions{classes: 2, pull: .05, steps: 50, least: 2, prune: .01}
	statusTable  = tableOptions{classes: len(meetings.Statuses), pull: .03, steps: 50, least: 2, prune: .01}
)

// meetingExamples are the candidates of a report: the topmost in each gold
// mention tells a meeting; others in it say nothing and are left out.
func (o *CommitmentOptions) meetingExamples(r *actReport, happened []claim.Event, b *model.Bag) (meeting, status []tableExample) {
	v := meetings.NewView(r.parse, r.who, r.when, r.said, happened)
	share := float32(1)
	if r.written {
		share = float32(o.Written)
	}
	class := make([]int, v.Len()) // 0 none, -1 left out, else 1 + status
	for _, g := range r.gold.Meetings {
		for _, m := range g.Mentions {
			top, height := -1, 1<<30
			for _, s := range m.Spans(r.text) {
				for k := range class {
					if w := v.Word(k); w.Start >= s.Start && w.End <= s.End {
						if h := v.Height(k); h < height && class[k] <= 0 {
							top, height = k, h
						}
						if class[k] == 0 {
							class[k] = -1
						}
					}
				}
			}
			if top >= 0 {
				for n, x := range meetings.Statuses {
					if x == claim.MeetingStatus(g.Status) {
						class[top] = 1 + n
					}
				}
			}
		}
	}
	for k, n := range class {
		if n < 0 {
			continue
		}
		v.Features(k, b)
		meeting = append(meeting, bagExample(b, min(n, 1), share))
		if n > 0 {
			status = append(status, bagExample(b, n-1, share))
		}
	}
	return meeting, status
}

// bothMeetingExamples are the candidates of a report once with its events and
// once without. The finder of events has learned from the same reports and
// knows them too well: the tables must not lean on it alone.
func (o *CommitmentOptions) bothMeetingExamples(r *actReport, happened []claim.Event, b *model.Bag) (meeting, status []tableExample) {
	for _, x := range [2][]claim.Event{happened, nil} {
		m, s := o.meetingExamples(r, x, b)
		for k := range m {
			m[k].share /= 2
		}
		for k := range s {
			s[k].share /= 2
		}
		meeting, status = append(meeting, m...), append(status, s...)
	}
	return meeting, status
}

func happenedIn(r *actReport) []claim.Event {
	return events.Find(r.parse, r.who, r.when, r.said)
}

// lexiconMeetings are the candidates of the lexicon's examples.
func lexiconMeetings(b *model.Bag) (meeting, status []tableExample) {
	o := CommitmentOptions{Written: lexiconShare}
	for _, e := range meetings.Examples() {
		r := &actReport{written: true, gold: &corpus.Gold{}, text: e.Sentence, parse: language.Of(documentOf(e.Sentence, "2021-10-05"))}
		r.who = actors.Find(r.parse, world.Default())
		r.when = dates.Find(r.parse)
		r.said, _ = statements.Find(r.parse, r.who)
		at := strings.Index(e.Sentence, e.Word)
		v := meetings.NewView(r.parse, r.who, r.when, r.said, happenedIn(r))
		for k := range v.Len() {
			w := v.Word(k)
			class := 0
			if w.Start == at {
				class = 1
				for n, x := range meetings.Statuses {
					if x == e.Status {
						v.Features(k, b)
						status = append(status, bagExample(b, n, lexiconShare))
					}
				}
			}
			if class == 1 || w.End < at {
				v.Features(k, b)
				meeting = append(meeting, bagExample(b, class, float32(o.Written)))
			}
		}
	}
	return meeting, status
}

// Meetings trains the finder of meetings and gives the weight file.
func Meetings(o CommitmentOptions) ([]byte, error) {
	reports, err := actReports(o.Corpus, corpus.Train, o.Written > 0)
	if err != nil {
		return nil, err
	}
	var b model.Bag
	meeting, status := lexiconMeetings(&b)
	for _, r := range reports {
		m, s := o.bothMeetingExamples(r, happenedIn(r), &b)
		meeting, status = append(meeting, m...), append(status, s...)
	}
	o.Log("%d reports, %d candidates, %d mentions of meetings", len(reports), len(meeting), len(status))
	return encodeTables(meetings.WeightKind, meetings.FeaturePrint, []string{"", "status."}, []*trainedTable{fitTable(meeting, meetingTable), fitTable(status, statusTable)}), nil
}

// MeetingCross measures by five folds over the training part and the written
// reports: each report is read by tables that have not seen it. It gives a
// table of thresholds and F1, of published and written reports apart.
func MeetingCross(o CommitmentOptions) (string, error) {
	reports, err := actReports(o.Corpus, corpus.Train, o.Written > 0)
	if err != nil {
		return "", err
	}
	dev, err := actReports(o.Corpus, corpus.Dev, false)
	if err != nil {
		return "", err
	}
	type look struct {
		happened        []claim.Event
		meeting, status []tableExample
	}
	var b model.Bag
	looks := make([]look, len(reports))
	for i, r := range reports {
		looks[i].happened = happenedIn(r)
		looks[i].meeting, looks[i].status = o.bothMeetingExamples(r, looks[i].happened, &b)
	}
	commonM, commonS := lexiconMeetings(&b)
	grid := []float64{.15, .2, .25, .3, .35, .4, .45, .5, .55, .6, .7}
	tables := func(use func(i int) bool) *meetings.Model {
		m, s := append([]tableExample(nil), commonM...), append([]tableExample(nil), commonS...)
		for i := range looks {
			if use(i) {
				m, s = append(m, looks[i].meeting...), append(s, looks[i].status...)
			}
		}
		x, y := fitTable(m, meetingTable), fitTable(s, statusTable)
		return meetings.NewModel(model.NewLinear(x.classes, x.keys, x.weights, x.scale), model.NewLinear(y.classes, y.keys, y.weights, y.scale))
	}
	total := map[string]*score{}
	count := func(name string, r *actReport, found []claim.Meeting) {
		if total[name] == nil {
			total[name] = &score{}
		}
		total[name].add(scoreMeetings(r, found))
	}
	var errors strings.Builder
	for f := range CommitmentFolds {
		m := tables(func(i int) bool { return i%CommitmentFolds != f })
		for i, r := range reports {
			if i%CommitmentFolds != f {
				continue
			}
			kind := "published"
			if r.written {
				kind = "written"
			}
			count(kind+" rules", r, meetings.FindWith(nil, r.parse, r.who, r.when, r.said, looks[i].happened))
			listMeetings(&errors, r, meetings.FindWith(m, r.parse, r.who, r.when, r.said, looks[i].happened))
			shipped := m.Threshold
			for _, th := range grid {
				m.Threshold = th
				count(fmt.Sprintf("%s %.2f", kind, th), r, meetings.FindWith(m, r.parse, r.who, r.when, r.said, looks[i].happened))
			}
			m.Threshold = shipped
		}
		o.Log("fold %d", f+1)
	}
	m := tables(func(int) bool { return true })
	for _, r := range dev {
		happened := happenedIn(r)
		count("dev rules", r, meetings.FindWith(nil, r.parse, r.who, r.when, r.said, happened))
		for _, th := range grid {
			m.Threshold = th
			count(fmt.Sprintf("dev %.2f", th), r, meetings.FindWith(m, r.parse, r.who, r.when, r.said, happened))
		}
	}
	var out strings.Builder
	out.WriteString("reports, threshold\tgold\tfound\tF1\t+status\twhen\n")
	for _, kind := range []string{"published", "written", "dev"} {
		names := []string{kind + " rules"}
		for _, th := range grid {
			names = append(names, fmt.Sprintf("%s %.2f", kind, th))
		}
		for _, name := range names {
			if t := total[name]; t != nil {
				fmt.Fprintf(&out, "%s\t%d\t%d\t%.3f\t%.3f\t%d of %d\n", name, t.gold, t.pred, t.f1(t.found), t.f1(t.with), t.due, t.found)
			}
		}
	}
	out.WriteString("\nmissed and wrongly found, by the five folds, with the shipped threshold\n" + errors.String())
	return out.String(), nil
}

// matchMeetings pairs gold meetings with found ones where mentions overlap, the
// greatest overlap first. The contract's scorer also takes meetings that share
// half of their parties and touch in time; this count is the stricter.
func matchMeetings(r *actReport, found []claim.Meeting) map[int]int {
	out, taken := map[int]int{}, map[int]bool{}
	for {
		g, p, most := -1, -1, 0
		for i, x := range r.gold.Meetings {
			if _, ok := out[i]; ok {
				continue
			}
			for j := range found {
				if taken[j] {
					continue
				}
				n := 0
				for _, a := range x.Mentions {
					for _, b := range found[j].Mentions {
						n = max(n, overlap(a.Spans(r.text), b))
					}
				}
				if n > most {
					g, p, most = i, j, n
				}
			}
		}
		if g < 0 {
			return out
		}
		out[g], taken[p] = p, true
	}
}

func overlap(a, b []document.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}

func scoreMeetings(r *actReport, found []claim.Meeting) score {
	t := score{gold: len(r.gold.Meetings), pred: len(found)}
	for g, p := range matchMeetings(r, found) {
		t.found++
		x := r.gold.Meetings[g]
		if x.Status == string(found[p].Status) {
			t.with++
		}
		when := calendar.Interval{}
		if x.When != nil {
			when, _ = calendar.ParseInterval(*x.When)
		}
		if when == found[p].When {
			t.due++
		}
	}
	return t
}

// listMeetings lists what was missed and what was found for nothing.
func listMeetings(out *strings.Builder, r *actReport, found []claim.Meeting) {
	pairs := matchMeetings(r, found)
	for g, x := range r.gold.Meetings {
		if p, ok := pairs[g]; !ok {
			fmt.Fprintf(out, "%s\tmissed\t%s\t%s\n", r.id, x.Status, strings.Join(strings.Fields(x.Mentions[0].Words()), " "))
		} else if string(found[p].Status) != x.Status {
			fmt.Fprintf(out, "%s\t%s as %s\t%s\n", r.id, x.Status, found[p].Status, strings.Join(strings.Fields(x.Mentions[0].Words()), " "))
		}
	}
	for p, x := range found {
		hit := false
		for _, k := range pairs {
			hit = hit || k == p
		}
		if !hit {
			s := x.Mentions[0][0]
			fmt.Fprintf(out, "%s\tfalse %.2f\t%s\t%s\n", r.id, x.Confidence, x.Status, strings.Join(strings.Fields(r.text[max(0, s.Start-60):s.Start]+"«"+r.text[s.Start:s.End]+"»"+r.text[s.End:min(len(r.text), s.End+40)]), " "))
		}
	}
}
