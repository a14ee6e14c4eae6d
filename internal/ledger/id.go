package ledger

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/entente-project/entente/internal/document"
)

// MinDigits is the least number of hexadecimal digits that stand for a report
// in a record ID. 8 digits tell 10,000 reports apart with a chance of about
// 99 % that no two are alike; where two are, Digits asks for more.
const MinDigits = 8

// RecordID names a record among those of all reports: the first digits of the
// report's ID, "/", and the ID within the reading: "3f2a91c4/s3".
type RecordID string

// IDOf makes the ID of a record.
func IDOf(doc document.ID, digits int, record string) RecordID {
	hex := hexOf(doc)
	return RecordID(hex[:min(max(digits, MinDigits), len(hex))] + "/" + record)
}

// Report gives the part of the ID that stands for the report.
func (id RecordID) Report() string {
	report, _, _ := strings.Cut(string(id), "/")
	return report
}

// Digits gives how many digits tell a report from others, at least MinDigits.
// The ID itself may be among the others.
func Digits(id document.ID, others ...document.ID) int {
	n := MinDigits
	for _, other := range others {
		if other != id {
			n = max(n, common(hexOf(id), hexOf(other))+1)
		}
	}
	return n
}

var idForm = regexp.MustCompile(`^(?:sha256:)?([0-9a-f]{1,64})(?:/([a-z]?[0-9]*))?$`)

// ParseID takes apart what a user typed for a record or a report:
// "3f2a91c4/s3", "[3f2a91c4/s3]", "3f2a91c4". The record part is "" where there is
// none. Case does not matter.
func ParseID(typed string) (report, record string, err error) {
	m := idForm.FindStringSubmatch(strings.ToLower(strings.Trim(typed, "[] \t\n")))
	if m == nil {
		return "", "", fmt.Errorf("ledger: %q is not a record ID: want REPORT/RECORD such as 3f2a91c4/s3, or a report's first digits", typed)
	}
	return m[1], m[2], nil
}

func hexOf(id document.ID) string { return strings.TrimPrefix(string(id), "sha256:") }

// common is the length of the longest common beginning.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
