package pipeline

import (
	"context"
	"iter"
	"sync"
)

// Each turns the things of in into results with several workers and hands the
// results to emit one at a time, in the order of in, whatever the number of
// workers. At most 4*workers things are held at once. It stops at the first
// error of emit, or when ctx ends (what is under way is then finished but not
// emitted), and returns that error.
func Each[In, Out any](ctx context.Context, in iter.Seq[In], workers int, work func(In) Out, emit func(Out) error) error {
	if workers < 1 {
		workers = 1
	}
	type job struct {
		in  In
		out chan Out
	}
	ctx, cancel := context.WithCancel(ctx)
	jobs := make(chan job)
	queue := make(chan job, 3*workers) // in order; bounds how far reading runs ahead
	var wg sync.WaitGroup
	defer func() {
		cancel()
		wg.Wait()
	}()
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				j.out <- work(j.in)
			}
		})
	}
	wg.Go(func() {
		defer close(queue)
		defer close(jobs)
		for x := range in {
			j := job{x, make(chan Out, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for j := range queue {
		select {
		case out := <-j.out:
			if err := emit(out); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
