// Package demo bundles nine real reports, all with open licences, for
// `entente demo` and for tests. Each NAME.txt is a report as published (of the
// Wikinews ones without captions), each NAME.json its header with source and
// licence; NOTICE credits them.
package demo

import "embed"

// Reports holds the reports in the folder "reports".
//
//go:embed reports/*.txt reports/*.json
var Reports embed.FS
