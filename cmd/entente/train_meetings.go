package main

import (
	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/train"
)

// newTrainMeetings is `entente train meetings`; f are the flags of train.
func newTrainMeetings(f *trainFlags) *cobra.Command {
	o := train.CommitmentOptions{}
	var folds bool
	cmd := &cobra.Command{
		Use: "meetings", Short: "Who meets whom (half a minute)", Args: cobra.NoArgs,
		Long: `Trains the finder of meetings on the training part of the corpus, on the
reports written for it (CORPUS/written, if it is there) and on the examples of
its lexicon, and writes the weight file. The same data give the same weights.
It rests on what the rooms before say of the training texts (tags and trees,
mentions, statements, events): train it anew when those have changed.

With --folds it writes instead a table of thresholds and F1, by five folds over
the training part and the written reports, and on the development part.`,
		Example: `  entente train meetings --data data --out internal/meetings/weights/meetings.bin
  entente train meetings --data data --folds --out folds.tsv`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Options = f.options(cmd)
			if folds {
				table, err := train.MeetingCross(o)
				if err != nil {
					return err
				}
				return f.write([]byte(table))
			}
			weights, err := train.Meetings(o)
			if err != nil {
				return err
			}
			return f.write(weights)
		},
	}
	cmd.Flags().StringVar(&o.Corpus, "corpus", "corpus", "the corpus folder")
	cmd.Flags().Float64Var(&o.Written, "written", 1, "what a written report counts against a published one; 0 leaves them out")
	cmd.Flags().BoolVar(&folds, "folds", false, "measure by five folds")
	return cmd
}
