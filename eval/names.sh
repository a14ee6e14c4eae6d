#!/usr/bin/env bash
# Names and countries of speakers, on the development reports and on the train
# and dev part of the corpus (never the test part); arguments go to names.py.
# DATA (default ../shared) holds data/readings and bench/reading_score.py.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DATA:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/entente" ./cmd/entente
for part in readings dev train; do
  gold=$data/data/readings
  if [ $part != readings ]; then
    gold=$work/$part
    mkdir "$gold"
    while read -r id; do cp corpus/reports/"$id".* "$gold/"; done < <(awk -v p=$part '$3 == p { print $1 }' corpus/splits.tsv)
  fi
  "$work/entente" read "$gold" > "$work/$part.jsonl"
  echo "-- $part"
  python3 eval/names.py "$data/bench" "$gold" "$work/$part.jsonl" "$@"
done
