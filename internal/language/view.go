package language

import "unsafe"

// viewString sees bytes as a string without copying; the bytes must not change
// while it is in use.
func viewString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
