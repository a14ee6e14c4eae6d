package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/events"
	"github.com/entente-project/entente/internal/world"
)

// loadActors reads the user's tables of actors, in their order, into the
// built-in one; nil where there are none. A table with errors is refused, and
// the first of them told.
func loadActors(files []string) (*world.Table, error) {
	var table *world.Table
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, exitError{exitUsage, fmt.Errorf("--actors: %w", err)}
		}
		if table == nil {
			table = world.Default()
		}
		own, problems := world.ReadUserTable(table, file, data)
		for _, p := range problems {
			if p.Fatal {
				return nil, exitError{exitUsage, fmt.Errorf("--actors: %s:%v\nsee them all: entente lint %s", file, p, file)}
			}
		}
		table = world.Extend(table, own)
	}
	return table, nil
}

func newLintCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check your own actors and lexicons before they are used",
		Long: `Checks tables of actors, aliases and codes that --actors is to add to the
built-in one, and lexicons of verbs, nouns and labels for --lexicon, whose rules
are run on their examples. A file whose first line begins with "lexicon" is a
lexicon; docs/lexicon.md tells its form. A table of actors is CSV (comma, semicolon or tab; the first line names the
columns) or YAML (a list of flat records). Its columns, all optional but name or
id:

  id       who it is, such as FRA/emmanuel-macron; an actor that is known gets
           what the row tells; made from country and name where empty
  kind     person, body (an organisation of states), organ (ministry, force,
           armed group), company, party, media
  name     canonical name          aliases  other names, parted by |
  country  ISO 3166 alpha-3        sector   PLOVER: GOV MIL LEG JUD OPP REB ...
  code     of a body: IGO, NGO, EUR, UNO
  office   head_of_state, head_of_government, foreign_minister,
           defence_minister, interior_minister, finance_minister, spokesperson,
           secretary_general, ambassador_to_XXX; other words are a title
  title    the office in words     from, until  first and last day (2021-09-15,
           2021-09 or 2021)        note     for people

Each problem is told with its line, its column and what to write instead; a
column that is not known is passed over.

Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage.`,
		Example: `  entente lint actors.csv
  entente lint actors.csv companies.yaml
  entente lint lexicon.tsv`,
		Args: needArgs(1, "a table of actors or a lexicon"),
		RunE: func(cmd *cobra.Command, args []string) error {
			wrong := 0
			table := world.Default()
			for _, file := range args {
				data, err := readTable(file, cmd.InOrStdin())
				if err != nil {
					wrong++
					fmt.Fprintln(cmd.ErrOrStderr(), "entente:", err)
					continue
				}
				if events.IsLexicon(data) {
					wrong += lintLexicon(cmd, file, data)
					continue
				}
				own, problems := world.ReadUserTable(table, file, data)
				for _, p := range problems {
					fmt.Fprintf(cmd.OutOrStdout(), "%s:%v\n", file, p)
				}
				wrong += len(problems)
				fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d rows can be used, %d problems\n", file, own.Len(), len(problems))
				table = world.Extend(table, own)
			}
			if wrong > 0 {
				return exitError{code: exitFailed}
			}
			return nil
		},
	}
}

// readTable reads a file, or standard input for "-".
func readTable(file string, stdin io.Reader) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(file)
}
