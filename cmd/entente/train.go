package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/train"
)

// trainFlags are common to the trainings.
type trainFlags struct {
	data, work, out string
	seed            uint64
}

func (f *trainFlags) options(cmd *cobra.Command) train.Options {
	start := time.Now()
	return train.Options{Data: f.data, Seed: f.seed, Log: func(format string, args ...any) {
		fmt.Fprintf(cmd.ErrOrStderr(), "%8s  %s\n", time.Since(start).Round(time.Second), fmt.Sprintf(format, args...))
	}}
}

func newTrainCommand() *cobra.Command {
	f := &trainFlags{}
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Train the models that the program carries",
		Long: `Trains the models that the program carries, on one core, from the seed given: the
same data and seed give the same weights. Long trainings keep a checkpoint in
the working folder and go on from it when run again.

In order: tokens, words, encoder (teachers), silver, encoder; then coref, statements, events,
commitments and meetings, which read what the others say of the training texts. Data is a folder with ud/, ner/, propbank/, coref/, actors/ and text/, each
file plain or packed with xz; the model cards tell where they come from and
under what licence. Weights take effect when the program is built with them.`,
		Example: `  entente train tokens --data data --out tokens.bin
  entente train words --data data --tokens tokens.bin
  entente train encoder --data data --out encoder.bin
  entente train coref --data data --out internal/coref/weights/chains.bin`,
	}
	cmd.PersistentFlags().StringVar(&f.data, "data", "", "folder of the data")
	cmd.PersistentFlags().StringVar(&f.work, "work", "training", "folder for checkpoints and what is between steps")
	cmd.PersistentFlags().StringVar(&f.out, "out", "", "weight file to write")
	cmd.PersistentFlags().Uint64Var(&f.seed, "seed", 1, "of all that is drawn by chance")
	_ = cmd.MarkPersistentFlagRequired("data")
	cmd.AddCommand(newTrainTokens(f), newTrainWords(f), newTrainPretrain(f), newTrainSilver(f), newTrainEncoder(f), newTrainCoref(f), newTrainEvents(f), newTrainStatements(f), newTrainCommitments(f), newTrainMeetings(f))
	return cmd
}

// path gives a file of the working folder, which is made if need be.
func (f *trainFlags) path(name string) (string, error) {
	if err := os.MkdirAll(f.work, 0o755); err != nil {
		return "", err
	}
	return filepath.Join(f.work, name), nil
}

func (f *trainFlags) write(weights []byte) error {
	if f.out == "" {
		return exitError{exitUsage, errors.New("--out is missing: the weight file to write")}
	}
	return os.WriteFile(f.out, weights, 0o644)
}

func newTrainTokens(f *trainFlags) *cobra.Command {
	return &cobra.Command{
		Use: "tokens", Short: "Cut text into words and sentences (three minutes)", Args: cobra.NoArgs,
		Long: `Trains the three classifiers that cut text into words and sentences on the
treebanks EWT and GUM, lists the words of the running text, and chooses how
readily sentences end on the treebanks' development files. Writes the weight file --out.`,
		Example: "  entente train tokens --data data --out internal/language/weights/tokens.bin",
		RunE: func(cmd *cobra.Command, _ []string) error {
			weights, err := train.Tokens(f.options(cmd))
			if err != nil {
				return err
			}
			return f.write(weights)
		},
	}
}

