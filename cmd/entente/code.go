package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/events"
)

func newCodeCommand() *cobra.Command {
	var from string
	var plv, asJSON bool
	cmd := &cobra.Command{
		Use:   "code --from tsv FILE",
		Short: "Code your own sentences, source and target given, by PLOVER",
		Long: `Tells for each row which type of event its sentence tells between its source and
its target. FILE is a table with tabs between its cells and a line that names
its columns; quotation marks are plain characters; "-" is standard input. It
needs the columns sentence, source and target; a column marked_sentence may hold
the sentence with <s>..</s> and <t>..</t> round the two. All columns are passed
through; these are added:

  root         type of PLOVER: AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT
               REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE
               ASSAULT; with --plv YIELD for CONCEDE and RETREAT
  quad         1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
               4 material conflict
  mode         mode of PLOVER, or empty
  cameo        code of CAMEO
  probability  of the type (of YIELD, for the two), 0 to 1
  warning      "no source", "no target" or both, where the cell is empty; "source
               not in sentence" and the like, where its words do not stand there:
               the type rests on the rest of the sentence and is less sure

A row always gets a type: the table says that there is an event. How many rows
have a warning is told at the end, on standard error. To find events in reports,
and to refuse where there is none, see: entente read --help

Exit codes: 0 all rows coded, 1 nothing could be done, 2 wrong usage, 3 some
rows have no sentence (their cells are empty).`,
		Example: `  entente code --from tsv pairs.tsv
  entente code --from tsv - --plv < PLV_train.tsv
  entente code --from tsv pairs.tsv --json`,
		Args: needArgs(1, "a table of sentences"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if from != "tsv" {
				return exitError{exitUsage, fmt.Errorf("--from %q: the one form read is tsv", from)}
			}
			if len(args) != 1 {
				return exitError{exitUsage, errors.New("one table at a time")}
			}
			in := cmd.InOrStdin()
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return fmt.Errorf("%w: check the path; - reads standard input", err)
				}
				defer f.Close()
				in = f
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			n, err := codeTable(in, out, args[0], plv, asJSON)
			if err := errors.Join(err, out.Flush()); err != nil {
				return err
			}
			if n.bare > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d of %d rows have an empty source or target: their types rest on the sentence alone, see the column warning\n", args[0], n.bare, n.rows)
			}
			if n.astray > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s: in %d of %d rows the words of source or target do not stand in the sentence, see the column warning\n", args[0], n.astray, n.rows)
			}
			if n.empty > 0 {
				return exitError{exitPartial, fmt.Errorf("%s: %d rows have no sentence", args[0], n.empty)}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", "tsv", "form of FILE")
	cmd.Flags().BoolVar(&plv, "plv", false, "the 15 types of the PLV data: YIELD for CONCEDE and RETREAT")
	cmd.Flags().BoolVar(&asJSON, "json", false, "an object a line instead of a table")
	return cmd
}

// rowCount counts the rows of a table.
type rowCount struct {
	rows   int
	empty  int // without a sentence
	bare   int // with a sentence, but an empty source or target
	astray int // with a source or target that does not stand in the sentence
}

// add counts a row and gives its warning, "" for none.
func (n *rowCount) add(sentence, source, target string, coded bool) string {
	n.rows++
	if !coded {
		n.empty++
		return ""
	}
	var out []string
	bare, astray := false, false
	for _, side := range [2][2]string{{"source", source}, {"target", target}} {
		switch words := strings.TrimSpace(side[1]); {
		case words == "":
			bare = true
			out = append(out, "no "+side[0])
		case !strings.Contains(sentence, words):
			astray = true
			out = append(out, side[0]+" not in sentence")
		}
	}
	if bare {
		n.bare++
	}
	if astray {
		n.astray++
	}
	return strings.Join(out, ", ")
}

// codeTable codes the rows of a table.
func codeTable(in io.Reader, out io.Writer, name string, plv, asJSON bool) (count rowCount, err error) {
	r := bufio.NewReaderSize(in, 1<<16)
	var columns []string
	at := map[string]int{"marked_sentence": -1}
	for n := 1; ; n++ {
		line, readErr := r.ReadString('\n')
		if readErr != nil && readErr != io.EOF {
			return count, fmt.Errorf("%s:%d: %w", name, n, readErr)
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "" && readErr == io.EOF {
			if columns == nil {
				return count, fmt.Errorf("%s: empty: want a table with the columns sentence, source, target", name)
			}
			return count, nil
		}
		cells := strings.Split(line, "\t")
		if columns == nil {
			columns = cells
			columns[0] = strings.TrimPrefix(columns[0], "\ufeff")
			for _, c := range []string{"sentence", "source", "target", "marked_sentence"} {
				at[c] = slices.Index(columns, c)
				if at[c] < 0 && c != "marked_sentence" {
					return count, fmt.Errorf("%s:1: no column %q; its first line is %s; want sentence, source, target, with tabs between", name, c, beginning(line))
				}
			}
			if !asJSON {
				fmt.Fprintln(out, strings.Join(append(slices.Clone(columns), "root", "quad", "mode", "cameo", "probability", "warning"), "\t"))
			}
			continue
		}
		if len(cells) > len(columns) {
			return count, fmt.Errorf("%s:%d: %d cells under %d columns", name, n, len(cells), len(columns))
		}
		for len(cells) < len(columns) {
			cells = append(cells, "")
		}
		marked := ""
		if k := at["marked_sentence"]; k >= 0 {
			marked = cells[k]
		}
		c, ok := events.Code(cells[at["sentence"]], marked, cells[at["source"]], cells[at["target"]])
		warning := count.add(cells[at["sentence"]], cells[at["source"]], cells[at["target"]], ok)
		writeCoded(out, columns, cells, c, ok, warning, plv, asJSON)
		if readErr == io.EOF {
			return count, nil
		}
	}
}

func writeCoded(out io.Writer, columns, cells []string, c events.Coded, ok bool, warning string, plv, asJSON bool) {
	root, quad := c.Type, c.Quad
	if plv {
		root, quad = c.Root, c.RootQuad
	}
	if asJSON {
		row := map[string]any{}
		for i, name := range columns {
			row[name] = cells[i]
		}
		for _, k := range []string{"root", "quad", "mode", "cameo", "probability", "warning"} {
			row[k] = nil
		}
		if warning != "" {
			row["warning"] = warning
		}
		if ok {
			row["root"], row["quad"], row["probability"] = root, quad, json.Number(fmt.Sprintf("%.3f", c.Probability))
			if c.Mode != "" {
				row["mode"] = c.Mode
			}
			row["cameo"] = c.Cameo
		}
		line, err := json.Marshal(row)
		if err != nil {
			panic(err) // strings and numbers only
		}
		fmt.Fprintf(out, "%s\n", line)
		return
	}
	added := "\t\t\t\t\t"
	if ok {
		added = fmt.Sprintf("%s\t%d\t%s\t%s\t%.3f\t%s", root, quad, c.Mode, c.Cameo, c.Probability, warning)
	}
	fmt.Fprintf(out, "%s\t%s\n", strings.Join(cells, "\t"), added)
}

// beginning quotes the first symbols of a line, so that what is no text does
// no harm to a terminal.
func beginning(line string) string {
	const most = 80
	if r := []rune(line); len(r) > most {
		return strconv.Quote(string(r[:most])) + " ..."
	}
	return strconv.Quote(line)
}
