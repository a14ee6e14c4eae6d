#!/usr/bin/env bash
# Scores entente on the development part of the corpus: what settings of the
# events room are chosen on. PART=test scores the test part: once, at the end.
#
# DATA (default ../shared) holds bench/reading_score.py.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DATA:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/entente" ./cmd/entente
mkdir "$work/gold"
awk -F'\t' -v part="${PART:-dev}" '$3 == part {print $1}' corpus/splits.tsv | while read -r id; do
  cp corpus/reports/"$id".txt corpus/reports/"$id".json corpus/reports/"$id".gold.json "$work/gold/"
done
python3 "$data/bench/reading_gold.py" check "$work/gold" > /dev/null
"$work/entente" read "$work/gold" > "$work/readings.jsonl"
python3 "$data/bench/reading_score.py" "$work/gold" "$work/readings.jsonl" "$@"
