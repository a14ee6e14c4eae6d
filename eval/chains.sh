#!/usr/bin/env bash
# Scores chains (OntoGUM dev, from its words) and expressions of time (TBAQ by
# thirds, MEANTIME and its held-out third, GUM by both guidelines) through the
# command.
# DATA (default ../shared) holds bench/ and data/.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(cd "${DATA:-../shared}" && pwd)
bench=$shared/bench data=$shared/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/entente" ./cmd/entente

python3 "$bench/coref_score.py" --words "$data/coref/ontogum-dev.conll" > "$work/words.conllu"
"$work/entente" parse --from conllu --to coref "$work/words.conllu" > "$work/chains.conll"
echo "-- OntoGUM dev"
python3 "$bench/coref_score.py" "$data/coref/ontogum-dev.conll" "$work/chains.conll"
for part in "" _news_; do
  echo "-- its mentions by kind${part:+, documents named $part}"
  python3 eval/coref_pronouns.py "$data/coref/ontogum-dev.conll" "$work/chains.conll" "$bench" "$part"
done

# times NAME GOLD GUIDELINE
times() {
  python3 "$bench/timex_score.py" --texts "$2" "$work/$1" > /dev/null
  (cd "$work/$1" && "$work/entente" parse --to timex --guideline "${3:-timeml}" ./*.txt) > "$work/$1.jsonl"
  echo "-- times: $1"
  python3 "$bench/timex_score.py" "$2" "$work/$1.jsonl" 2> /dev/null
}
tar xf "$data/time/tbaq.tar.xz" -C "$work"
tar xf "$data/meantime/meantime-train.tar.xz" -C "$work"
n=0
while read -r f; do
  mkdir -p "$work/gold$((n % 3))"
  cp "$f" "$work/gold$((n % 3))/"
  n=$((n + 1))
done < <(find "$work/tbaq" -name '*.tml' -printf '%f\t%p\n' | LC_ALL=C sort | cut -f2)
for k in 0 1 2; do times "tbaq-third-$((k + 1))" "$work/gold$k"; done
times meantime "$work/meantime-train"
mkdir "$work/meantime-third-3"
find "$work/meantime-train" -name '*.xml' -printf '%f\t%p\n' | LC_ALL=C sort | cut -f2 | awk 'NR % 3 == 0' | xargs -d '\n' cp -t "$work/meantime-third-3"
times meantime-held-out "$work/meantime-third-3"
for part in train dev; do
  times "gum-$part" "$data/time/gum-dates-$part.tsv"
  times "gum-$part-tei" "$data/time/gum-dates-$part.tsv" tei
done
