package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain lets the test binary be another process that adds reports for
// ever, telling each on a line.
func TestMain(m *testing.M) {
	if path := os.Getenv("ENTENTE_TEST_ADD"); path != "" {
		var from, to int
		fmt.Sscan(os.Getenv("ENTENTE_TEST_RANGE"), &from, &to)
		s, err := Open(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for n := from; n < to; n++ {
			what, err := s.Add(ctx, reading(n), learned)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Println(what)
		}
		s.Close()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func process(path string, from, to int) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "ENTENTE_TEST_ADD="+path, fmt.Sprintf("ENTENTE_TEST_RANGE=%d %d", from, to))
	cmd.Stderr = os.Stderr
	return cmd
}

func TestTwoProcessesAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	var wg sync.WaitGroup
	counts := make([]map[string]int, 2)
	for i := range counts {
		wg.Go(func() {
			// The ranges share reports 100 to 199; both processes make the file.
			out, err := process(path, 100*i, 100*i+200).Output()
			if err != nil {
				t.Error(err)
			}
			counts[i] = map[string]int{}
			for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
				counts[i][line]++
			}
		})
	}
	wg.Wait()
	if counts[0]["added"]+counts[1]["added"] != 300 || counts[0]["already there"]+counts[1]["already there"] != 100 {
		t.Errorf("got %v", counts)
	}
	whole(t, path, 300, 300)
}

func TestKilledInTheMiddle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	for round := range 4 {
		cmd := process(path, 1000*round, 1000*round+1000)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		told := 0
		stop := 3 + 10*round
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if told++; told == stop {
				time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond) // anywhere within the next ones
				cmd.Process.Kill()
			}
		}
		cmd.Wait()
		if told < stop || told == 1000 {
			t.Fatalf("it told %d reports", told)
		}
		s, err := Existing(path)
		if err != nil {
			t.Fatal("cannot be opened: ", err)
		}
		n := 0
		for i := range told {
			if what, err := s.Add(ctx, reading(1000*round+i), learned); err != nil || what != AlreadyThere {
				t.Fatalf("round %d: report %d was told as added but is lost: %v, %v", round, i, what, err)
			}
		}
		s.Close()
		whole(t, path, n, -1)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".entente-new-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// whole checks that the ledger is sound and has all records of each of its
// reports.
func whole(t *testing.T, path string, atLeast, atMost int) {
	t.Helper()
	s, err := Existing(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var sound string
	if err := s.db.QueryRow(`PRAGMA integrity_check`).Scan(&sound); err != nil || sound != "ok" {
		t.Errorf("integrity: %s %v", sound, err)
	}
	n := rows(t, s, "reports")
	if n < atLeast || atMost >= 0 && n > atMost {
		t.Errorf("%d reports, want %d to %d", n, atLeast, atMost)
	}
	if r, p := rows(t, s, "records"), rows(t, s, "parties"); r != 3*n || p != 5*n {
		t.Errorf("%d reports with %d records and %d parties: not whole", n, r, p)
	}
	if got := len(all(t, s)); got != 3*n {
		t.Errorf("%d entries of %d reports", got, n)
	}
}
