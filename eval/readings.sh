#!/usr/bin/env bash
# Scores entente on the development reports.
#
#   eval/readings.sh            print the scores
#   eval/readings.sh --record   and add them to eval/scores.tsv
#   eval/readings.sh --check    and fail where one is below its floor
#   eval/readings.sh --corpus   score on the reports of corpus/ instead
#
# DATA (default ../shared) holds data/readings and bench/reading_score.py.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DATA:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/entente" ./cmd/entente
gold=$data/data/readings
name="11 development reports"
case " $* " in
*" --corpus "*)
  mkdir "$work/gold"
  cp corpus/reports/* "$work/gold/"
  python3 "$data/bench/reading_gold.py" check "$work/gold" > /dev/null
  gold=$work/gold
  name="$(ls corpus/reports/*.txt | wc -l) corpus reports"
  ;;
esac
"$work/entente" read "$gold" > "$work/readings.jsonl"
python3 "$data/bench/reading_score.py" "$gold" "$work/readings.jsonl" "$@" | grep -v '^$' | tee "$work/scores.txt"

value() { # row, figure
  grep "^$1" "$work/scores.txt" | tail -1 | sed -E "s/.*$2 ([0-9.]+).*/\1/"
}
case " $* " in
*" --record "*)
  for row in statements events commitments meetings; do
    for figure in found '\+[a-z]+'; do
      figure_name=$(grep "^$row" "$work/scores.txt" | tail -1 | grep -oE "$figure [0-9.]+" | head -1 | cut -d' ' -f1)
      gold=$(grep "^$row" "$work/scores.txt" | tail -1 | sed -E 's/.*gold +([0-9]+).*/\1/')
      printf '%s\t%s\t%s\t%s\t%s\t%s\teval/readings.sh\n' "$(date +%F)" "$(git rev-parse --short HEAD)" "$name" "$row $figure_name F1" "$gold" "$(value "$row" "${figure_name//+/\\+}")"
    done
  done >> eval/scores.tsv
  printf '%s\t%s\t%s\t%s\t%s\t%s\teval/readings.sh\n' "$(date +%F)" "$(git rev-parse --short HEAD)" "$name" "mean of the four + rows" "" "$(value 'mean of the four' 'rows:')" >> eval/scores.tsv
  ;;
*" --check "*)
  mean=$(value 'mean of the four' 'rows:')
  found=$(value statements found)
  awk -v m="$mean" -v f="$found" 'BEGIN { if (m < 0.55 || f < 0.75) { print "below the floor: mean " m " (0.55), statements found " f " (0.75)"; exit 1 } }'
  ;;
esac
