package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// progress tells on a terminal how far a long run is. It writes nothing where
// nobody watches.
type progress struct {
	to     io.Writer // nil: nobody watches
	total  int       // 0 where the number of reports cannot be known
	done   int
	began  time.Time
	last   time.Time
	active bool
}

func newProgress(to io.Writer, paths []string) *progress {
	p := &progress{began: time.Now()}
	if terminal(to) {
		p.to = to
		p.total = countReports(paths)
	}
	return p
}

// countReports counts the text files of paths; 0 where there may be files of
// many reports.
func countReports(paths []string) int {
	n, many := 0, false
	for _, path := range paths {
		many = many || path == "-"
		filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir():
			case strings.Contains(filepath.Base(path), "json"):
				info, statErr := os.Stat(strings.TrimSuffix(path, ".json") + ".txt")
				sidecar := statErr == nil && info.Mode().IsRegular()
				many = many || !sidecar
			default:
				n++
			}
			return nil
		})
	}
	if many {
		return 0
	}
	return n
}

func (p *progress) step() {
	p.done++
	now := time.Now()
	if p.to == nil || now.Sub(p.last) < 200*time.Millisecond {
		return
	}
	p.last = now
	p.active = true
	rate := float64(p.done) / now.Sub(p.began).Seconds()
	line := fmt.Sprintf("%d reports, %.0f/s", p.done, rate)
	if p.total >= p.done {
		left := time.Duration(float64(p.total-p.done) / rate * float64(time.Second))
		line = fmt.Sprintf("%d of %d reports, %.0f/s, %s left", p.done, p.total, rate, left.Round(time.Second))
	}
	fmt.Fprintf(p.to, "\r%s\x1b[K", line)
}

// clear makes room for a message.
func (p *progress) clear() {
	if p.active {
		fmt.Fprint(p.to, "\r\x1b[K")
		p.active = false
	}
}

func (p *progress) end() { p.clear() }
