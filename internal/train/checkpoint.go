package train

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"unsafe"
)

// A checkpoint holds the values of all arrays, and if asked the averages of
// the optimiser: what a training needs to go on where it stopped.
const checkpointMagic = "entckpt1"

func asBytes(v []float32) []byte {
	if len(v) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&v[0])), 4*len(v))
}

// saveCheckpoint writes to a new file first, so that an interruption leaves the
// old one whole.
func saveCheckpoint(path string, step int, params []*param, full bool) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	out.WriteString(checkpointMagic)
	put := func(n int) { binary.Write(out, binary.LittleEndian, int64(n)) }
	put(step)
	put(len(params))
	for _, p := range params {
		put(len(p.name))
		out.WriteString(p.name)
		put(len(p.v))
		out.Write(asBytes(p.v))
		if !full {
			put(0)
			continue
		}
		put(1)
		out.Write(asBytes(p.m))
		out.Write(asBytes(p.s))
	}
	if err := errors.Join(out.Flush(), f.Close()); err != nil {
		return fmt.Errorf("train: %s: %w", path, err)
	}
	return os.Rename(path+".new", path)
}

// loadCheckpoint fills the arrays that have a namesake of the same size in the
// file, and gives the step and how many were filled.
func loadCheckpoint(path string, params []*param) (step, filled int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<20)
	fail := func(e error) (int, int, error) { return 0, 0, fmt.Errorf("train: checkpoint %s: %w", path, e) }
	head := make([]byte, len(checkpointMagic))
	if _, err := io.ReadFull(in, head); err != nil || string(head) != checkpointMagic {
		return fail(errors.New("not a checkpoint"))
	}
	get := func() int {
		var n int64
		if e := binary.Read(in, binary.LittleEndian, &n); e != nil || n < 0 || n > 1<<32 {
			err = errors.Join(err, errors.New("cut short"))
			return 0
		}
		return int(n)
	}
	step = get()
	byName := map[string]*param{}
	for _, p := range params {
		byName[p.name] = p
	}
	for n := get(); n > 0 && err == nil; n-- {
		name := make([]byte, get())
		io.ReadFull(in, name)
		size := get()
		p := byName[string(name)]
		// A table of rows may have grown at its end.
		if p != nil && len(p.v) != size && !(p.sparse && len(p.v) > size && size%p.cols == 0) {
			p = nil
		}
		read := func(v func(*param) []float32) {
			if p == nil {
				_, e := in.Discard(4 * size)
				err = errors.Join(err, e)
				return
			}
			_, e := io.ReadFull(in, asBytes(v(p)[:size]))
			err = errors.Join(err, e)
		}
		read(func(p *param) []float32 { return p.v })
		if get() == 1 {
			read(func(p *param) []float32 { return p.m })
			read(func(p *param) []float32 { return p.s })
		}
		if p != nil {
			filled++
		}
	}
	if err != nil {
		return fail(err)
	}
	return step, filled, nil
}