func newTrainWords(f *trainFlags) *cobra.Command {
	var tokens string
	cmd := &cobra.Command{
		Use: "words", Short: "Cut the running text and find word classes (five minutes)", Args: cobra.NoArgs,
		Long: `Cuts the running text into words and sentences and finds classes of words that
stand in like company. Leaves corpus.bin and classes.bin in the working folder;
a corpus.bin that is there is used again.`,
		Example: `  entente train words --data data --work training
  entente train words --data data --tokens tokens.bin`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o := f.options(cmd)
			path, err := f.path("corpus.bin")
			if err != nil {
				return err
			}
			corpus, err := train.LoadCorpus(path)
			if errors.Is(err, fs.ErrNotExist) {
				splitter := language.Shipped().Splitter()
				if tokens != "" {
					weights, err := os.ReadFile(tokens)
					if err != nil {
						return err
					}
					if splitter, err = language.LoadSplitter(string(weights)); err != nil {
						return err
					}
				}
				if corpus, err = train.BuildCorpus(o, splitter); err == nil {
					err = corpus.Save(path)
				}
			}
			if err != nil {
				return err
			}
			return train.FindClasses(o, corpus, filepath.Join(f.work, "classes.bin"))
		},
	}
	cmd.Flags().StringVar(&tokens, "tokens", "", "weight file of train tokens (default: the one built in)")
	return cmd
}

// sizeFlags are the sizes of an encoder.
type sizeFlags struct {
	name          string
	width, layers int
	attend        bool
}

func (s *sizeFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.name, "name", "small", "name of the checkpoints")
	cmd.Flags().IntVar(&s.width, "width", 256, "numbers in the vector of a word")
	cmd.Flags().IntVar(&s.layers, "layers", 5, "recurrent layers")
	cmd.Flags().BoolVar(&s.attend, "attend", true, "layers of attention after the third and fifth")
}

func newTrainPretrain(f *trainFlags) *cobra.Command {
	var size sizeFlags
	var epochs, rate float64
	cmd := &cobra.Command{
		Use: "pretrain", Short: "Teach the encoder to guess hidden words (an hour a pass)", Args: cobra.NoArgs,
		Long: `Teaches an encoder, on the running text that train words left, to guess words
that are hidden from it and to tell words that were swapped for others. Leaves
NAME.pretrained in the working folder, every five minutes and at the end; run
again, it goes on from there. It has not paid so far: see the table of steps in
docs/accuracy-language.md.`,
		Example: `  entente train pretrain --data data --work training --epochs 1.4
  entente train pretrain --data data --name wide --width 384 --layers 6`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			corpus, err := train.LoadCorpus(filepath.Join(f.work, "corpus.bin"))
			if err != nil {
				return fmt.Errorf("%w; run first: entente train words", err)
			}
			classes, err := train.LoadClasses(filepath.Join(f.work, "classes.bin"))
			if err != nil {
				return fmt.Errorf("%w; run first: entente train words", err)
			}
			return train.Pretrain(train.PretrainOptions{Options: f.options(cmd), Width: size.width, Layers: size.layers, Attend: size.attend, Epochs: epochs,
				BatchWords: 1024, Rate: rate, Checkpoint: filepath.Join(f.work, size.name+".pretrained")}, corpus, classes)
		},
	}
	size.add(cmd)
	cmd.Flags().Float64Var(&epochs, "epochs", 1.4, "passes over the text")
	cmd.Flags().Float64Var(&rate, "rate", 1.5e-3, "highest learning rate")
	return cmd
}

