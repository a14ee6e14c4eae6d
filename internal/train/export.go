package train

import (
	"fmt"
	"strings"

	"github.com/entente-project/entente/internal/language"
	"github.com/entente-project/entente/internal/model"
)

// Export turns the checkpoint of Encoder into a weight file: matrices and
// vectors of words rounded to 8 bits.
func Export(o EncoderOptions, classes *Classes) ([]byte, error) {
	lexicon := lexiconOf(classes)
	features := language.NewFeatures(lexicon, embeddedWords)
	gold, err := loadGold(o.Options, features)
	if err != nil {
		return nil, err
	}
	n := newNetwork(o, features, gold.labels)
	step, filled, err := loadCheckpoint(o.Checkpoint, n.params())
	if err != nil {
		return nil, err
	}
	if filled != len(n.params()) {
		return nil, fmt.Errorf("train: %s fits %d of %d arrays: was it trained with this width and these layers?", o.Checkpoint, filled, len(n.params()))
	}
	w := model.NewWriter("encoder", language.EncoderPrint)
	w.Meta["steps"] = fmt.Sprint(step)
	w.Meta["data"] = "UD English EWT r2.16 train (CC BY-SA 4.0), GUM v11 train without essay, fiction, letter, podcast, whow (CC BY 4.0), UNER EWT train (CC BY-SA 4.0), PropBank on EWT train and PropBank frames (CC BY-SA 4.0), wikigold (CC BY 4.0), re3d without BBC; names of PolNeAR train by CoreNLP; running text of Senate press releases and Wikinews (CC BY 2.5) as encoders read it"
	heads, size := int32(0), int32(0)
	if o.Attend {
		heads, size = attentionHeads, attentionSize
	}
	w.Int32("sizes", []int32{int32(o.Width), int32(o.Layers), int32(o.Arc), int32(o.Rel), embeddedWords, heads, size})
	for c, name := range columnNames[:exportedColumns] {
		w.Text("labels."+name, strings.Join(gold.labels.names[c], "\n"))
	}
	w.Text("labels.rel", strings.Join(gold.labels.rels, "\n"))
	lexicon.Write(w)
	gold.lemmas.Write(w)
	w.PutTable("embed", withoutFaint(n.enc.embed.v, o.Width), o.Width)
	putNorm(w, n.enc.first)
	for i, b := range n.enc.blocks {
		putBlock(w, b)
		if a := n.enc.attention[i]; a != nil {
			putNorm(w, a.norm)
			putDense(w, a.in)
			putDense(w, a.out)
			w.Float32(a.bias.name, a.bias.v)
		}
	}
	putNorm(w, n.enc.last)
	putDense(w, n.heads.tags.first(n.heads.offset[exportedColumns]))
	for _, d := range []*dense{n.heads.words, n.heads.pair, n.heads.relOut} {
		putDense(w, d)
	}
	r := n.heads.roles
	w.Int32("roles.size", []int32{int32(r.size)})
	w.Text("labels.role", strings.Join(gold.labels.roles, "\n"))
	putDense(w, r.in)
	w.PutTable("rolerows", r.table.v, r.size)
	w.Float32("roleself", r.self.v)
	w.Int32("roles.blocks", []int32{int32(len(r.blocks))})
	for _, b := range r.blocks {
		putBlock(w, b)
	}
	putNorm(w, r.last)
	putDense(w, r.out)
	senses, err := senseTable(o.Data, gold.senses)
	if err != nil {
		return nil, err
	}
	w.Text("senses", senses)
	w.Float32("root", n.heads.root.v)
	w.Float32("distance", n.heads.dist.v)
	return w.Encode(), nil
}

// faint is the largest number of a row of features that was hardly ever
// learned: words met once or twice. Such rows say next to nothing and are left
// out of the file.
const faint = 0.12

func withoutFaint(v []float32, width int) []float32 {
	out := append([]float32(nil), v...)
	for r := 0; r < len(out); r += width {
		if row := out[r:][:width]; model.Peak(row) < faint {
			clear(row)
		}
	}
	return out
}

func putDense(w *model.Writer, d *dense) {
	w.PutMatrix(strings.TrimSuffix(d.w.name, ".w"), d.w.v, d.b.v, d.in, d.out)
}

func putNorm(w *model.Writer, l *layerNorm) {
	w.Float32(l.gain.name, l.gain.v)
	w.Float32(l.bias.name, l.bias.v)
}

func putBlock(w *model.Writer, b *block) {
	putNorm(w, b.norm)
	w.Float32(b.conv.name, b.conv.v)
	putDense(w, b.mix)
}
