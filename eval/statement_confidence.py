#!/usr/bin/env python3
"""How well the confidence of statements is calibrated, on text that it was not fitted on.

Usage: statement_confidence.py BENCH polnear SPLIT PREDICTIONS.jsonl
       statement_confidence.py BENCH reports GOLD_FOLDER READINGS.jsonl

BENCH is the folder of attribution_score.py and reading_score.py, whose readers and matching are used. A record is right where
its content has a token F1 of .5 or more with a gold one, one to one, and its source shares a token with the gold source or both
have none. The expected calibration error (ECE) is over ten bins of equal width.

Printed are: the table as shipped; and, so that nothing is measured where it was fitted, a logistic fit of slope and shift on
every second article, measured on the others, and the reverse.
"""
import json
import math
import pathlib
import sys

bench, kind, gold_path, pred_path = sys.argv[1:5]
sys.path.insert(0, bench)


def pair(gold, pred, f1):
    """One-to-one pairs of F1 .5 or more, best first: index of pred -> index of gold."""
    found = sorted(((f1(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)), key=lambda x: -x[0])
    taken, out = set(), {}
    for s, i, j in found:
        if s < .5:
            break
        if i not in taken and j not in out:
            taken.add(i)
            out[j] = i
    return out


def judge(gold, pred, f1):
    """(content tokens, source tokens) of both sides -> right or wrong for each of pred."""
    pairs = pair([g[0] for g in gold], [p[0] for p in pred], f1)
    right = []
    for j, p in enumerate(pred):
        g = gold[pairs[j]] if j in pairs else None
        right.append(g is not None and bool(g[1] & p[1] or not g[1] and not p[1]))
    return right


def polnear():
    import attribution_score as score
    texts, gold = score.read_split(gold_path)
    for line in open(pred_path, encoding="utf-8"):
        row = json.loads(line)
        article, by = texts[row["doc"]], gold[row["doc"]]
        sides = []
        for records in (by[sorted(by)[0]] if by else [], row["attributions"]):
            made = [score.Attribution(article, {r: a.get(r) or () for r in score.ROLES}) for a in records]
            sides.append([(a.toks["content"], a.toks["source"]) for a in made])
        yield row["doc"], list(zip([a["confidence"] for a in row["attributions"]], judge(*sides, score.f1)))


def reports():
    import reading_score as score
    for line in open(pred_path, encoding="utf-8"):
        row = json.loads(line)
        stem = pathlib.Path(gold_path) / pathlib.Path(row["document"]["file"]).stem
        text = stem.with_suffix(".txt").read_text(encoding="utf-8")
        gold = json.loads(pathlib.Path(f"{stem}.spans.json").read_text(encoding="utf-8"))
        sides = [[tuple(score.tokens(text, score.flat(s[r] or [])) for r in ("content", "source")) for s in records]
                 for records in (gold["statements"], row["statements"])]
        yield stem.name, list(zip([s["confidence"] for s in row["statements"]], judge(*sides, score.f1)))


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30, min(30, x))))


def fit(rows):
    """Slope and shift by Newton's method, held near 1 and 0 as by one record."""
    a, b = 1.0, 0.0
    for _ in range(50):
        ga, gb, haa, hab, hbb = a - 1, b, 1.0, 0.0, 1.0
        for c, ok in rows:
            x = logit(c)
            p = sigmoid(a * x + b)
            w = p * (1 - p)
            ga, gb = ga + (p - ok) * x, gb + p - ok
            haa, hab, hbb = haa + w * x * x, hab + w * x, hbb + w
        d = haa * hbb - hab * hab
        a, b = a - max(-.5, min(.5, (hbb * ga - hab * gb) / d)), b - max(-.5, min(.5, (haa * gb - hab * ga) / d))
    return a, b


def bins(rows):
    for k in range(10):
        some = [(c, ok) for c, ok in rows if k / 10 <= c < (k + 1) / 10 or k == 9 and c == 1]
        if some:
            yield k, len(some), sum(c for c, _ in some) / len(some), sum(ok for _, ok in some) / len(some)


def ece(rows):
    return sum(n * abs(mean - right) for _, n, mean, right in bins(rows)) / max(1, len(rows))


docs = sorted({"polnear": polnear, "reports": reports}[kind]())
rows = [r for _, some in docs for r in some]
print(f"{len(docs)} texts, {len(rows)} records, {sum(ok for _, ok in rows)} right; ECE as shipped {ece(rows):.3f}")
print("\n| confidence | records | mean | right |\n|---|---|---|---|")
for k, n, mean, right in bins(rows):
    print(f"| {k / 10:.1f}-{(k + 1) / 10:.1f} | {n} | {mean:.3f} | {right:.3f} |")
halves = [[r for _, some in docs[h::2] for r in some] for h in (0, 1)]
print()
for fitted, measured, name in ((0, 1, "first, measured on the second"), (1, 0, "second, measured on the first")):
    a, b = fit(halves[fitted])
    moved = [(sigmoid(a * logit(c) + b), ok) for c, ok in halves[measured]]
    print(f"fitted on the {name} half: slope {a:.3f}, shift {b:+.3f}, ECE {ece(moved):.3f} of {len(moved)} records (as shipped there {ece(halves[measured]):.3f})")
a, b = fit(rows)
print(f"fitted on all: slope {a:.3f}, shift {b:+.3f}")
