package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/reading"
	"github.com/entente-project/entente/internal/store"
)

// addSummary is what an add did; with --json it is printed as it is.
type addSummary struct {
	Schema       string       `json:"schema"` // "add/1"
	Ledger       string       `json:"ledger"` // path of the file
	Added        int          `json:"added"`
	Replaced     int          `json:"replaced"` // with --again
	AlreadyThere int          `json:"already_there"`
	TakenBack    int          `json:"taken_back"` // retracted before, and not entered again
	Refused      []refusal    `json:"refused"`    // in the order of input
	Stopped      bool         `json:"stopped"`    // by Ctrl-C, before the end of the input
	Records      recordCounts `json:"records"`    // of the reports added
}

type refusal struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

type recordCounts struct {
	Statements  int `json:"statements"`
	Events      int `json:"events"`
	Commitments int `json:"commitments"`
	Meetings    int `json:"meetings"`
}

func newAddCommand() *cobra.Command {
	var flags sourceFlags
	var where ledgerFlag
	var learned string
	var asJSON, again bool
	cmd := &cobra.Command{
		Use:   "add FILE|DIR|-...",
		Short: "Read reports and enter what they say into the ledger",
		Long: `Reads dated news reports, as "entente read" does, and enters their records into
the ledger, which is made where there is none. Readings made before by
"entente read --text" (JSON lines) are taken as they are.

A report is known by its text. Adding it again changes nothing; so an add that
was stopped goes on when it is given again. A report without a date is refused,
and so is a text that the ledger has with another date. With --again reports are
read anew, as after an update of entente or with the right --date; where the
reading differs it takes the place of the former one, which stays in the file,
retracted. A report that was retracted (entente retract) is left out, and entered
again only with --again.

Each report is entered whole or not at all; several adds may run at once. The
day learned is today, or --learned.

The ledger is one SQLite file: --ledger PATH, else $ENTENTE_LEDGER, else
entente/ledger.db in the user's data folder ($XDG_DATA_HOME or ~/.local/share;
~/Library/Application Support on macOS; %LOCALAPPDATA% on Windows).

With --json the summary is an object: schema ("add/1"), ledger, added,
replaced, already_there, taken_back, refused (a list of file and reason), stopped, and records
(statements, events, commitments and meetings of the reports added).

Exit codes: 0 all reports are in the ledger, 1 none is, 2 wrong usage, 3 some
were refused (reasons on standard error), 130 stopped by Ctrl-C.`,
		Example: `  entente add reports/
  entente add --date 2021-10-05 report.txt
  entente read --text reports/ > readings.jsonl && entente add readings.jsonl
  entente add --ledger sahel.db sahel/*.txt`,
		Args: needArgs(1, "a file, a folder, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt, err := flags.options(cmd.InOrStdin())
			if err != nil {
				return err
			}
			day := calendar.FromTime(time.Now())
			if learned != "" {
				if day, err = calendar.ParseDay(learned); err != nil {
					return exitError{exitUsage, fmt.Errorf("--learned: %w", err)}
				}
			}
			path, err := where.resolve()
			if err != nil {
				return err
			}
			ledger, err := store.Open(path)
			if err != nil {
				return err
			}
			defer ledger.Close()
			a := adder{ledger: ledger, learned: day, again: again, errs: cmd.ErrOrStderr()}
			a.summary = addSummary{Schema: "add/1", Ledger: ledger.Path(), Refused: []refusal{}}
			a.progress = newProgress(cmd.ErrOrStderr(), args)
			err = a.all(cmd.Context(), args, opt, flags)
			a.progress.end()
			return a.finish(cmd.OutOrStdout(), asJSON, err)
		},
	}
	flags.register(cmd)
	where.register(cmd)
	cmd.Flags().StringVar(&learned, "learned", "", "day on which this is learned (YYYY-MM-DD; default today)")
	cmd.Flags().BoolVar(&again, "again", false, "read reports anew that are there, and replace readings that differ")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the summary as JSON")
	return cmd
}

