#!/usr/bin/env python3
"""Are the words of every exported row where the row says?

    entente read --text REPORTS > readings.jsonl
    eval/exports.py readings.jsonl [ENTENTE]

Exports the readings in every format, with events of every reality, cuts the
words out of the reports' texts by the offsets of each row, and compares. Ends
with 1 where a row is wrong or a format has none. ENTENTE is the program
(default: entente).
"""
import csv
import io
import json
import subprocess
import sys


def main():
    path = sys.argv[1]
    program = sys.argv[2] if len(sys.argv) > 2 else "entente"
    texts = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            reading = json.loads(line)
            texts[reading["document"]["id"]] = reading["text"]

    def export(form):
        command = [program, "export", "--all", "--format", form, path]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")

    def from_csv():
        for row in csv.DictReader(io.StringIO(export("csv"))):
            yield row["report_id"], int(row["start"]), int(row["end"]), row["words"], False

    def from_jsonl():
        for line in export("jsonl").splitlines():
            row = json.loads(line)
            yield row["report_id"], row["start"], row["end"], row["words"], False

    def from_plover():
        for line in export("plover").splitlines():
            row = json.loads(line)
            place = row["text_info"]
            yield row["cite_info"]["report"], place["start"], place["end"], row["event_text"], False

    def from_gdelt():
        head, *lines = export("gdelt").split("\n")[:-1]
        names = head.split("\t")
        for line in lines:
            row = dict(zip(names, line.split("\t"), strict=True))
            yield row["ReportID"], int(row["Start"]), int(row["End"]), row["Words"], True

    failed = False
    for form in (from_csv, from_jsonl, from_plover, from_gdelt):
        rows = wrong = 0
        for report, start, end, words, folded in form():
            rows += 1
            there = texts[report][start:end]
            wrong += (" ".join(there.split()) if folded else there) != words
        print(f"{form.__name__[5:]}: {rows} rows, {wrong} whose words stand elsewhere")
        failed = failed or wrong > 0 or rows == 0
    sys.exit(failed)


main()
