package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/store"
)

func newShowCommand() *cobra.Command {
	var where ledgerFlag
	var asJSON, why bool
	var own []string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "One record of the ledger, with its words marked in the report",
		Long: `Prints one record: the sentences that hold its words, with the words underlined
on a terminal and else between « and », and all its fields.

An ID is the first digits of a report, "/", and the record: 3f2a91c4/s3. Fewer
digits do where they are enough. The digits alone list the report's records.

With --json it is one object: schema ("record/1"), line (as in a brief),
learned, retracted, reason, record (as in reading/1), and context (a list of text,
marked, gap). A report alone gives its reading/1 with the text.

--why reads the report again and tells why the record is as it is: the trigger or
cue, the lexicon's rule, what else it could have been with probabilities, which
words decided the type and the reality, and how each party was recognised. If
other models made the record, it says so. With --json that is an object: schema
("why/1"), id, kind, made, now, found, same, reasons (about, answer, because,
choices, weights) and record.

Exit codes: 0 shown, 1 no such record, 2 wrong usage.`,
		Example: `  entente show 3f2a91c4/s3
  entente show 3f2a91c4
  entente show 3f2a/e1 --json
  entente show 3f2a91c4/e1 --why`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return exitError{exitUsage, fmt.Errorf("%s needs one ID, such as 3f2a91c4/s3\nsee: %s --help", cmd.CommandPath(), cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			digits, record, err := ledger.ParseID(args[0])
			if err != nil {
				return exitError{exitUsage, err}
			}
			s, err := where.existing()
			if err != nil {
				return err
			}
			defer s.Close()
			report, err := oneReport(cmd, s, digits)
			if err != nil {
				return err
			}
			entries := ledger.Post(report.Reading, report.Learned, report.Digits)
			out := cmd.OutOrStdout()
			if record == "" && why {
				return exitError{exitUsage, fmt.Errorf("--why is for one record: %s has %s", args[0], recordIDs(entries))}
			}
			if record == "" {
				return showReport(cmd, report, entries, asJSON)
			}
			i := slices.IndexFunc(entries, func(e ledger.Entry) bool { return e.Claim.RecordID() == record })
			if i < 0 {
				return fmt.Errorf("%s: no record %s in that report: it has %s", args[0], record, recordIDs(entries))
			}
			if why {
				table, err := loadActors(own)
				if err != nil {
					return err
				}
				return showWhy(cmd, pipeline.New(pipeline.Options{World: table}), report.Reading, entries[i], takenBack(report), asJSON)
			}
			shown := answers.ShowRecord(entries[i], takenBack(report))
			if asJSON {
				_, err = fmt.Fprintf(out, "%s\n", shown.JSON())
			} else {
				_, err = fmt.Fprint(out, shown.Text(style(cmd, 0)))
			}
			return err
		},
	}
	where.register(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the record as JSON")
	cmd.Flags().BoolVar(&why, "why", false, "tell why the record is as it is")
	cmd.Flags().StringArrayVar(&own, "actors", nil, "with --why: table of your own actors, as the report was read with")
	return cmd
}

// showWhy prints a record and why it is as it is.
func showWhy(cmd *cobra.Command, reader *pipeline.Reader, made *claim.Reading, e ledger.Entry, taken answers.Retraction, asJSON bool) error {
	why := answers.NewWhy(reader.Explain(made, e.Claim), e, taken)
	if asJSON {
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n", why.JSON())
		return err
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), why.Text(style(cmd, 0)))
	return err
}

// oneReport finds the report whose ID begins with the digits.
func oneReport(cmd *cobra.Command, s *store.Store, digits string) (*store.Report, error) {
	const most = 10
	found, err := s.Reports(cmd.Context(), digits, most)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		var lines strings.Builder
		for _, r := range found {
			doc := r.Reading.Document
			fmt.Fprintf(&lines, "\n  %s  %s  %s", ledger.IDOf(doc.ID, r.Digits, "").Report(), doc.Date, titleOf(doc))
		}
		return nil, fmt.Errorf("%s begins the IDs of several reports; give more digits:%s", digits, &lines)
	}
	near, err := s.NearReports(cmd.Context(), digits, 3)
	if err != nil {
		return nil, err
	}
	if len(near) == 0 {
		return nil, fmt.Errorf("%s: the ledger is empty: fill it with: entente add FILE|DIR", s.Path())
	}
	var ids []string
	for _, id := range near {
		ids = append(ids, ledger.IDOf(id, 0, "").Report())
	}
	return nil, fmt.Errorf("no report whose ID begins with %s; the nearest: %s", digits, strings.Join(ids, ", "))
}

func showReport(cmd *cobra.Command, r *store.Report, entries []ledger.Entry, asJSON bool) error {
	if asJSON {
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n", claim.Encode(r.Reading, true))
		return err
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), answers.ReportText(r.Reading.Document, entries, takenBack(r), style(cmd, 0)))
	return err
}

func takenBack(r *store.Report) answers.Retraction {
	return answers.Retraction{On: r.Retracted, Why: r.Why}
}

func titleOf(doc *document.Document) string {
	if doc.Title != "" {
		return doc.Title
	}
	return doc.File
}

// recordIDs lists the records of a report, short.
func recordIDs(entries []ledger.Entry) string {
	if len(entries) == 0 {
		return "none"
	}
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.Claim.RecordID())
	}
	return strings.Join(ids, " ")
}