// adder enters readings and keeps count.
type adder struct {
	ledger   *store.Store
	learned  calendar.Day
	again    bool
	errs     io.Writer
	summary  addSummary
	progress *progress
}

// all adds what is in paths, in their order.
func (a *adder) all(ctx context.Context, paths []string, opt reading.Options, flags sourceFlags) error {
	for len(paths) > 0 {
		// Files of readings are taken as they are; runs of others go through
		// the reader together, so that they share its workers.
		if readings, from, err := openReadings(paths[0], &opt); err != nil || readings {
			if err == nil {
				err = a.readings(ctx, paths[0], from)
				from.Close()
			}
			if err != nil {
				return err
			}
			paths = paths[1:]
			continue
		}
		n := 1
		for n < len(paths) && paths[n] != "-" {
			readings, from, err := openReadings(paths[n], &opt)
			if err != nil || readings {
				if from != nil {
					from.Close()
				}
				break
			}
			n++
		}
		if err := a.reports(ctx, paths[:n], opt, flags); err != nil {
			return err
		}
		paths = paths[n:]
	}
	return nil
}

// reports reads the reports of paths and adds them, in their order. Those that
// the ledger has are not read again.
func (a *adder) reports(ctx context.Context, paths []string, opt reading.Options, flags sourceFlags) error {
	table, err := loadActors(flags.actors)
	if err != nil {
		return err
	}
	type result struct {
		step
		what    store.Outcome // before reading
		reading *claim.Reading
	}
	reader := pipeline.New(pipeline.Options{World: table})
	return pipeline.Each(ctx, opened(ctx, paths, opt), flags.workers, func(s step) result {
		r := result{step: s}
		doc := s.item.Doc
		if s.err == nil && !a.again {
			r.what, r.err = a.ledger.Has(context.WithoutCancel(ctx), doc.ID, doc.Date)
		}
		if r.err == nil && r.what == store.Added {
			r.reading = reader.Read(doc, s.item.Diagnostics...)
		}
		return r
	}, func(r result) error {
		file := r.item.File
		if r.item.Line > 0 {
			file = fmt.Sprintf("%s:%d", file, r.item.Line)
		}
		var problem *reading.Problem
		switch {
		case errors.As(r.err, &problem):
			a.refuse("", r.err)
		case r.err != nil:
			return r.err
		case r.reading == nil:
			a.count(r.what, file, &claim.Reading{Document: r.item.Doc})
		default:
			return a.add(ctx, file, r.reading)
		}
		return nil
	})
}

// add enters one reading. The transaction is finished even when ctx ends, so
// that Ctrl-C never throws away a report that was read.
func (a *adder) add(ctx context.Context, file string, r *claim.Reading) error {
	enter := a.ledger.Add
	if a.again {
		enter = a.ledger.Replace
	}
	what, err := enter(context.WithoutCancel(ctx), r, a.learned)
	switch {
	case errors.Is(err, store.ErrUndated):
		a.refuse(file, err)
		return nil
	case err != nil:
		return err
	}
	a.count(what, file, r)
	return nil
}

func (a *adder) count(what store.Outcome, file string, r *claim.Reading) {
	switch what {
	case store.Added, store.Replaced:
		if what == store.Added {
			a.summary.Added++
		} else {
			a.summary.Replaced++
		}
		n := &a.summary.Records
		n.Statements += len(r.Statements)
		n.Events += len(r.Events)
		n.Commitments += len(r.Commitments)
		n.Meetings += len(r.Meetings)
	case store.AlreadyThere:
		a.summary.AlreadyThere++
	case store.TakenBack:
		a.summary.TakenBack++
	case store.Conflict:
		a.refuse(file, fmt.Errorf("%s: the ledger has this text with another date than %s: it stays as it is, unless --again", file, r.Document.Date))
		return
	}
	a.progress.step()
}

func (a *adder) refuse(file string, reason error) {
	var problem *reading.Problem
	if errors.As(reason, &problem) {
		file = problem.File
		if problem.Line > 0 {
			file = fmt.Sprintf("%s:%d", file, problem.Line)
		}
	}
	a.summary.Refused = append(a.summary.Refused, refusal{file, reason.Error()})
	a.progress.clear()
	fmt.Fprintln(a.errs, "entente:", reason)
	a.progress.step()
}

