package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/reading"
)

// sourceFlags are the flags of every command that reads reports.
type sourceFlags struct {
	date     string
	language string
	maxBytes int
	workers  int
	actors   []string
	lexicons []string
}

func (f *sourceFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.date, "date", "", "day of every report (YYYY-MM-DD), before anything the reports tell")
	cmd.Flags().StringVar(&f.language, "language", "", "language of reports that do not tell theirs (ISO 639-1; default en)")
	cmd.Flags().IntVar(&f.maxBytes, "max-bytes", reading.DefaultMaxBytes, "longest report to read, in bytes; longer ones are refused")
	cmd.Flags().StringArrayVar(&f.actors, "actors", nil, "table of your own actors, CSV or YAML; may be given more than once (see entente lint --help)")
	cmd.Flags().StringArrayVar(&f.lexicons, "lexicon", nil, "lexicon of your own verbs, nouns and labels (docs/lexicon.md); may be given more than once")
	cmd.Flags().IntVar(&f.workers, "workers", runtime.NumCPU(), "reports read at the same time; the output is the same for any number")
}

func (f *sourceFlags) options(stdin io.Reader) (reading.Options, error) {
	opt := reading.Options{Language: f.language, MaxBytes: f.maxBytes, Stdin: stdin}
	if f.date != "" {
		day, err := calendar.ParseDay(f.date)
		if err != nil {
			return opt, exitError{exitUsage, fmt.Errorf("--date: %w", err)}
		}
		opt.Date = day
	}
	return opt, nil
}

// step is a report to read, or the reason why there is none.
type step struct {
	item reading.Item
	err  error
}

// opened gives the reports of paths, as the pipeline wants them.
func opened(ctx context.Context, paths []string, opt reading.Options) iter.Seq[step] {
	return func(yield func(step) bool) {
		for item, err := range reading.Open(ctx, paths, opt) {
			if !yield(step{item, err}) {
				return
			}
		}
	}
}

// outcome is a report read, or the reason why it was not.
type outcome struct {
	reading *claim.Reading
	file    string
	problem error
}

// readAll reads the reports of paths and hands the outcomes to emit in the
// order of input.
func readAll(ctx context.Context, paths []string, opt reading.Options, flags sourceFlags, emit func(outcome) error) error {
	table, err := loadActors(flags.actors)
	if err != nil {
		return err
	}
	lexicons, err := loadLexicons(flags.lexicons)
	if err != nil {
		return err
	}
	reader := pipeline.New(pipeline.Options{World: table, Lexicons: lexicons})
	return pipeline.Each(ctx, opened(ctx, paths, opt), flags.workers, func(s step) outcome {
		if s.err != nil {
			return outcome{problem: s.err}
		}
		return outcome{reading: reader.Read(s.item.Doc, s.item.Diagnostics...), file: s.item.File}
	}, func(o outcome) error {
		var problem *reading.Problem
		if o.problem != nil && !errors.As(o.problem, &problem) {
			return o.problem
		}
		return emit(o)
	})
}

