package pipeline

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/entente-project/entente/internal/claim"
	"github.com/entente-project/entente/internal/document"
)

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Results come in the order of input, whatever the workers' luck.
func TestEachKeepsTheOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 16} {
		var got []int
		err := Each(context.Background(), numbers(300), workers, func(i int) int {
			if rand.IntN(20) == 0 {
				time.Sleep(time.Millisecond)
			}
			return i * i
		}, func(i int) error { got = append(got, i); return nil })
		if err != nil || len(got) != 300 || !slices.IsSorted(got) {
			t.Errorf("%d workers: %d results, sorted %t, %v", workers, len(got), slices.IsSorted(got), err)
		}
	}
}

// The first error of emit, or the end of the context, stops everything, and no
// goroutine is left behind.
func TestEachStops(t *testing.T) {
	before := runtime.NumGoroutine()
	wrong := errors.New("full")
	n := 0
	err := Each(context.Background(), numbers(1<<30), 8, func(i int) int { return i }, func(int) error {
		if n++; n == 50 {
			return wrong
		}
		return nil
	})
	if !errors.Is(err, wrong) || n != 50 {
		t.Errorf("%v after %d", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = Each(ctx, numbers(1<<30), 8, func(i int) int { return i }, func(i int) error {
		if i == 20 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

// A fault of a finder costs one report its records, and says so.
func TestAFaultCostsOneReport(t *testing.T) {
	r := New(Options{})
	reading := r.Read(&document.Document{Text: "x", Body: document.Span{Start: 0, End: 9}}, claim.Diagnostic{Code: "no-date"})
	if len(reading.Diagnostics) != 2 || reading.Diagnostics[1].Code != "fault" || reading.Document == nil {
		t.Errorf("%+v", reading.Diagnostics)
	}
}
