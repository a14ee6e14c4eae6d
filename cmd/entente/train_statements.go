package main

import (
	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/train"
)

// newTrainStatements makes the command that teaches who says what.
func newTrainStatements(f *trainFlags) *cobra.Command {
	o := train.StatementOptions{}
	cmd := &cobra.Command{
		Use: "statements", Short: "Who says what: cue, source and content (three minutes)", Args: cobra.NoArgs,
		Long: `Teaches the finder of statements from PolNeAR (DIR/polnear/train.tar.xz) and the
train part of the annotated reports of --corpus, and writes its weight file. To
be run again whenever the encoder has changed.`,
		Example: "  entente train statements --data data --out internal/statements/weights/statements.bin",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Options = f.options(cmd)
			weights, err := train.Statements(o)
			if err != nil {
				return err
			}
			return f.write(weights)
		},
	}
	cmd.Flags().StringVar(&o.Corpus, "corpus", "corpus", "folder of the annotated reports; empty for none")
	cmd.Flags().Float64Var(&o.Weight, "weight", 2, "what a lesson from a report counts against one from PolNeAR")
	cmd.Flags().IntVar(&o.Epochs, "epochs", 8, "passes over the lessons")
	cmd.Flags().IntVar(&o.Folds, "folds", 4, "parts to learn the last choice in")
	return cmd
}
