#!/usr/bin/env bash
# Agreement of the two readings of the corpus reports that were read twice,
# by the scorer for readings, in both directions, and the scorer's self-check.
# DATA (default ../shared) holds bench/reading_score.py and reading_gold.py.
set -euo pipefail
cd "$(dirname "$0")/.."
bench=${DATA:-../shared}/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/first" "$work/second"
for gold in corpus/second/*.gold.json; do
  id=$(basename "$gold" .gold.json)
  cp "corpus/reports/$id.txt" "corpus/reports/$id.gold.json" "$work/first/"
  cp "corpus/reports/$id.txt" "$gold" "$work/second/"
done
for side in first second; do
  python3 "$bench/reading_gold.py" check "$work/$side" | tail -1
  python3 - "$work/$side" > "$work/$side.jsonl" <<'PY'
import json, pathlib, sys
for f in sorted(pathlib.Path(sys.argv[1]).glob("*.spans.json")):
    r = json.loads(f.read_text(encoding="utf-8"))
    r["document"]["file"] = f.name.removesuffix(".spans.json") + ".txt"
    print(json.dumps(r))
PY
done
echo "-- the second reading against the first"
python3 "$bench/reading_score.py" "$work/first" "$work/second.jsonl"
echo "-- the first against the second"
python3 "$bench/reading_score.py" "$work/second" "$work/first.jsonl"
echo "-- self-check: the first against itself"
python3 "$bench/reading_score.py" "$work/first" "$work/first.jsonl" | tail -1
