package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/train"
)

// newTrainEvents is `entente train events`; f are the flags of train.
func newTrainEvents(f *trainFlags) *cobra.Command {
	var corpus string
	var folds, whole bool
	set := train.FoldOptions{Folds: 4, Share: 1, Written: true}
	var unwritten bool
	cmd := &cobra.Command{
		Use: "events", Short: "Triggers, parties and types of events, and the coder of pairs (a minute)", Args: cobra.NoArgs,
		Long: `Trains the tables of the events room on the training part of the corpus (reports
and sentences) and on the labelled pairs of plv/PLV_train.tsv, and writes the
weight file. The same data give the same weights. The tables rest on what the
rooms before say of the training texts (tags and trees, mentions, statements):
train them anew when those have changed.

With --folds it writes instead how the coder codes each of PLV's rows without
having seen it (five folds, drawn by --seed), for bench/plv_score.py. With
--whole it tells how the events of the corpus's training reports are found by
models that have not seen the report's story, and where the others are lost.`,
		Example: `  entente train events --data data --out internal/events/weights/events.bin
  entente train events --data data --folds --out folds.tsv
  entente train events --data data --whole`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o := train.EventOptions{Options: f.options(cmd), Corpus: corpus}
			if whole {
				set.Written = !unwritten
				return train.ReportFolds(o, set, func(format string, args ...any) { fmt.Fprintf(cmd.OutOrStdout(), format+"\n", args...) })
			}
			if folds {
				table, err := train.PairFolds(o)
				if err != nil {
					return err
				}
				return f.write([]byte(table))
			}
			weights, err := train.Events(o)
			if err != nil {
				return err
			}
			return f.write(weights)
		},
	}
	cmd.Flags().StringVar(&corpus, "corpus", "corpus", "the corpus folder")
	cmd.Flags().BoolVar(&folds, "folds", false, "measure the coder by five folds")
	cmd.Flags().BoolVar(&whole, "whole", false, "measure the finder on the corpus's training reports by folds")
	cmd.Flags().IntVar(&set.Folds, "parts", set.Folds, "folds of --whole")
	cmd.Flags().Float64Var(&set.Share, "share", set.Share, "share of the training reports that --whole learns from")
	cmd.Flags().BoolVar(&unwritten, "without-written", false, "leave the written reports out of what --whole learns from")
	cmd.Flags().BoolVar(&set.Each, "each", false, "tell of each event what became of it")
	return cmd
}
