package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/desk"
	"github.com/entente-project/entente/internal/export"
	"github.com/entente-project/entente/internal/store"
	"github.com/entente-project/entente/internal/world"
)

// exportFlags are the flags that choose events.
type exportFlags struct {
	format, out, since, until string
	actors                    []string
	types, realities          []string
	least                     float64
	all, strict               bool
}

func newExportCommand() *cobra.Command {
	var source sourceFlags
	var where ledgerFlag
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export [FILE|DIR|-...]",
		Short: "Events as PLOVER JSON, a GDELT-like table, CSV or JSON lines",
		Long: `Writes events in the formats of the field, each row with the words it rests on
(report, offsets in Unicode code points, the words). The events are those of the
ledger, or of reports, or of readings made by "entente read --text", where files
are named.

  csv     a row for each ordered pair of actor and recipient, for R and pandas:
          event_date, iso3c1, iso3c2, ccode1, ccode2 (Correlates of War), quad_code,
          root, mode, reality, confidence, place, lat, lon, report_id, start, end, words
  jsonl   the same rows as JSON objects
  plover  PLOVER 2.0 records, one a line, by PLOVER's own field names
  gdelt   the 61 columns of GDELT 2.0's events, tab-separated, and some after them;
          the same happening in several reports is one row, and copies of a report
          count once in NumArticles and NumSources

Parties of one country and sector are one side of a pair. Where several did it
together and nobody is told as recipient (a meeting, a joint act), there is a row
for each pair in both directions, with mutual true. docs/exports.md has every column.

Only what is told as done or going on is written; --all or --reality take the
rest too: it is told in the column reality.

Same events, same bytes: rows are sorted by day, report and place in the text.

Exit codes: 0 written, 1 nothing could be, 2 wrong usage, 3 some reports could
not be read (the reasons are on standard error; the others are written).`,
		Example: `  entente export --format csv -o events.csv
  entente export --format plover --actor France --actor "United States" --since 2021-09-01
  entente export --format gdelt --ledger sahel.db > events.tsv
  entente export --format jsonl --all --type CONSULT reports/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := f.query()
			if err != nil {
				return err
			}
			if len(args) > 0 && where.path != "" {
				return exitError{exitUsage, errors.New("name files or --ledger, not both")}
			}
			table, err := loadActors(source.actors)
			if err != nil {
				return err
			}
			if table == nil {
				table = world.Default()
			}
			var reports []export.Report
			failed := 0
			var sideOf func(name string, on calendar.Day) (answers.Side, error)
			if len(args) > 0 {
				reports, failed, err = readForExport(cmd, args, source)
				sideOf = func(name string, on calendar.Day) (answers.Side, error) {
					return desk.SideIn(readingsOf(reports), table, name, on)
				}
			} else {
				s, openErr := where.existing()
				if openErr != nil {
					return openErr
				}
				defer s.Close()
				sideOf = func(name string, on calendar.Day) (answers.Side, error) {
					return desk.SideOf(cmd.Context(), table, s, name, on)
				}
				reports, err = standing(cmd.Context(), s)
			}
			if err != nil {
				return err
			}
			for _, name := range f.actors {
				side, err := sideOf(name, lastDay(reports, q.Until))
				if err != nil {
					return err
				}
				q.Sides = append(q.Sides, side)
			}
			events := export.Select(reports, q, table)
			f.tellLeftOut(cmd, reports, q, len(events))
			if err := f.write(cmd.OutOrStdout(), events, table); err != nil {
				return err
			}
			return partial(len(reports), failed)
		},
	}
	source.register(cmd)
	where.register(cmd)
	cmd.Flags().StringVar(&f.format, "format", "csv", "csv, jsonl, plover or gdelt")
	cmd.Flags().StringVarP(&f.out, "output", "o", "", "file to write, whole or not at all (default: standard output)")
	cmd.Flags().StringVar(&f.since, "since", "", "only events on or after this day (YYYY-MM-DD); undated ones by their report's day")
	cmd.Flags().StringVar(&f.until, "until", "", "only events on or before this day (YYYY-MM-DD)")
	cmd.Flags().StringArrayVar(&f.actors, "actor", nil, "only events that this country, organisation or person takes part in; given twice: both")
	cmd.Flags().StringSliceVar(&f.types, "type", nil, "only these PLOVER types, such as CONSULT,ASSAULT")
	cmd.Flags().StringSliceVar(&f.realities, "reality", nil, "only these realities, such as planned,threatened (default occurred,ongoing)")
	cmd.Flags().Float64Var(&f.least, "min-confidence", 0, "only events of at least this confidence, 0 to 1")
	cmd.Flags().BoolVar(&f.all, "all", false, "events of every reality, also planned, denied and negated ones")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "gdelt: the 61 columns alone, without a head, as in GDELT's own files")
	return cmd
}

// query checks the flags that choose events.
func (f *exportFlags) query() (q export.Query, err error) {
	wrong := func(format string, args ...any) (export.Query, error) {
		return q, exitError{exitUsage, fmt.Errorf(format, args...)}
	}
	if !slices.Contains([]string{"csv", "jsonl", "plover", "gdelt"}, f.format) {
		return wrong("--format %s: the formats are csv, jsonl, plover and gdelt", f.format)
	}
	if f.strict && f.format != "gdelt" {
		return wrong("--strict is for --format gdelt")
	}
	for _, d := range []struct {
		name, value string
		day         *calendar.Day
	}{{"--since", f.since, &q.Since}, {"--until", f.until, &q.Until}} {
		if d.value != "" {
			if *d.day, err = calendar.ParseDay(d.value); err != nil {
				return wrong("%s: %w", d.name, err)
			}
		}
	}
	if q.Since.Valid() && q.Until.Valid() && q.Since > q.Until {
		return wrong("--since %s is after --until %s", q.Since, q.Until)
	}
	for _, t := range f.types {
		x := claim.Type(strings.ToUpper(strings.TrimSpace(t)))
		if !slices.Contains(claim.Types, x) {
			return wrong("--type %s: the types are %s", t, list(claim.Types))
		}
		q.Types = append(q.Types, x)
	}
	for _, r := range f.realities {
		x := claim.Reality(strings.ToLower(strings.TrimSpace(r)))
		if !slices.Contains(claim.Realities, x) {
			return wrong("--reality %s: the realities are %s", r, list(claim.Realities))
		}
		q.Realities = append(q.Realities, x)
	}
	if f.all && len(q.Realities) > 0 {
		return wrong("--all and --reality: give one of them")
	}
	if f.least < 0 || f.least > 1 {
		return wrong("--min-confidence %v: it is a probability, 0 to 1", f.least)
	}
	q.All, q.Least = f.all, f.least
	return q, nil
}

func list[T ~string](words []T) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

// write writes the events to standard output or to the file named, whole or
// not at all.
func (f *exportFlags) write(stdout io.Writer, events []export.Event, table *world.Table) error {
	put := func(w io.Writer) error {
		out := bufio.NewWriterSize(w, 1<<16)
		var err error
		switch f.format {
		case "csv":
			err = export.CSV(out, events)
		case "jsonl":
			err = export.JSONL(out, events)
		case "plover":
			err = export.Plover(out, events, table)
		case "gdelt":
			err = export.GDELT(out, events, table, f.strict)
		}
		return cmp.Or(err, out.Flush())
	}
	if f.out == "" || f.out == "-" {
		return put(stdout)
	}
	return writeWhole(f.out, put)
}

// writeWhole writes a file under a passing name and then gives it its own;
// what is there and no ordinary file, such as a pipe, is written to as it is.
func writeWhole(path string, put func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return cmp.Or(put(file), file.Close())
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("%s cannot be made: %w", path, err)
	}
	defer os.Remove(file.Name())
	err = put(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(file.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// tellLeftOut says on standard error how many events were left out because
// they did not happen, so that nobody takes the rest for all.
func (f *exportFlags) tellLeftOut(cmd *cobra.Command, reports []export.Report, q export.Query, written int) {
	if q.All || len(q.Realities) > 0 {
		return
	}
	left := export.LeftOut(reports, q)
	if len(left) == 0 {
		return
	}
	var counts []string
	for _, r := range claim.Realities {
		if left[r] > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", left[r], r))
		}
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "entente: %d events written; left out, since not told as done: %s (--all has them too)\n", written, strings.Join(counts, ", "))
}

// standing gives the standing reports of a ledger.
func standing(ctx context.Context, s *store.Store) ([]export.Report, error) {
	found, err := s.Standing(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]export.Report, len(found))
	for i, r := range found {
		out[i] = export.Report{Reading: r.Reading, Learned: r.Learned}
	}
	return out, nil
}

// readForExport reads reports and files of readings, and counts those that
// could not be read.
func readForExport(cmd *cobra.Command, paths []string, source sourceFlags) (out []export.Report, failed int, err error) {
	err = eachReading(cmd, paths, source, func(_ string, r *claim.Reading, err error) error {
		if err != nil {
			failed++
			fmt.Fprintln(cmd.ErrOrStderr(), "entente:", err)
			return nil
		}
		out = append(out, export.Report{Reading: r})
		return nil
	})
	return out, failed, err
}

// eachReading hands the readings of reports and of files of readings to emit,
// in the order of paths, each with its file, or with the reason why there is
// none.
func eachReading(cmd *cobra.Command, paths []string, source sourceFlags, emit func(where string, r *claim.Reading, err error) error) error {
	opt, err := source.options(cmd.InOrStdin())
	if err != nil {
		return err
	}
	for _, path := range paths {
		made, from, err := openReadings(path, &opt)
		switch {
		case err != nil:
		case made:
			err = decodeLines(cmd.Context(), path, from, emit)
			from.Close()
		default:
			err = readAll(cmd.Context(), []string{path}, opt, source, func(o outcome) error { return emit(o.file, o.reading, o.problem) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lastDay is the day on which names are looked up: the bound, else that of the
// newest report.
func lastDay(reports []export.Report, until calendar.Day) calendar.Day {
	if until.Valid() {
		return until
	}
	for _, r := range reports {
		until = max(until, r.Reading.Document.Date)
	}
	return until
}

func readingsOf(reports []export.Report) []*claim.Reading {
	out := make([]*claim.Reading, len(reports))
	for i, r := range reports {
		out[i] = r.Reading
	}
	return out
}
