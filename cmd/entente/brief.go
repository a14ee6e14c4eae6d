package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/desk"
	"github.com/entente-project/entente/internal/world"
)

// shownOfEach is how many lines of each list a brief shows unless told.
const shownOfEach = 20

func newBriefCommand() *cobra.Command {
	var where ledgerFlag
	var on, since string
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "brief A B",
		Short: "What the ledger has between two actors, as of a day",
		Long: `Tells what a desk officer needs on one pair as of a day: their latest contacts,
what each said to or about the other and how openly, what was done, what is
promised and when it is due, the topics of both, and, apart from all this, what
is only planned, denied or alleged. Every line gives the record's ID, the
report, its day, and the exact words.

A and B are countries (France, FRA), organisations (NATO) or people (Macron),
or IDs such as USA/antony-blinken. A country stands for all who act for it, but
not for its journalists.

Nothing that was reported after --on is used; it is the day of the newest
report in the ledger unless given. --since leaves out older reports.

With --json the answer is one object, complete: schema ("brief/1"), a, b, on,
newest (on is the newest report's day), since, first, last, reports, records,
contacts, a_said, b_said, both_said, done, promised (overdue, due_soon, later,
undated), topics (topic, a, b) and apart (planned, denied, alleged). A line
has id, kind, time, by, to, type, mode, status, standing, background, place,
how, condition, topics, note, also, confidence and evidence (report, title,
file, outlet, url, date, words).

Exit codes: 0 answered (also where nothing is known of the pair), 1 not
answered, 2 wrong usage.`,
		Example: `  entente brief France USA
  entente brief --on 2021-09-30 France Australia
  entente brief Macron Biden --since 2021-09-15 --json`,
		Args: needPair,
		RunE: func(cmd *cobra.Command, args []string) error {
			var from calendar.Day
			var err error
			if since != "" {
				if from, err = calendar.ParseDay(since); err != nil {
					return exitError{exitUsage, fmt.Errorf("--since: %w", err)}
				}
			}
			var day calendar.Day
			if on != "" {
				if day, err = calendar.ParseDay(on); err != nil {
					return exitError{exitUsage, fmt.Errorf("--on: %w", err)}
				}
			}
			ledger, err := where.existing()
			if err != nil {
				return err
			}
			defer ledger.Close()
			if day.Valid() && from > day {
				return exitError{exitUsage, fmt.Errorf("--since %s is after %s, the day of the brief", from, day)}
			}
			brief, err := desk.Brief(cmd.Context(), ledger, world.Default(), desk.Question{A: args[0], B: args[1], Since: from, On: day})
			var noPair desk.NoPair
			switch {
			case errors.As(err, &noPair):
				return exitError{exitUsage, err}
			case err != nil:
				return err
			}
			if asJSON {
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", brief.JSON())
			} else {
				_, err = fmt.Fprint(cmd.OutOrStdout(), brief.Text(style(cmd, limit)))
			}
			return err
		},
	}
	where.register(cmd)
	cmd.Flags().StringVar(&on, "on", "", "day of the brief (YYYY-MM-DD; default: that of the newest report)")
	cmd.Flags().StringVar(&since, "since", "", "leave out reports before this day (YYYY-MM-DD)")
	cmd.Flags().IntVar(&limit, "limit", shownOfEach, "lines shown of each list; 0 shows all")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as JSON")
	return cmd
}

func needPair(cmd *cobra.Command, args []string) error {
	if len(args) != 2 {
		return exitError{exitUsage, fmt.Errorf("%s needs two actors, such as: %s France USA\nsee: %s --help", cmd.CommandPath(), cmd.CommandPath(), cmd.CommandPath())}
	}
	return nil
}
