package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/demo"
	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/ledger"
	"github.com/entente-project/entente/internal/reading"
	"github.com/entente-project/entente/internal/store"
)

// demoDay is the day on which the demo's ledger learns and the brief is asked
// for: fixed, so that the demo says the same on every day.
var demoDay = calendar.Of(2023, 9, 30)

func newDemoCommand() *cobra.Command {
	var keep string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Read nine bundled reports, fill a ledger, and brief you on a pair",
		Long: `Does the main job offline with nine real reports that are bundled with entente
(Wikinews, CC BY 2.5; US government, public domain; UK government, Open
Government Licence v3.0; see NOTICE): reads them, fills a ledger, prints a brief
on France and the United Kingdom, opens one of its lines, and says what to try
next. The ledger and the reports go to a temporary folder, which is removed, or
to the folder given with --keep.`,
		Example: `  entente demo
  entente demo --keep try-entente`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			folder := keep
			if folder == "" {
				temporary, err := os.MkdirTemp("", "entente-demo-")
				if err != nil {
					return err
				}
				defer os.RemoveAll(temporary)
				folder = temporary
			}
			return runDemo(cmd, folder, keep != "")
		},
	}
	cmd.Flags().StringVar(&keep, "keep", "", "folder to leave the reports and the ledger in (made where there is none)")
	return cmd
}

func runDemo(cmd *cobra.Command, folder string, kept bool) error {
	out := cmd.OutOrStdout()
	reports := filepath.Join(folder, "reports")
	if err := os.MkdirAll(reports, 0o777); err != nil {
		return fmt.Errorf("demo: %s cannot be made: %w", reports, err)
	}
	if err := unpack(demo.Reports, folder); err != nil {
		return err
	}
	path := filepath.Join(folder, "ledger.db")
	file, err := store.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()

	fmt.Fprintln(out, "entente demo: nine real reports, read offline")
	fmt.Fprintln(out)
	fmt.Fprintln(out, "$ entente add reports/")
	fmt.Fprintf(out, "  %-10s  %-44s %5s %6s %6s %8s\n", "reported", "report", "said", "events", "owed", "meetings")
	opened, err := fill(cmd.Context(), file, reports, out)
	if err != nil {
		return err
	}
	for _, step := range [][]string{
		{"brief", "--on", demoDay.String(), "--limit", "4", "France", "UK"},
		{"show", opened},
	} {
		fmt.Fprint(out, "\n$ entente")
		for _, word := range step {
			fmt.Fprint(out, " ", word)
		}
		fmt.Fprint(out, "\n\n")
		if err := subcommand(cmd, append(step, "--ledger", path)); err != nil {
			return err
		}
	}
	fmt.Fprint(out, `
Try next
  entente add FILE|DIR                     enter your own reports into your ledger
  entente brief Greece Turkey              (with --ledger and --on as above) another pair
  entente read FILE | head -1              what one report says, as JSON
  entente demo --keep try-entente          the same demo, with its files left for you
  entente --help                           all commands
`)
	if kept {
		fmt.Fprintf(out, "\nThe reports and the ledger are in %s:\n  entente brief --ledger %s USA Iran\n", folder, path)
	}
	return nil
}

// fill reads the reports of a folder into the ledger, a line for each. It
// gives the ID of a record worth opening: the last commitment of the report of
// the meeting that the brief is about.
func fill(ctx context.Context, file *store.Store, folder string, out io.Writer) (opened string, err error) {
	err = readAll(ctx, []string{folder}, reading.Options{}, sourceFlags{workers: runtime.NumCPU()}, func(o outcome) error {
		if o.problem != nil {
			return o.problem
		}
		r := o.reading
		if _, err := file.Add(ctx, r, demoDay); err != nil {
			return err
		}
		if n := len(r.Commitments); n > 0 && strings.Contains(r.Document.File, "macron") {
			opened = string(ledgerID(r, r.Commitments[n-1].ID))
		}
		fmt.Fprintf(out, "  %-10s  %-44s %5d %6d %6d %8d\n", r.Document.Date, shorten(title(r), 44), len(r.Statements), len(r.Events), len(r.Commitments), len(r.Meetings))
		return nil
	})
	if err == nil && opened == "" {
		err = errors.New("demo: the report of the meeting gave no commitment")
	}
	return opened, err
}

func ledgerID(r *claim.Reading, record string) ledger.RecordID {
	return ledger.IDOf(r.Document.ID, 8, record)
}

func title(r *claim.Reading) string {
	if r.Document.Title != "" {
		return r.Document.Title
	}
	return r.Document.File
}

// shorten cuts a text to n characters.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// subcommand runs a command line within this process, with the same output.
func subcommand(cmd *cobra.Command, args []string) error {
	root := newRootCommand()
	root.SetOut(cmd.OutOrStdout())
	root.SetErr(cmd.ErrOrStderr())
	root.SetArgs(args)
	return root.ExecuteContext(cmd.Context())
}

// unpack writes an embedded folder below another.
func unpack(files fs.FS, folder string) error {
	return fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, path), data, 0o666)
	})
}
