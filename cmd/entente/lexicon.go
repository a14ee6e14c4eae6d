package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/calendar"
	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/pipeline"
)

// loadLexicons reads the user's lexicons. One with errors is refused, and the
// first of them told.
func loadLexicons(files []string) ([]*events.Lexicon, error) {
	var out []*events.Lexicon
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, exitError{exitUsage, fmt.Errorf("--lexicon: %w", err)}
		}
		l, problems := events.ReadLexicon(data)
		for _, p := range problems {
			if p.Fatal {
				return nil, exitError{exitUsage, fmt.Errorf("--lexicon: %s:%v\nsee them all: entente lint %s", file, p, file)}
			}
		}
		out = append(out, l)
	}
	return out, nil
}

// lintLexicon tells what is wrong with a lexicon, each rule run on its own
// example, and gives the number of problems.
func lintLexicon(cmd *cobra.Command, file string, data []byte) int {
	l, problems := events.ReadLexicon(data)
	reader := pipeline.New(pipeline.Options{Lexicons: []*events.Lexicon{l}})
	problems = append(problems, l.Untold(func(example string) []claim.Event {
		return reader.Read(&document.Document{Text: example, Language: "en", Date: calendar.Of(2021, 10, 5), Body: document.Span{End: len(example)}}).Events
	})...)
	for _, p := range problems {
		fmt.Fprintf(cmd.OutOrStdout(), "%s:%v\n", file, p)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d lines can be used, %d problems\n", file, l.Len(), len(problems))
	return len(problems)
}
