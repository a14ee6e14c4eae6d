package world

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// userRecords reads the rows of a user table in CSV or YAML.
func userRecords(file, text string) ([]userRecord, []Problem) {
	if !utf8.ValidString(text) {
		line := 1 + strings.Count(text[:firstInvalid(text)], "\n")
		return nil, []Problem{{Line: line, Message: "not UTF-8", Fix: "save the file as UTF-8", Fatal: true}}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	low := strings.ToLower(file)
	if strings.HasSuffix(low, ".yaml") || strings.HasSuffix(low, ".yml") || strings.HasPrefix(strings.TrimSpace(text), "- ") {
		return yamlRecords(text)
	}
	return csvRecords(text)
}

func firstInvalid(s string) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}

// column checks the name of a column, and tells the nearest known one.
func column(name string, line int) (string, *Problem) {
	clean := strings.ToLower(strings.TrimSpace(name))
	if slices.Contains(userColumns, clean) {
		return clean, nil
	}
	return "", &Problem{Line: line, Column: name, Message: "unknown column, it is passed over", Fix: nearest(clean, userColumns)}
}

func csvRecords(text string) ([]userRecord, []Problem) {
	head, _, _ := strings.Cut(text, "\n")
	comma := ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(head, string(c)) > strings.Count(head, string(comma)) {
			comma = c
		}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace = comma, '#', -1, comma != '\t'
	var names []string
	var out []userRecord
	var problems []Problem
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, problems
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			fix := "put the cell in double quotes, and double the quotes inside"
			if errors.Is(bad.Err, csv.ErrQuote) && bad.StartLine != bad.Line {
				fix = fmt.Sprintf("close the quotes that open in line %d", bad.StartLine)
			}
			problems = append(problems, Problem{Line: bad.Line, Message: bad.Err.Error(), Fix: fix, Fatal: true})
			continue
		}
		if err != nil {
			return out, append(problems, Problem{Line: 1, Message: err.Error(), Fix: "write the table as CSV, a row on each line", Fatal: true})
		}
		line, _ := r.FieldPos(0)
		if names == nil {
			for _, c := range cells {
				name, p := column(c, line)
				if p != nil {
					problems = append(problems, *p)
				} else if slices.Contains(names, name) {
					problems = append(problems, Problem{Line: line, Column: name, Message: "the column is there twice", Fix: "leave one out", Fatal: true})
					name = ""
				}
				names = append(names, name)
			}
			if !slices.Contains(names, "name") && !slices.Contains(names, "id") {
				return nil, append(problems[:0], Problem{Line: line, Message: "the first line names no column that is known", Fix: "begin with a line of column names: " + strings.Join(userColumns, ","), Fatal: true})
			}
			continue
		}
		rec := userRecord{line: line, values: map[string]string{}}
		for i, c := range cells {
			if i < len(names) && names[i] != "" {
				rec.values[names[i]] = c
			}
		}
		if len(cells) > len(names) {
			problems = append(problems, Problem{Line: line, Message: fmt.Sprintf("%d cells, but %d columns", len(cells), len(names)), Fix: "put cells that hold the separator in double quotes", Fatal: true})
			continue
		}
		out = append(out, rec)
	}
}