// finish prints the summary and gives the exit code.
func (a *adder) finish(out io.Writer, asJSON bool, err error) error {
	s := &a.summary
	s.Stopped = errors.Is(err, context.Canceled)
	if asJSON {
		if encodeErr := json.NewEncoder(out).Encode(s); encodeErr != nil {
			return encodeErr
		}
	} else {
		replaced, taken := "", ""
		if s.Replaced > 0 {
			replaced = fmt.Sprintf("%d replaced, ", s.Replaced)
		}
		if s.TakenBack > 0 {
			taken = fmt.Sprintf("%d retracted before (--again enters them), ", s.TakenBack)
		}
		fmt.Fprintf(out, "%d added, %s%d already there, %s%d refused; ledger %s\n", s.Added, replaced, s.AlreadyThere, taken, len(s.Refused), s.Ledger)
		if n := s.Records; s.Added+s.Replaced > 0 {
			fmt.Fprintf(out, "new: %d statements, %d events, %d commitments, %d meetings\n", n.Statements, n.Events, n.Commitments, n.Meetings)
		}
	}
	if s.Stopped {
		return exitError{exitStopped, errors.New("stopped; what was added is whole: give the same command again to go on")}
	}
	if err != nil {
		return err
	}
	return partial(s.Added+s.Replaced+s.AlreadyThere+s.TakenBack, len(s.Refused))
}

// readings adds the readings of a file of JSON lines.
func (a *adder) readings(ctx context.Context, path string, from io.Reader) error {
	return decodeLines(ctx, path, from, func(where string, r *claim.Reading, err error) error {
		if err != nil {
			a.refuse(where, err)
			return nil
		}
		return a.add(ctx, where, r)
	})
}

// decodeLines hands the readings of JSON lines to emit, each with its place, or
// with the reason why it is none.
func decodeLines(ctx context.Context, path string, from io.Reader, emit func(where string, r *claim.Reading, err error) error) error {
	lines := bufio.NewReaderSize(from, 1<<16)
	for number := 1; ; number++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s: %w", path, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			where := fmt.Sprintf("%s:%d", path, number)
			r, decodeErr := claim.Decode(line, "")
			if decodeErr != nil {
				decodeErr = fmt.Errorf("%s: %w", where, decodeErr)
			}
			if err := emit(where, r, decodeErr); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readCloser reads from one thing and closes another.
type readCloser struct {
	io.Reader
	io.Closer
}

// openReadings looks whether a path is a file of readings, and opens it if so.
// Standard input that is none is put back into opt.
func openReadings(path string, opt *reading.Options) (bool, io.ReadCloser, error) {
	var file io.ReadCloser
	if path == "-" {
		file = io.NopCloser(opt.Stdin)
	} else {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			return false, nil, nil // the reader words what is wrong
		}
		name := strings.TrimSuffix(path, ".gz")
		if !strings.HasSuffix(name, ".jsonl") && !strings.HasSuffix(name, ".ndjson") && !strings.HasSuffix(name, ".json") {
			return false, nil, nil
		}
		if file, err = os.Open(path); err != nil {
			return false, nil, nil
		}
	}
	buffered := bufio.NewReaderSize(file, 1<<12)
	var from io.Reader = buffered
	if head, _ := buffered.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b && path != "-" {
		unzipped, err := gzip.NewReader(buffered)
		if err != nil {
			file.Close()
			return false, nil, nil
		}
		buffered = bufio.NewReaderSize(unzipped, 1<<12)
		from = buffered
	}
	head, _ := buffered.Peek(64)
	if isReading(head) {
		return true, readCloser{from, file}, nil
	}
	if path == "-" {
		opt.Stdin = buffered
	} else {
		file.Close()
	}
	return false, nil, nil
}

// isReading reports whether a line begins as a reading does.
func isReading(head []byte) bool {
	s := strings.Join(strings.Fields(string(head)), "")
	return strings.HasPrefix(s, `{"schema":"reading/`)
}
