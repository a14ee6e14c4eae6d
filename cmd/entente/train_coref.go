package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/train"
)

// newTrainCoref is `entente train coref`; f are the flags of train.
func newTrainCoref(f *trainFlags) *cobra.Command {
	o := train.CorefDefaults(train.Options{})
	cmd := &cobra.Command{
		Use: "coref", Short: "Chains of mentions (a minute)", Args: cobra.NoArgs,
		Long: `Trains the ranking of antecedents on the words of ud/gum-train.conllu and the
chains of coref/ontogum-train.conll, without the genres whose texts may not be
sold, and writes the weight file. The trees are those that this program finds:
train anew when the language models change.`,
		Example: "  entente train coref --data data --out internal/coref/weights/chains.bin",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Options = f.options(cmd)
			m, err := train.Coref(o)
			if err != nil {
				return err
			}
			return f.write(m.Encode(map[string]string{
				"data": "GUM v11 train (OntoGUM) without essay, fiction, letter, podcast, whow", "seed": strconv.FormatUint(f.seed, 10),
				"epochs": strconv.Itoa(o.Epochs),
			}))
		},
	}
	cmd.Flags().IntVar(&o.Epochs, "epochs", o.Epochs, "passes over the documents")
	cmd.Flags().Float64Var(&o.Rate, "rate", o.Rate, "learning rate")
	cmd.Flags().Float64Var(&o.Drop, "drop", o.Drop, "share of features dropped while learning")
	return cmd
}
