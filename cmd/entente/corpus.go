package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/corpus"
)

func newCorpusCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "corpus",
		Short: "Look at, check, count and convert the annotated corpus",
		Long: `Works on the corpus of reports read whole and of single sentences with their
events (the folder corpus/ of the repository, or --dir): shows a report with its
records, checks all records, counts them, converts them to other formats.
corpus/DATASHEET.md says how it was made and what it is good for.`,
		Example: `  entente corpus show wn153
  entente corpus check
  entente corpus stats
  entente corpus convert --to brat --out brat/`,
	}
	cmd.PersistentFlags().StringVar(&dir, "dir", "corpus", "the corpus folder")
	load := func() (*corpus.Corpus, error) { return corpus.Load(os.DirFS(dir)) }
	cmd.AddCommand(newCorpusShow(load), newCorpusCheck(load), newCorpusStats(load), newCorpusConvert(load))
	return cmd
}

type loader func() (*corpus.Corpus, error)

func newCorpusShow(load loader) *cobra.Command {
	var random int
	var seed uint64
	cmd := &cobra.Command{
		Use:   "show ID... | --random N",
		Short: "Print reports or sentences with their records",
		Long: `Prints the text of a report (wn153) or a sentence (x0042) and its gold records,
each with the words it rests on. With --random, N reports drawn by --seed, so
that a reader can judge the corpus without choosing.`,
		Example: `  entente corpus show wn153 x0042
  entente corpus show --random 10 --seed 7`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && random <= 0 {
				return exitError{exitUsage, fmt.Errorf("entente corpus show needs the ID of a report or sentence, or --random N")}
			}
			c, err := load()
			if err != nil {
				return err
			}
			order := rand.New(rand.NewPCG(seed, 0)).Perm(len(c.Reports))
			for _, k := range order[:min(max(random, 0), len(order))] {
				args = append(args, c.Reports[k].ID)
			}
			for _, id := range args {
				switch r, s := c.Report(id), c.Sentence(id); {
				case r != nil:
					showCorpusReport(cmd.OutOrStdout(), r)
				case s != nil:
					showCorpusSentence(cmd.OutOrStdout(), s)
				default:
					return fmt.Errorf("corpus: nothing is called %q; reports run from %s to %s, sentences are x0001 and so on", id, c.Reports[0].ID, c.Reports[len(c.Reports)-1].ID)
				}
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&random, "random", 0, "print so many reports drawn at random")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "seed of the draw")
	return cmd
}

