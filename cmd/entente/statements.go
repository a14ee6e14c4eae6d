package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/answers"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/desk"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/pipeline"
	"github.com/entente-project/entente/internal/world"
)

// statementFormats are the values of --format.
var statementFormats = []string{"table", "json", "csv", "brat", "webannotation"}

// statementFlags are the flags of entente statements.
type statementFlags struct {
	by, to, topic, since, until, report string
	standing, form                      []string
	format, out                         string
	asJSON, asCSV                       bool
	limit                               int
}

func newStatementsCommand() *cobra.Command {
	var flags sourceFlags
	var where ledgerFlag
	var f statementFlags
	cmd := &cobra.Command{
		Use:   "statements [FILE|DIR|-...]",
		Short: "Who said what, and how openly, in reports or in the ledger",
		Long: `Lists statements: who says what to whom, in which form, how openly, in which
exact words. With FILEs the reports are read on the fly, as entente read does;
without, the ledger is asked.

--by and --to are countries (France, FRA), organisations (NATO) or people
(Macron), or IDs such as USA/antony-blinken. A country stands for all who speak
for it, but not for its journalists, scholars and companies. --to is whom
something is told to. --standing is named, office, institution, anonymous,
document, or none for no source at all; --form is direct, indirect or mixed;
both take several, with commas between. --topic takes words that stand in a
topic or in the content. --since and --until are days of the reports. --report
is the first digits of a report's ID, its file or its title.

Below the list stands how much of each report, and of all, rests on unnamed
sources (standing anonymous), counted in statements and in words of their
contents. --standing does not change these shares; the other flags do.

--format table is for people: every line has the record's ID and its words;
of the ledger's, entente show ID opens them in their place. json is one object:
schema ("statements/1"), statements (id, report, title, file, outlet, url,
reported, date, speakers, addressees, form, standing, source, cue, content,
spans, anonymity, within, topics, confidence), reports (the shares of each) and
all. csv has a line a statement. brat writes standoff: the .ann of one report to
standard output, or with --out DIR a .txt and .ann for each report and an
annotation.conf. webannotation is JSON-LD by the W3C Web Annotation Data Model,
with TextQuoteSelector and TextPositionSelector. Places are [start, end) in
Unicode code points of the report's text.

Exit codes: 0 answered (also where nothing fits), 1 not answered, 2 wrong usage,
3 some reports could not be read.`,
		Example: `  entente statements report.txt
  entente statements --by France --standing anonymous,office reports/
  entente statements --by Blinken --since 2021-10-01 --json
  entente statements --topic Sahel --format csv > sahel.csv
  entente statements --format brat --out brat/ reports/
  entente statements --format webannotation report.txt > report.jsonld`,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := f.question(cmd)
			if err != nil {
				return err
			}
			if len(args) > 0 && where.path != "" {
				return exitError{exitUsage, errors.New("name files or --ledger, not both: files are read on the fly")}
			}
			if len(args) == 0 {
				s, err := where.existing()
				if err != nil {
					return err
				}
				defer s.Close()
				list, err := desk.Statements(cmd.Context(), s, world.Default(), q)
				if err != nil {
					return err
				}
				return f.write(cmd, list)
			}
			list, read, failed, err := statementsIn(cmd, args, flags, q)
			if err != nil {
				return err
			}
			if read > 0 {
				if err := f.write(cmd, list); err != nil {
					return err
				}
			}
			return partial(read, failed)
		},
	}
	flags.register(cmd)
	where.register(cmd)
	f.register(cmd)
	return cmd
}

func (f *statementFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.by, "by", "", "who speaks")
	cmd.Flags().StringVar(&f.to, "to", "", "whom it is told to")
	cmd.Flags().StringSliceVar(&f.standing, "standing", nil, "named, office, institution, anonymous, document, none")
	cmd.Flags().StringSliceVar(&f.form, "form", nil, "direct, indirect, mixed")
	cmd.Flags().StringVar(&f.topic, "topic", "", "words of a topic or of the content")
	cmd.Flags().StringVar(&f.since, "since", "", "leave out reports before this day (YYYY-MM-DD)")
	cmd.Flags().StringVar(&f.until, "until", "", "leave out reports after this day (YYYY-MM-DD)")
	cmd.Flags().StringVar(&f.report, "report", "", "one report: first digits of its ID, its file or its title")
	cmd.Flags().StringVar(&f.format, "format", "table", "what to print: "+strings.Join(statementFormats, ", "))
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "the same as --format json")
	cmd.Flags().BoolVar(&f.asCSV, "csv", false, "the same as --format csv")
	cmd.Flags().StringVar(&f.out, "out", "", "folder for the files of --format brat")
	cmd.Flags().IntVar(&f.limit, "limit", 0, "statements shown in the table; 0 shows all")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(statementFormats, cobra.ShellCompDirectiveNoFileComp))
}

