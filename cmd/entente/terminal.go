package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/answers"
)

// terminal reports whether a stream is one that a person watches.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// style is how answers are written to a command's output: with escape codes
// only on a terminal, and never where NO_COLOR is set (https://no-color.org).
func style(cmd *cobra.Command, limit int) answers.Style {
	return answers.Style{
		ANSI:  terminal(cmd.OutOrStdout()) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		Limit: limit,
	}
}
