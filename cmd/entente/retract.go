package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/store"
)

// retractSummary is what a retract did; with --json it is printed as it is.
type retractSummary struct {
	Schema       string       `json:"schema"` // "retract/1"
	Ledger       string       `json:"ledger"`
	Retracted    []retraction `json:"retracted"`
	AlreadyTaken []retraction `json:"already_retracted"` // before; nothing is changed
	Refused      []refusal    `json:"refused"`           // file is what was typed
}

type retraction struct {
	Report  string `json:"report"`  // sha256:...
	File    string `json:"file"`    //
	On      string `json:"on"`      // the day on which it was taken back
	Reason  string `json:"reason"`  //
	Records int    `json:"records"` // that went with it
}

func newRetractCommand() *cobra.Command {
	var where ledgerFlag
	var from, reason, learned string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "retract REPORT...",
		Short: "Take reports back, and with each exactly the records it gave",
		Long: `Takes back reports that should not have been entered: a copy, a hoax, one that
its outlet withdrew. No answer uses them from then on; whatever other reports
tell stays. Nothing is removed: the report, its records, the day and the reason
stay in the ledger, and "entente show" still opens them.

REPORT is the report's ID or its first digits, at least four, as in a record's ID:
3f2a91c4. A list given with --from has one a line, each followed by its reason if it has one
of its own; empty lines and lines that begin with # are passed over; "-" is
standard input. A report that was taken back before changes nothing.

"entente add" does not enter a retracted report again, except with --again.

With --json the summary is an object: schema ("retract/1"), ledger, retracted
and already_retracted (lists of report, file, on, reason and records), refused.

Exit codes: 0 all are taken back, 1 none is, 2 wrong usage, 3 some were refused
(reasons on standard error).`,
		Example: `  entente retract 3f2a91c4 --reason "a copy of 78112784"
  entente retract --from withdrawn.txt
  entente retract 3f2a91c4 --learned 2021-11-02 --ledger sahel.db`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && from == "" {
				return needArgs(1, "a report's ID, such as 3f2a91c4, or --from LIST")(cmd, args)
			}
			day := calendar.FromTime(time.Now())
			if learned != "" {
				var err error
				if day, err = calendar.ParseDay(learned); err != nil {
					return exitError{exitUsage, fmt.Errorf("--learned: %w", err)}
				}
			}
			var wanted []taken
			for _, typed := range args {
				wanted = append(wanted, taken{typed, reason})
			}
			if from != "" {
				list, err := readList(from, cmd.InOrStdin(), reason)
				if err != nil {
					return err
				}
				wanted = append(wanted, list...)
			}
			s, err := where.existing()
			if err != nil {
				return err
			}
			defer s.Close()
			sum := retractSummary{Schema: "retract/1", Ledger: s.Path(), Retracted: []retraction{}, AlreadyTaken: []retraction{}, Refused: []refusal{}}
			for _, w := range wanted {
				if err := sum.take(cmd, s, w, day); err != nil {
					return err
				}
			}
			if asJSON {
				if err := json.NewEncoder(cmd.OutOrStdout()).Encode(sum); err != nil {
					return err
				}
			} else {
				sum.print(cmd.OutOrStdout())
			}
			return partial(len(sum.Retracted)+len(sum.AlreadyTaken), len(sum.Refused))
		},
	}
	where.register(cmd)
	cmd.Flags().StringVar(&from, "from", "", "file with a report's ID and its reason on each line; - for standard input")
	cmd.Flags().StringVar(&reason, "reason", "", "why, for people; kept in the ledger and shown")
	cmd.Flags().StringVar(&learned, "learned", "", "day on which this is learned (YYYY-MM-DD; default today)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the summary as JSON")
	return cmd
}

// taken is a report to take back, as typed, and why.
type taken struct{ typed, reason string }

// readList reads lines of an ID and a reason.
func readList(path string, stdin io.Reader, reason string) ([]taken, error) {
	in := stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, exitError{exitUsage, fmt.Errorf("--from: %w", err)}
		}
		defer file.Close()
		in = file
	}
	var out []taken
	for lines := bufio.NewScanner(in); ; {
		if !lines.Scan() {
			if err := lines.Err(); err != nil {
				return nil, fmt.Errorf("--from %s: %w", path, err)
			}
			return out, nil
		}
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		own := strings.TrimSpace(strings.TrimPrefix(line, words[0]))
		if own == "" {
			own = reason
		}
		out = append(out, taken{words[0], own})
	}
}

// leastDigits guards against a slip: fewer digits may be enough to open a
// report, but not to take it back.
const leastDigits = 4

// take takes one report back.
func (s *retractSummary) take(cmd *cobra.Command, file *store.Store, w taken, day calendar.Day) error {
	refuse := func(err error) error {
		s.Refused = append(s.Refused, refusal{w.typed, err.Error()})
		fmt.Fprintln(cmd.ErrOrStderr(), "entente:", err)
		return nil
	}
	digits, record, err := ledger.ParseID(w.typed)
	switch {
	case err != nil:
		return refuse(err)
	case record != "":
		return refuse(fmt.Errorf("%s is a record: whole reports are taken back: entente retract %s", w.typed, digits))
	}
	if len(digits) < leastDigits {
		return refuse(fmt.Errorf("%s: to take a report back give at least %d digits of its ID", w.typed, leastDigits))
	}
	report, err := oneReport(cmd, file, digits)
	if err != nil {
		if cmd.Context().Err() != nil {
			return err
		}
		return refuse(err)
	}
	doc := report.Reading.Document
	r := retraction{string(doc.ID), doc.File, day.String(), w.reason, len(report.Reading.Records())}
	if report.Retracted.Valid() {
		r.On, r.Reason = report.Retracted.String(), report.Why
		s.AlreadyTaken = append(s.AlreadyTaken, r)
		return nil
	}
	done, err := file.Retract(cmd.Context(), doc.ID, day, w.reason)
	switch {
	case err != nil:
		return err
	case !done:
		return errors.New(w.typed + ": another process has just changed it: give the same command again")
	}
	s.Retracted = append(s.Retracted, r)
	return nil
}

func (s *retractSummary) print(out io.Writer) {
	for _, r := range s.Retracted {
		fmt.Fprintf(out, "taken back: %s  %s, %d records%s\n", r.Report[len("sha256:"):][:ledger.MinDigits], r.File, r.Records, reasonOf(r))
	}
	for _, r := range s.AlreadyTaken {
		fmt.Fprintf(out, "taken back on %s already: %s  %s%s\n", r.On, r.Report[len("sha256:"):][:ledger.MinDigits], r.File, reasonOf(r))
	}
	fmt.Fprintf(out, "%d retracted, %d already, %d refused; ledger %s\n", len(s.Retracted), len(s.AlreadyTaken), len(s.Refused), s.Ledger)
}

func reasonOf(r retraction) string {
	if r.Reason == "" {
		return ""
	}
	return ": " + r.Reason
}
