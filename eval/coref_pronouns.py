#!/usr/bin/env python3
"""Which mentions are tied rightly, by kind of word and genre.

Usage: coref_pronouns.py GOLD.conll PRED.conll BENCH [SUBSTRING]

GOLD and PRED are in the layout of OntoGUM; BENCH is the folder of coref_score.py, whose reader is used; only documents
whose name holds SUBSTRING are counted. Of the gold mentions that are not the first of their chain:
  right    the nearest earlier mention of its predicted chain is in its gold chain
  wrong    it is in another, or no gold mention
  new      it is predicted as the first of a chain
  missed   it is not predicted (span for span)
Accuracy is right over all four.
"""
import sys
from collections import Counter

gold_path, pred_path, bench = sys.argv[1:4]
part = sys.argv[4] if len(sys.argv) > 4 else ""
sys.path.insert(0, bench)
from coref_score import read  # noqa: E402

KINDS = {"I": "i me my mine myself", "you": "you your yours yourself yourselves", "he, she": "he him his himself she her hers herself",
         "it": "it its itself", "we": "we us our ours ourselves", "they": "they them their theirs themselves", "this, that": "this that these those"}
KIND = {w: k for k, ws in KINDS.items() for w in ws.split()}
COLUMNS = ("right", "wrong", "new", "missed")


def chains(doc):
    return {m: n for n, c in enumerate(doc[1]) if len(c) > 1 for m in c}


with open(gold_path, encoding="utf-8") as g, open(pred_path, encoding="utf-8") as p:
    gold, pred = read(g.read()), read(p.read())
table = {}
for key, doc in gold.items():
    if part not in key[0]:
        continue
    words = [w for s in doc[0] for w in s]
    right, found = chains(doc), chains(pred[key])
    for m, n in right.items():
        if not any(right[x] == n and x < m for x in right):
            continue
        kind = KIND.get(words[m[0]].lower(), "other words") if m[0] == m[1] else "other words"
        earlier = max((x for x in found if m in found and found[x] == found[m] and x < m), default=None)
        what = "missed" if m not in found else "new" if earlier is None else "right" if right.get(earlier) == n else "wrong"
        for row in (kind, "all pronouns" if kind != "other words" else None):
            table.setdefault(row, Counter())[what] += 1
table.pop(None, None)
print(f"{'':14}" + "".join(f"{c:>8}" for c in COLUMNS) + "accuracy".rjust(10))
for row, n in sorted(table.items(), key=lambda x: (x[0] in ("all pronouns", "other words"), -sum(x[1].values()))):
    print(f"{row:14}" + "".join(f"{n[c]:8}" for c in COLUMNS) + f"{n['right'] / sum(n.values()):10.3f}")
