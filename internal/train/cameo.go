package train

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// CameoTable turns PETRARCH's verb dictionary (CAMEO.2.0.txt) into the compact
// table that the events room embeds. A line of it is one of
//
//	= NAME   WORDS                a set of words, parted by |
//	v BLOCK  CODE  VERB           a verb of a block, with its code; "" for none
//	p BLOCK  CODE  BEFORE  AFTER  a pattern: words needed before and after the verb
//
// with tabs between. Comments, irregular forms and the marks of source and
// target are left out.
func CameoTable(raw []byte) (string, error) {
	var b strings.Builder
	b.WriteString(`# Verb patterns with CAMEO codes, from the dictionary CAMEO.2.0 of PETRARCH2 (openeventdata/petrarch2, commit 676801c, 2019-03-18), made compact.
# Copyright (c) 2015 Open Event Data Alliance. The MIT License: permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files, to deal in it without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense and sell copies, provided that this copyright notice and this permission notice are included in all copies or substantial portions. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
# "=" a set of words; "v" block, code, verb; "p" block, code, words before and after the verb
`)
	block, code, set := 0, "", ""
	var words []string
	flush := func() {
		if set != "" && len(words) > 0 {
			fmt.Fprintf(&b, "=\t%s\t%s\n", set, strings.Join(words, "|"))
		}
		set, words = "", nil
	}
	in := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; in.Scan(); n++ {
		line, _, _ := strings.Cut(in.Text(), "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "---"):
			flush()
			block++
			code = cameoCode(line)
		case strings.HasPrefix(line, "&"):
			flush()
			set = strings.ToLower(strings.Fields(line)[0])
		case set != "":
			if strings.HasPrefix(line, "+") {
				words = append(words, cameoWord(line))
			}
		case strings.HasPrefix(line, "-"):
			pattern, _, _ := strings.Cut(line[1:], "[")
			before, after, ok := strings.Cut(pattern, "*")
			if !ok {
				return "", fmt.Errorf("train: CAMEO line %d: a pattern without *", n)
			}
			fmt.Fprintf(&b, "p\t%d\t%s\t%s\t%s\n", block, cameoCode(line), cameoNeeds(before), cameoNeeds(after))
		case block > 0:
			own := cameoCode(line)
			if !strings.Contains(line, "[") {
				own = code
			}
			name, _, _ := strings.Cut(line, "{")
			name, _, _ = strings.Cut(name, "[")
			if name = cameoWord(name); name != "" {
				fmt.Fprintf(&b, "v\t%d\t%s\t%s\n", block, own, name)
			}
		}
	}
	flush()
	return b.String(), in.Err()
}

// cameoCode is the code in brackets; "" for "---". Of a pair, the first that
// is there.
func cameoCode(line string) string {
	_, rest, _ := strings.Cut(line, "[")
	inner, _, _ := strings.Cut(rest, "]")
	for _, c := range strings.Split(inner, ":") {
		if c = strings.TrimSpace(c); c != "" && !strings.Contains(c, "-") {
			return c
		}
	}
	return ""
}

func cameoWord(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(s, "+"), "_", " "))
}

// cameoNeeds lists the words of one side of a pattern, in order.
func cameoNeeds(side string) string {
	fields := strings.FieldsFunc(strings.ToLower(side), func(r rune) bool { return strings.ContainsRune(" (){}_", r) })
	fields = slices.DeleteFunc(fields, func(w string) bool { return w == "$" || w == "+" || w == "%" || w == "^" })
	return strings.Join(fields, " ")
}