func newReadCommand() *cobra.Command {
	var flags sourceFlags
	var withText, asJSON bool
	var why string
	cmd := &cobra.Command{
		Use:   "read FILE|DIR|-...",
		Short: "Read reports and print what they say, one JSON object a line",
		Long: `Reads dated news reports and prints one reading/1 object a line for each:
its statements, events, commitments and meetings, with the words they rest on.

A report is a text file, a line of a JSONL file ({"text","date","title","url"}),
or standard input ("-"). A folder stands for the .txt and .jsonl files in it.
The day of a report is taken from --date, a field of the record, a side-car
NAME.json, a date line at the head of the text, its dateline, its URL or its
file name; a report without any is read undated, with a diagnostic.

Spans are [start, end) in Unicode code points of the text as published.

--why ID prints one record for people instead, with the reasons for all that it
says, as "entente show --why" does for a record of the ledger. The ID is e1, or
3f2a91c4/e1 where several reports are read.

Exit codes: 0 all reports read, 1 none, 2 wrong usage, 3 some could not be read
(the reasons are on standard error; the others are printed).`,
		Example: `  entente read report.txt
  entente read --date 2021-10-05 - < report.txt
  entente read reports/ > readings.jsonl
  entente read --text news.jsonl.gz | head -1
  entente read report.txt --why e1`,
		Args: needArgs(1, "a file, a folder, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt, err := flags.options(cmd.InOrStdin())
			if err != nil {
				return err
			}
			if why != "" {
				return readWhy(cmd, args, flags, why, asJSON)
			}
			if asJSON {
				return exitError{exitUsage, errors.New("--json is for --why: readings are JSON without it")}
			}
			out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
			var line []byte
			read, failed := 0, 0
			err = readAll(cmd.Context(), args, opt, flags, func(o outcome) error {
				if o.problem != nil {
					failed++
					fmt.Fprintln(cmd.ErrOrStderr(), "entente:", o.problem)
					return nil
				}
				read++
				line = append(claim.AppendJSON(line[:0], o.reading, withText), '\n')
				_, err := out.Write(line)
				return err
			})
			if flushErr := out.Flush(); err == nil {
				err = flushErr
			}
			if err != nil {
				return err
			}
			return partial(read, failed)
		},
	}
	flags.register(cmd)
	cmd.Flags().BoolVar(&withText, "text", false, "put the text of the report into its object")
	cmd.Flags().StringVar(&why, "why", "", "tell why this record (e1, s3, ...) is as it is")
	cmd.Flags().BoolVar(&asJSON, "json", false, "with --why: as JSON")
	return cmd
}

// readWhy reads reports and explains one of their records.
func readWhy(cmd *cobra.Command, paths []string, flags sourceFlags, id string, asJSON bool) error {
	digits, record := "", strings.ToLower(id)
	if strings.Contains(id, "/") {
		var err error
		if digits, record, err = ledger.ParseID(id); err != nil {
			return exitError{exitUsage, err}
		}
	}
	table, err := loadActors(flags.actors)
	if err != nil {
		return err
	}
	var with []*claim.Reading
	var known []string
	err = eachReading(cmd, paths, flags, func(_ string, r *claim.Reading, err error) error {
		if err != nil {
			return err
		}
		if !strings.HasPrefix(strings.TrimPrefix(string(r.Document.ID), "sha256:"), digits) {
			return nil
		}
		has := slices.ContainsFunc(r.Records(), func(rec claim.Record) bool { return rec.RecordID() == record })
		if has {
			with = append(with, r)
		}
		known = append(known, fmt.Sprintf("\n  %s  %s  %s", ledger.IDOf(r.Document.ID, 0, "").Report(), titleOf(r.Document), recordIDs(ledger.Post(r, 0, 0))))
		return nil
	})
	switch {
	case err != nil:
		return err
	case len(with) == 0:
		return fmt.Errorf("no record %s: there are%s", id, strings.Join(known, ""))
	case len(with) > 1:
		return exitError{exitUsage, fmt.Errorf("several reports have a record %s: give REPORT/%s:%s", id, record, strings.Join(known, ""))}
	}
	for _, e := range ledger.Post(with[0], 0, 0) {
		if e.Claim.RecordID() == record {
			return showWhy(cmd, pipeline.New(pipeline.Options{World: table}), with[0], e, answers.Retraction{}, asJSON)
		}
	}
	return nil
}

// partial gives the exit code for so many reports done and so many not.
func partial(done, failed int) error {
	switch {
	case failed == 0:
		return nil
	case done == 0:
		return exitError{code: exitFailed}
	}
	return exitError{code: exitPartial}
}

// needArgs refuses fewer than n arguments, saying what is missing.
func needArgs(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return exitError{exitUsage, fmt.Errorf("%s needs %s\nsee: %s --help", cmd.CommandPath(), what, cmd.CommandPath())}
		}
		return nil
	}
}