// yamlRecords reads the part of YAML that a table needs: a list of records of
// one level, values plain or in quotes, lists in brackets or on lines of their
// own; comments.
func yamlRecords(text string) ([]userRecord, []Problem) {
	var out []userRecord
	var problems []Problem
	bad := func(line int, fix, format string, args ...any) {
		problems = append(problems, Problem{Line: line, Message: fmt.Sprintf(format, args...), Fix: fix, Fatal: true})
	}
	list := "" // the column whose values follow on lines of their own
	depth := 0 // indent of the keys of the record
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, " \r\n")
		body := strings.TrimLeft(line, " ")
		indent := len(line) - len(body)
		if body == "" || body[0] == '#' || body == "---" || body == "..." {
			continue
		}
		if body[0] == '\t' {
			bad(n, "indent by blanks", "a tab at the beginning of a line")
			continue
		}
		if item, ok := strings.CutPrefix(body, "-"); ok && (item == "" || item[0] == ' ') {
			trimmed := strings.TrimLeft(item, " ")
			if fix := yamlQuotes(trimmed); fix != "" {
				bad(n, fix, "quotes that do not hold the whole value")
				continue
			}
			if list != "" && indent >= depth && len(out) > 0 {
				v := yamlScalar(trimmed)
				r := out[len(out)-1].values
				if r[list] != "" {
					v = r[list] + "|" + v
				}
				r[list] = v
				continue
			}
			out = append(out, userRecord{line: n, values: map[string]string{}})
			list, depth = "", indent+1+len(item)-len(trimmed)
			if body = trimmed; body == "" {
				depth = 0
				continue
			}
			indent = depth
		}
		if len(out) == 0 {
			bad(n, `begin each record with "- "`, "no record begins before this line")
			continue
		}
		key, value, ok := strings.Cut(body, ":")
		if !ok || value != "" && value[0] != ' ' {
			bad(n, `write "column: value"`, "%q is no column and value", cut(body))
			continue
		}
		if depth == 0 {
			depth = indent
		}
		if indent != depth {
			bad(n, fmt.Sprintf("indent it by %d blanks", depth), "%q is indented by %d blanks, the record by %d", cut(key), indent, depth)
			continue
		}
		name, p := column(strings.Trim(key, `"'`), n)
		list = ""
		if p != nil {
			problems = append(problems, *p)
			list = "note" // what follows belongs to it
			continue
		}
		r := out[len(out)-1].values
		if _, twice := r[name]; twice {
			bad(n, "leave one out", "%s is there twice", name)
			continue
		}
		value = strings.TrimSpace(value)
		switch {
		case value == "":
			list = name
			r[name] = ""
		case strings.HasPrefix(value, "["):
			inner, ok := strings.CutSuffix(strings.TrimPrefix(value, "["), "]")
			if !ok {
				bad(n, `close the list with "]" on the same line`, "a list without its end")
				continue
			}
			var vs []string
			for _, v := range strings.Split(inner, ",") {
				if v = yamlScalar(strings.TrimSpace(v)); v != "" {
					vs = append(vs, v)
				}
			}
			r[name] = strings.Join(vs, "|")
		case value[0] == '{' || value[0] == '&' || value[0] == '*' || value[0] == '>' || value[0] == '|':
			bad(n, "write the value on one line, in quotes where it begins with such a mark", "%s: this part of YAML is not read", name)
		default:
			r[name] = yamlScalar(value)
		}
		if fix := yamlQuotes(value); fix != "" {
			bad(n, fix, "%s: quotes that do not hold the whole value", name)
		}
	}
	return out, problems
}

// yamlQuotes tells how to mend a value that opens with a quotation mark and
// does not end with it; "" where nothing is wrong.
func yamlQuotes(v string) string {
	if v == "" || v[0] != '"' && v[0] != '\'' {
		return ""
	}
	end := strings.IndexByte(v[1:], v[0])
	if end < 0 {
		return fmt.Sprintf("close the quotes with %c on the same line", v[0])
	}
	if rest := strings.TrimSpace(v[end+2:]); rest != "" && rest[0] != '#' {
		return "put the whole value in quotes, of the other kind where it holds one"
	}
	return ""
}

func cut(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// yamlScalar takes the quotes or the comment off a value.
func yamlScalar(v string) string {
	if len(v) > 1 && (v[0] == '"' || v[0] == '\'') {
		if end := strings.IndexByte(v[1:], v[0]); end >= 0 {
			return v[1 : end+1]
		}
	}
	if i := strings.Index(v, " #"); i >= 0 {
		v = v[:i]
	}
	if v == "null" || v == "~" {
		return ""
	}
	return strings.TrimSpace(v)
}