func newTrainEncoder(f *trainFlags) *cobra.Command {
	var size sizeFlags
	o := train.EncoderOptions{Arc: 128, Rel: 64, BatchWords: 600, WordDrop: 0.05}
	cmd := &cobra.Command{
		Use: "encoder", Short: "Tags, lemmas, trees, names and roles (two minutes a pass)", Args: cobra.NoArgs,
		Long: `Trains the encoder and its heads on treebanks, names and roles, then the head
of roles anew on the encoder as it is then, and writes the weight file --out.
Leaves NAME.encoder in the working folder after each pass; run again, it goes on
from there. With --from it begins from a checkpoint of an encoder or of pretrain.
With --silver half of what it reads is running text as train silver annotated it.
Without --out it stops before the roles, as is enough for a teacher.`,
		Example: `  entente train encoder --data data --name first --seed 2
  entente train encoder --data data --from training/first.encoder --silver training/silver.bin --epochs 6 --rate 0.0015 --out encoder.bin`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			classes, err := train.LoadClasses(filepath.Join(f.work, "classes.bin"))
			if err != nil {
				return fmt.Errorf("%w; run first: entente train words", err)
			}
			o.Options, o.Width, o.Layers, o.Attend = f.options(cmd), size.width, size.layers, size.attend
			o.Checkpoint = filepath.Join(f.work, size.name+".encoder")
			if len(o.Silver) > 0 {
				if o.Corpus, err = train.LoadCorpus(filepath.Join(f.work, "corpus.bin")); err != nil {
					return fmt.Errorf("%w; run first: entente train words", err)
				}
			}
			if err := train.Encoder(o, classes); err != nil || f.out == "" {
				return err
			}
			if err := train.Roles(o, classes); err != nil {
				return err
			}
			weights, err := train.Export(o, classes)
			if err != nil {
				return err
			}
			return f.write(weights)
		},
	}
	size.add(cmd)
	cmd.Flags().IntVar(&o.Epochs, "epochs", 12, "passes over the treebanks")
	cmd.Flags().Float64Var(&o.Rate, "rate", 4e-3, "highest learning rate")
	cmd.Flags().StringVar(&o.Pretrained, "from", "", "checkpoint to start from (default: chance)")
	cmd.Flags().StringSliceVar(&o.Silver, "silver", nil, "file of train silver to learn from as well; may be given again")
	cmd.Flags().Float64Var(&o.RoleWeight, "roles", 0, "share of roles in the loss while the encoder learns")
	cmd.Flags().Float64Var(&o.TreeWeight, "trees", 1, "share of heads, and of relations, in the loss")
	cmd.Flags().Float64Var(&o.Drop, "drop", 0.25, "share dropped in the network while learning")
	cmd.Flags().Float64Var(&o.RowDrop, "rowdrop", 0.08, "share of features left out while learning")
	cmd.Flags().Float64Var(&o.CaseDrop, "casedrop", 0, "share of sentences read as if in small letters or in capitals throughout")
	cmd.Flags().BoolVar(&o.NoClasses, "no-classes", false, "leave the classes of words out, to see what they bring (not for --out)")
	cmd.Flags().BoolVar(&o.OtherNames, "other-names", false, "learn names of other guides than UNER's apart")
	return cmd
}

func newTrainSilver(f *trainFlags) *cobra.Command {
	var size sizeFlags
	var words int
	cmd := &cobra.Command{
		Use: "silver CHECKPOINT...", Short: "Let several encoders annotate running text together", Args: cobra.MinimumNArgs(1),
		Long: `Lets the encoders of several checkpoints, all of one shape, annotate running text
of train words by the mean of their beliefs, and writes it to --out for train
encoder --silver to learn from. Prints first how well they do together on the
development files.`,
		Example: "  entente train silver --data data --out training/silver.bin training/first.encoder training/second.encoder",
		RunE: func(cmd *cobra.Command, teachers []string) error {
			if f.out == "" {
				return exitError{exitUsage, errors.New("--out is missing: the file to write")}
			}
			classes, err := train.LoadClasses(filepath.Join(f.work, "classes.bin"))
			if err != nil {
				return fmt.Errorf("%w; run first: entente train words", err)
			}
			corpus, err := train.LoadCorpus(filepath.Join(f.work, "corpus.bin"))
			if err != nil {
				return fmt.Errorf("%w; run first: entente train words", err)
			}
			return train.Silver(train.SilverOptions{Teachers: teachers, Words: words, EncoderOptions: train.EncoderOptions{Options: f.options(cmd),
				Width: size.width, Layers: size.layers, Attend: size.attend, Arc: 128, Rel: 64}}, corpus, classes, f.out)
		},
	}
	size.add(cmd)
	cmd.Flags().IntVar(&words, "words", 2_000_000, "running words to annotate")
	return cmd
}
