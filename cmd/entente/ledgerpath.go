package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/entente-project/entente/internal/store"
)

// ledgerFlag is the flag of every command that uses the ledger.
type ledgerFlag struct{ path string }

func (f *ledgerFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.path, "ledger", "", "the ledger's file (default $ENTENTE_LEDGER, else entente/ledger.db in the user's data folder)")
}

// resolve gives the ledger's path: the flag, the environment, the user's data
// folder.
func (f *ledgerFlag) resolve() (string, error) {
	if f.path != "" {
		return f.path, nil
	}
	if path := os.Getenv("ENTENTE_LEDGER"); path != "" {
		return path, nil
	}
	dir, err := dataFolder(runtime.GOOS, os.Getenv, os.UserHomeDir)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "entente", "ledger.db"), nil
}

// dataFolder is where a program keeps a user's data on an operating system:
// the XDG base directory specification, Apple's Library, %LOCALAPPDATA%.
func dataFolder(system string, env func(string) string, home func() (string, error)) (string, error) {
	switch system {
	case "windows":
		if dir := env("LOCALAPPDATA"); dir != "" {
			return dir, nil
		}
	case "darwin":
	default:
		// The specification has relative paths ignored.
		if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
			return dir, nil
		}
	}
	dir, err := home()
	if err != nil {
		return "", fmt.Errorf("no place for the ledger: %w: name one with --ledger PATH or ENTENTE_LEDGER", err)
	}
	switch system {
	case "windows":
		return filepath.Join(dir, "AppData", "Local"), nil
	case "darwin":
		return filepath.Join(dir, "Library", "Application Support"), nil
	}
	return filepath.Join(dir, ".local", "share"), nil
}

// existing opens the ledger to ask it something.
func (f *ledgerFlag) existing() (*store.Store, error) {
	path, err := f.resolve()
	if err != nil {
		return nil, err
	}
	s, err := store.Existing(path)
	if errors.Is(err, store.ErrMissing) {
		return nil, fmt.Errorf("%s: no ledger there yet: make one with: entente add FILE|DIR", path)
	}
	return s, err
}
