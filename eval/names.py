"""Names and countries of the speakers of found statements, and of guessed countries.

  names.py BENCH GOLD_DIR PRED.jsonl [--wrong name|country]
BENCH holds reading_score.py, whose matching and definitions are used; GOLD_DIR and PRED.jsonl are as there.
--wrong lists the wrong ones: report, source in gold and as found, name and country in gold and as found.
"""
import json, pathlib, sys
sys.path.insert(0, sys.argv[1])
from reading_score import TOKEN, f1, match, same_name

def main(gold_dir, pred_file, wrong=None):
    preds = {}
    for line in open(pred_file, encoding="utf-8"):
        r = json.loads(line)
        preds[pathlib.Path(r["document"]["file"]).name.removesuffix(".txt")] = r
    kinds, lands, guesses = {}, [0, 0], [0, 0]
    for f in sorted(pathlib.Path(gold_dir).glob("*.spans.json")):
        stem = f.name.removesuffix(".spans.json")
        text = f.with_name(stem + ".txt").read_text(encoding="utf-8")
        words, cache = [m.span() for m in TOKEN.finditer(text)], {}
        def tok(spans):
            key = tuple(map(tuple, spans or []))
            if key not in cache: cache[key] = {a for a, b in words if any(s < b and a < e for s, e in key)}
            return cache[key]
        show = lambda spans: " … ".join(text[s:e] for s, e in spans or [])
        gold = json.loads(f.read_text(encoding="utf-8"))["statements"]
        for a, b in match(gold, preds[stem]["statements"], lambda a, b: f1(tok(a["content"]), tok(b["content"])), .5):
            who = b["speakers"]
            line = f"{stem} [{show(a['source'])}] found [{show(b['source'])}] gold {[(x.get('name'), x.get('country')) for x in a['speakers']]} found {[(y['name'], y['country']) for y in who]}"
            known = [x["name"] for x in a["speakers"] if x.get("name")]
            if known:
                good = all(any(same_name(x, y.get("name")) for y in who) for x in known)
                kind = "another source found" if tok(a["source"]) | tok(b["source"]) and not tok(a["source"]) & tok(b["source"]) else \
                    {"he": "he, she", "she": "he, she", "his": "he, she", "her": "he, she", "they": "it, they", "it": "it, they"}.get(show(a["source"]).lower(), a["standing"])
                tally = kinds.setdefault(kind, [0, 0]); tally[0] += good; tally[1] += 1
                if wrong == "name" and not good: print(line)
            want = {x["country"] for x in a["speakers"] if x.get("country")}
            if want:
                good = want == {y["country"] for y in who if y["country"]}
                lands[0] += good; lands[1] += 1
                if wrong == "country" and not good: print(line)
                if len(who) == 1 and who[0].get("guess"): guesses[0] += good; guesses[1] += 1
    row = lambda name, right, of: print(f"{name:24s} {right:5d} of {of:5d}  {right / max(of, 1):.3f}")
    row("name", sum(v[0] for v in kinds.values()), sum(v[1] for v in kinds.values()))
    for k, v in sorted(kinds.items()): row("  " + k, *v)
    row("country", *lands)
    row("country, where guessed", *guesses)

main(*sys.argv[2:4], *sys.argv[5:6])