// question checks the flags.
func (f *statementFlags) question(cmd *cobra.Command) (desk.SaidQuestion, error) {
	q := desk.SaidQuestion{By: f.by, To: f.to, StatementQuery: answers.StatementQuery{Topic: strings.TrimSpace(f.topic), Report: f.report}}
	wrong := func(format string, args ...any) (desk.SaidQuestion, error) {
		return q, exitError{exitUsage, fmt.Errorf(format+"\nsee: %s --help", append(args, cmd.CommandPath())...)}
	}
	for _, x := range []struct {
		flag, typed string
		day         *calendar.Day
	}{{"--since", f.since, &q.Since}, {"--until", f.until, &q.Until}} {
		if x.typed == "" {
			continue
		}
		day, err := calendar.ParseDay(x.typed)
		if err != nil {
			return wrong("%s: %w", x.flag, err)
		}
		*x.day = day
	}
	if q.Since.Valid() && q.Until.Valid() && q.Since > q.Until {
		return wrong("--since %s is after --until %s", q.Since, q.Until)
	}
	for _, typed := range f.standing {
		s, ok := answers.StandingOf(typed)
		if !ok {
			return wrong("unknown --standing %q: named, office, institution, anonymous, document, none", typed)
		}
		q.Standings = append(q.Standings, s)
	}
	for _, typed := range f.form {
		form := claim.Form(typed)
		if form != claim.Direct && form != claim.Indirect && form != claim.Mixed {
			return wrong("unknown --form %q: direct, indirect, mixed", typed)
		}
		q.Forms = append(q.Forms, form)
	}
	asked := cmd.Flags().Changed("format")
	for _, x := range []struct {
		on   bool
		name string
	}{{f.asJSON, "json"}, {f.asCSV, "csv"}} {
		if !x.on {
			continue
		}
		if asked && f.format != x.name {
			return wrong("--%s and --format %s are two formats: choose one", x.name, f.format)
		}
		f.format, asked = x.name, true
	}
	if !slices.Contains(statementFormats, f.format) {
		return wrong("unknown --format %q: %s", f.format, strings.Join(statementFormats, ", "))
	}
	if f.out != "" && f.format != "brat" {
		return wrong("--out is for --format brat: redirect the others with >")
	}
	return q, nil
}

// statementsIn reads reports and lists their statements.
func statementsIn(cmd *cobra.Command, paths []string, flags sourceFlags, q desk.SaidQuestion) (list *answers.StatementList, read, failed int, err error) {
	opt, err := flags.options(cmd.InOrStdin())
	if err != nil {
		return nil, 0, 0, err
	}
	var readings []*claim.Reading
	err = readAll(cmd.Context(), paths, opt, flags, func(o outcome) error {
		if o.problem != nil {
			failed++
			fmt.Fprintln(cmd.ErrOrStderr(), "entente:", o.problem)
			return nil
		}
		readings = append(readings, o.reading)
		return nil
	})
	if err != nil {
		return nil, 0, failed, err
	}
	// As many digits as tell each report from its neighbours in their order.
	slices.SortStableFunc(readings, func(a, b *claim.Reading) int { return strings.Compare(string(a.Document.ID), string(b.Document.ID)) })
	var entries []ledger.Entry
	for i, r := range readings {
		digits := ledger.MinDigits
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(readings) {
				digits = max(digits, ledger.Digits(r.Document.ID, readings[k].Document.ID))
			}
		}
		entries = append(entries, ledger.Post(r, 0, digits)...)
	}
	list, err = desk.StatementsOf(entries, world.Default(), q)
	return list, len(readings), failed, err
}

// write prints a list in the format asked for.
func (f *statementFlags) write(cmd *cobra.Command, list *answers.StatementList) error {
	out := cmd.OutOrStdout()
	switch f.format {
	case "json":
		_, err := fmt.Fprintf(out, "%s\n", list.JSON())
		return err
	case "csv":
		_, err := out.Write(list.CSV())
		return err
	case "webannotation":
		_, err := fmt.Fprintf(out, "%s\n", list.WebAnnotation("entente "+pipeline.Version))
		return err
	case "brat":
		return f.writeBrat(cmd, list.Brat())
	}
	_, err := fmt.Fprint(out, list.Text(style(cmd, f.limit)))
	return err
}

// writeBrat writes a folder for brat, or one report's annotations to standard
// output.
func (f *statementFlags) writeBrat(cmd *cobra.Command, files []answers.BratFile) error {
	if f.out == "" {
		switch len(files) {
		case 0:
			return nil
		case 1:
			_, err := fmt.Fprint(cmd.OutOrStdout(), files[0].Ann)
			return err
		}
		return exitError{exitUsage, fmt.Errorf("brat wants a file for each of the %d reports: give --out DIR, or one report with --report", len(files))}
	}
	if err := os.MkdirAll(f.out, 0o755); err != nil {
		return err
	}
	put := func(name, text string) error { return os.WriteFile(filepath.Join(f.out, name), []byte(text), 0o644) }
	if err := put("annotation.conf", answers.BratConf); err != nil {
		return err
	}
	for _, b := range files {
		if err := errors.Join(put(b.Name+".txt", b.Text), put(b.Name+".ann", b.Ann)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%d reports in %s\n", len(files), f.out)
	return err
}
