package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"unsafe"
)

// A weight file is
//
//	8 bytes   "entente1"
//	uint32    length of the header, little endian
//	uint32    CRC-32C of all that follows
//	header    JSON, a Header
//	tensors   each at its offset from the end of the header
//
// Numbers are little endian. Nothing in the file depends on the machine that
// wrote it, so the same weights give the same bytes.
const magic = "entente1"

// Header describes a weight file.
type Header struct {
	Kind    string            `json:"kind"`    // what reads it: "tokens", "words", "encoder", ...
	Print   string            `json:"print"`   // fingerprint of the feature code it was trained with
	Meta    map[string]string `json:"meta"`    // sizes, labels, scores, seed, data
	Tensors []Tensor          `json:"tensors"` // in the order of the data
}

// Tensor describes one array of a weight file.
type Tensor struct {
	Name   string `json:"name"`
	Type   string `json:"type"` // f32, i8, i16, i32, u8
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"` // bytes from the end of the header
	Bytes  int    `json:"bytes"`
}

// File is an opened weight file. Tensors are views of its bytes where the type
// allows, so that opening costs no copying.
type File struct {
	Header
	data string
	byID map[string]int
}

// Open reads a weight file and checks its sum, kind and fingerprint.
func Open(data, kind, print string) (*File, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	if f.Kind != kind {
		return nil, fmt.Errorf("model: weights of kind %q where %q is wanted", f.Kind, kind)
	}
	if print != "" && f.Print != print {
		return nil, fmt.Errorf("model: %s weights were trained with feature code %s, this program has %s: train them anew", kind, f.Print, print)
	}
	return f, nil
}

func open(data string) (*File, error) {
	if len(data) < 16 || data[:8] != magic {
		return nil, errors.New("model: not a weight file: it does not begin with " + magic)
	}
	n := int(binary.LittleEndian.Uint32([]byte(data[8:12])))
	sum := binary.LittleEndian.Uint32([]byte(data[12:16]))
	if n < 2 || n > len(data)-16 {
		return nil, errors.New("model: weight file is cut short")
	}
	if crc32.Checksum(bytesOf(data[16:]), crc32.MakeTable(crc32.Castagnoli)) != sum {
		return nil, errors.New("model: weight file is damaged: its sum does not fit")
	}
	f := &File{byID: map[string]int{}}
	if err := json.Unmarshal([]byte(data[16:16+n]), &f.Header); err != nil {
		return nil, fmt.Errorf("model: header of weight file: %w", err)
	}
	f.data = data[16+n:]
	for i, t := range f.Tensors {
		if t.Offset < 0 || t.Bytes < 0 || t.Offset+t.Bytes > len(f.data) || t.Bytes != width(t.Type)*volume(t.Shape) {
			return nil, fmt.Errorf("model: tensor %s does not fit into the weight file", t.Name)
		}
		f.byID[t.Name] = i
	}
	return f, nil
}

func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func width(kind string) int {
	switch kind {
	case "i8", "u8":
		return 1
	case "i16":
		return 2
	case "f32", "i32":
		return 4
	}
	return -1
}

func volume(shape []int) int {
	n := 1
	for _, s := range shape {
		if s < 0 {
			return -1
		}
		n *= s
	}
	return n
}

// tensor finds an array by name, type and size; a wrong one is a fault of the
// program or a foreign file, reported by panic and turned into an error by
// Load.
func (f *File) tensor(name, kind string, shape []int) string {
	i, ok := f.byID[name]
	if !ok {
		panic(loadError("no tensor " + name))
	}
	t := f.Tensors[i]
	if t.Type != kind || len(shape) > 0 && volume(shape) != volume(t.Shape) {
		panic(loadError(fmt.Sprintf("tensor %s is %s%v, expected %s%v", name, t.Type, t.Shape, kind, shape)))
	}
	return f.data[t.Offset : t.Offset+t.Bytes]
}

type loadError string

// Load runs a function that takes tensors and turns a missing or misshapen one
// into an error.
func (f *File) Load(read func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(loadError)
			if !ok {
				panic(r)
			}
			err = errors.New("model: " + f.Kind + " weights: " + string(e))
		}
	}()
	read()
	return nil
}

// Has reports whether a tensor is there.
func (f *File) Has(name string) bool { _, ok := f.byID[name]; return ok }

// Int8 is a tensor of 8-bit numbers, a view: not to be written.
func (f *File) Int8(name string, shape ...int) []int8 {
	s := f.tensor(name, "i8", shape)
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(s))), len(s))
}

// Bytes is a tensor of bytes, a view as a string.
func (f *File) Bytes(name string) string { return f.tensor(name, "u8", nil) }

// Float32 is a copy of a tensor of floats.
func (f *File) Float32(name string, shape ...int) []float32 {
	s := f.tensor(name, "f32", shape)
	out := make([]float32, len(s)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(bytesOf(s[i*4 : i*4+4])))
	}
	return out
}

// Int32 is a copy of a tensor of whole numbers.
func (f *File) Int32(name string, shape ...int) []int32 {
	s := f.tensor(name, "i32", shape)
	out := make([]int32, len(s)/4)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32(bytesOf(s[i*4 : i*4+4])))
	}
	return out
}

// Writer gathers the tensors of a weight file.
type Writer struct {
	Header
	data []byte
}

// NewWriter begins a file of a kind.
func NewWriter(kind, print string) *Writer {
	return &Writer{Header: Header{Kind: kind, Print: print, Meta: map[string]string{}}}
}

func (w *Writer) put(name, kind string, data []byte, shape []int) {
	for len(w.data)%64 != 0 {
		w.data = append(w.data, 0)
	}
	if len(shape) == 0 {
		shape = []int{len(data) / width(kind)}
	}
	w.Tensors = append(w.Tensors, Tensor{Name: name, Type: kind, Shape: shape, Offset: len(w.data), Bytes: len(data)})
	w.data = append(w.data, data...)
}

// Int8 adds a tensor.
func (w *Writer) Int8(name string, v []int8, shape ...int) {
	b := make([]byte, len(v))
	for i, x := range v {
		b[i] = byte(x)
	}
	w.put(name, "i8", b, shape)
}

// Text adds a tensor of bytes.
func (w *Writer) Text(name, v string) { w.put(name, "u8", []byte(v), nil) }

// Float32 adds a tensor.
func (w *Writer) Float32(name string, v []float32, shape ...int) {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	w.put(name, "f32", b, shape)
}

// Int32 adds a tensor.
func (w *Writer) Int32(name string, v []int32, shape ...int) {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	w.put(name, "i32", b, shape)
}

// Encode gives the file.
func (w *Writer) Encode() []byte {
	header, err := json.Marshal(w.Header)
	if err != nil {
		panic(err) // strings and numbers only
	}
	body := append(header, w.data...)
	out := append([]byte(magic), 0, 0, 0, 0, 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[8:], uint32(len(header)))
	binary.LittleEndian.PutUint32(out[12:], crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	return append(out, body...)
}

// SumOf is the fingerprint of a weight file: its own check sum, 8 hexadecimal
// digits; "" for what is no weight file. Other weights have another.
func SumOf(data string) string {
	if len(data) < 16 || data[:8] != magic {
		return ""
	}
	return fmt.Sprintf("%08x", binary.LittleEndian.Uint32([]byte(data[12:16])))
}