func or(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

func labels(parties []corpus.Party) string {
	var out []string
	for _, p := range parties {
		out = append(out, p.Label())
	}
	if len(out) == 0 {
		return "nobody named"
	}
	return strings.Join(out, ", ")
}

func showCorpusReport(w io.Writer, r *corpus.Report) {
	fmt.Fprintf(w, "%s  %s  %s\n%s; part %s, story %s\n%s\n\n%s\n", r.ID, r.Header.Date, r.Header.Title, r.Header.License, r.Part, r.Story, r.Header.URL, strings.TrimSpace(r.Text))
	fmt.Fprintf(w, "\nStatements (%d)\n", len(r.Gold.Statements))
	for _, s := range r.Gold.Statements {
		fmt.Fprintf(w, "  %-4s %s, %s: %s (%s, %s) «%s» [%s] «%s»\n", s.ID, s.Form, or(s.Standing), or(s.Name), or(s.Country), or(s.Sector), s.Source.Words(), s.Cue.Words(), s.Content.Words())
	}
	fmt.Fprintf(w, "\nEvents (%d)\n", len(r.Gold.Events))
	for _, e := range r.Gold.Events {
		background := ""
		if e.Background {
			background = ", background"
		}
		fmt.Fprintf(w, "  %-4s %s %s: %s → %s; %s%s; %s; %s\n", e.ID, e.Type, or(e.Mode), labels(e.Actors), labels(e.Recipients), e.Reality, background, or(e.Date), or(e.Place))
		for _, m := range e.Mentions {
			fmt.Fprintf(w, "       «%s»\n", m.Words())
		}
	}
	fmt.Fprintf(w, "\nCommitments (%d)\n", len(r.Gold.Commitments))
	for _, c := range r.Gold.Commitments {
		fmt.Fprintf(w, "  %-4s %s by %s to %s, due %s: «%s»\n", c.ID, c.Kind, labels(c.By), labels(c.To), or(c.Due), c.What.Words())
	}
	fmt.Fprintf(w, "\nMeetings (%d)\n", len(r.Gold.Meetings))
	for _, m := range r.Gold.Meetings {
		fmt.Fprintf(w, "  %-4s %s: %s; %s; %s; %s\n", m.ID, m.Status, strings.Join(m.Who, ", "), or(m.When), or(m.Where), or(m.How))
	}
	if len(r.Gold.Notes) > 0 {
		fmt.Fprintln(w, "\nHard decisions")
		for _, n := range r.Gold.Notes {
			fmt.Fprintln(w, "  -", n)
		}
	}
}

func showCorpusSentence(w io.Writer, s *corpus.Sentence) {
	fmt.Fprintf(w, "%s  %s  %s, part %s\n%s\n", s.ID, s.Date, s.Doc, s.Part, s.Text)
	if len(s.Events) == 0 {
		fmt.Fprintln(w, "  no event")
	}
	for _, e := range s.Events {
		fmt.Fprintf(w, "  %s %s: %s → %s; %s; «%s»\n", e.Type, or(e.Mode), labels(e.Actors), labels(e.Recipients), e.Reality, e.Trigger.Text)
	}
}

func newCorpusCheck(load loader) *cobra.Command {
	return &cobra.Command{
		Use:     "check",
		Short:   "Check every record: words, values, parts",
		Long:    "Checks that all quoted words stand in their texts, that values are those of the contract, that a story stands in one part only and no text twice. Exit code 1 where something is wrong.",
		Example: "  entente corpus check",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := load()
			if err != nil {
				return err
			}
			for _, p := range c.Problems {
				fmt.Fprintln(cmd.OutOrStdout(), p)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d reports, %d written ones, %d sentences, %d problems\n", len(c.Reports), len(c.Written), len(c.Sentences), len(c.Problems))
			if len(c.Problems) > 0 {
				return exitError{code: exitFailed}
			}
			return nil
		},
	}
}

func newCorpusStats(load loader) *cobra.Command {
	return &cobra.Command{
		Use:     "stats",
		Short:   "Count records by kind, type, mode, reality and part",
		Long:    "Counts the records of reports and of single sentences, in each part, as a table with tabs.",
		Example: "  entente corpus stats | grep 'event type'",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := load()
			if err != nil {
				return err
			}
			counts := c.Count()
			fmt.Fprint(cmd.OutOrStdout(), "what")
			for _, p := range corpus.Parts {
				fmt.Fprintf(cmd.OutOrStdout(), "\t%s", p)
			}
			fmt.Fprintln(cmd.OutOrStdout(), "\tall")
			for _, key := range counts.Keys() {
				fmt.Fprint(cmd.OutOrStdout(), key)
				all := 0
				for _, p := range corpus.Parts {
					all += counts[key][p]
					fmt.Fprintf(cmd.OutOrStdout(), "\t%d", counts[key][p])
				}
				fmt.Fprintf(cmd.OutOrStdout(), "\t%d\n", all)
			}
			return nil
		},
	}
}

func newCorpusConvert(load loader) *cobra.Command {
	var to, out, part string
	cmd := &cobra.Command{
		Use:   "convert",
		Short: "Write the corpus as brat, CoNLL, PLOVER JSON or PLV pairs",
		Long: `Writes the corpus in another format:

  brat    ID.txt and ID.ann for each report (offsets in code points)
  conll   ID.conll: words with columns for statements, events, commitments
  plover  plover.jsonl: the events with PLOVER's field names, one a line
  plv     plv.tsv: single sentences with source, target, root and quad`,
		Example: `  entente corpus convert --to brat --out brat/
  entente corpus convert --to plv --part train --out pairs/`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := load()
			if err != nil {
				return err
			}
			if out == "" {
				return exitError{exitUsage, fmt.Errorf("--out FOLDER is needed")}
			}
			files := map[string]string{}
			for _, r := range c.Reports {
				if part != "" && string(r.Part) != part {
					continue
				}
				switch to {
				case "brat":
					files[r.ID+".txt"], files[r.ID+".ann"] = r.Text, r.Brat()
				case "conll":
					files[r.ID+".conll"] = r.CoNLL()
				case "plover":
					files["plover.jsonl"] += r.Plover()
				}
			}
			switch to {
			case "brat", "conll", "plover":
			case "plv":
				files["plv.tsv"] = corpus.PLVHeader
				for _, s := range c.Sentences {
					if part == "" || string(s.Part) == part {
						files["plv.tsv"] += s.PLV()
					}
				}
			default:
				return exitError{exitUsage, fmt.Errorf("--to %q: want brat, conll, plover or plv", to)}
			}
			if err := os.MkdirAll(out, 0o777); err != nil {
				return err
			}
			for name, text := range files {
				if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o666); err != nil {
					return err
				}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d files in %s\n", len(files), out)
			return nil
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "brat, conll, plover or plv")
	cmd.Flags().StringVar(&out, "out", "", "folder to write to (made where there is none)")
	cmd.Flags().StringVar(&part, "part", "", "only this part: train, dev or test")
	return cmd
}
