// Command entente reads dated news reports about diplomacy and keeps an
// evidence-linked ledger of who met, said, did and promised what to whom.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/pipeline"
)

// Exit codes, the same for every command.
const (
	exitOK      = 0
	exitFailed  = 1 // nothing could be done
	exitUsage   = 2 // the command line is wrong
	exitPartial = 3 // some reports were read, some were not
	exitStopped = 130
)

// exitError carries an exit code; its message, if any, is printed.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}
func (e exitError) Unwrap() error { return e.err }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, newRootCommand(), os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and gives the exit code.
func run(ctx context.Context, root *cobra.Command, args []string) int {
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var coded exitError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled):
		return exitStopped
	case errors.As(err, &coded):
		if msg := coded.Error(); msg != "" {
			fmt.Fprintln(root.ErrOrStderr(), "entente:", msg)
		}
		return coded.code
	}
	fmt.Fprintln(root.ErrOrStderr(), "entente:", err)
	return exitFailed
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "entente",
		Short: "A ledger of diplomacy, each line opening the words it rests on",
		Long: `entente reads dated news reports about diplomacy and keeps a ledger of
relationships between actors: who met whom, who said what and how openly, who
did what to whom, who promised what by when. Each line opens the exact words
behind it. It works offline, from one binary.

Start with:  entente demo`,
		Version:       pipeline.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return exitError{exitUsage, fmt.Errorf("%w\nsee: %s --help", err, c.CommandPath())}
	})
	root.AddCommand(
		newDemoCommand(),
		newReadCommand(),
		newExportCommand(),
		newRetractCommand(),
		newAddCommand(),
		newBriefCommand(),
		newShowCommand(),
		newStatementsCommand(),
		newLintCommand(),
		newCodeCommand(),
		newParseCommand(),
		newTrainCommand(),
		newCorpusCommand(),
	)
	return root
}
