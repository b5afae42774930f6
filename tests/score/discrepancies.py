#!/usr/bin/env python3
"""Score `entente discrepancies` against what careful readers found. Usage: discrepancies.py BIN [--data DIR] [--show]
       discrepancies.py BIN --kesh DIR [--between "origin and rewrite"] [--show]

Reads DATA/reports/a.txt, b.txt and c.txt into a fresh dossier and compares `entente discrepancies DOSSIER --json` with
DATA/reports/gold/discrepancies.jsonl; with --kesh, the invented example's reports with its truth.json.

Spans are compared by the words (\\w+) they cover. A row matches an answer of the same two documents when each side that the
gold has shares at least three tenths of the shorter one's words with the answer's side (or with one of the row's also_a,
also_b), and each side that the gold leaves empty is empty in the answer. Matching is one to one and as good as can be,
rows of full weight first. Recall is weighted by the rows' `weight`, precision counts each answer once. With the kind: the
kinds are equal too, or the answer's is the row's `or_kind`. An omission that the row's or_kind allows to be another kind
may have both sides. Standard library alone. The last line is one JSON object.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

WORD = re.compile(r"\w+")


def words_at(text, start, end):
    return frozenset(m.start() for m in WORD.finditer(text) if m.start() < end and m.end() > start)


def places_of(text, part):
    """The words of every occurrence of a gold substring; any of them may be meant."""
    found, at = [], text.find(part)
    while at >= 0:
        found.append(words_at(text, at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def near(gold_places, answer):
    return any(len(g & answer) >= 0.3 * min(len(g), len(answer)) and g & answer for g in gold_places)


def side_fits(row, side, texts, document, answer):
    wanted = row[side]
    parts = ([wanted] if wanted else []) + row.get("also_" + side, [])
    if not parts:
        return answer is None or (row["kind"] == "omission" and row.get("or_kind") not in (None, "omission"))
    if answer is None:
        return False
    return near([p for part in parts for p in places_of(texts[document], part)], answer)


def fits(row, answer, texts):
    a, b = row["docs"]
    if answer["documents"] == [a, b]:
        sides = answer["a"], answer["b"]
    elif answer["documents"] == [b, a]:
        sides = answer["b"], answer["a"]
    else:
        return False
    cover = [words_at(texts[d], s["start"], s["end"]) if s else None for d, s in zip((a, b), sides)]
    return side_fits(row, "a", texts, a, cover[0]) and side_fits(row, "b", texts, b, cover[1])


def matching(rows, answers, edge):
    """Maximum one-to-one matching by augmenting paths, rows of greater weight first."""
    edges = [[j for j, answer in enumerate(answers) if edge(row, answer)] for row in rows]
    row_of = {}

    def place(i, seen):
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in row_of or place(row_of[j], seen):
                    row_of[j] = i
                    return True
        return False

    for i in sorted(range(len(rows)), key=lambda i: -rows[i].get("weight", 1)):
        place(i, set())
    return {i: j for j, i in row_of.items()}


def figures(rows, answers, edge):
    matched = matching(rows, answers, edge)
    total = sum(r.get("weight", 1) for r in rows)
    recall = sum(rows[i].get("weight", 1) for i in matched) / total if total else 0.0
    precision = len(matched) / len(answers) if answers else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}, matched


def read_dossier(program, paths):
    with tempfile.TemporaryDirectory() as folder:
        dossier = str(pathlib.Path(folder, "d.dossier"))
        subprocess.run([program, "read", dossier] + [str(p) for p in paths], check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run([program, "discrepancies", dossier, "--json"], check=True, stdout=subprocess.PIPE).stdout
        import sqlite3
        with sqlite3.connect(dossier) as base:
            texts = dict(base.execute("SELECT name, text FROM documents"))
    return json.loads(out), texts


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--data", default=str(here / "../../../shared/data"))
    parser.add_argument("--kesh")
    parser.add_argument("--between", default="origin and rewrite")
    parser.add_argument("--answers", help="a JSON file of answers with document names, instead of running the program; texts beside it as NAME.txt")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if given.kesh:
        folder = pathlib.Path(given.kesh)
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        rows = [dict(r, docs=r["documents"]) for r in truth["discrepancies"] if given.between in ("all", r["between"])]
        answers, texts = read_dossier(given.program, [folder / "reports"])
    else:
        folder = pathlib.Path(given.data, "reports")
        rows = [json.loads(l) for l in (folder / "gold/discrepancies.jsonl").read_text(encoding="utf-8").splitlines() if l.strip()]
        answers, texts = read_dossier(given.program, [folder / f"{name}.txt" for name in "abc"])

    def short(name):
        if given.kesh:
            return next((d for d in sorted({d for r in rows for d in r["docs"]}, key=len, reverse=True) if name.endswith(d)), name)
        return pathlib.Path(name).stem

    texts = {short(name): text for name, text in texts.items()}
    for answer in answers:
        answer["documents"] = [short(d) for d in answer["documents"]]
    if given.kesh:
        wanted = {frozenset(r["docs"]) for r in rows}
        answers = [a for a in answers if frozenset(a["documents"]) in wanted]
    without, matched = figures(rows, answers, lambda r, a: fits(r, a, texts))
    with_kind, matched_kind = figures(rows, answers, lambda r, a: fits(r, a, texts) and a["kind"] in (r["kind"], r.get("or_kind")))
    if given.show:
        def part(answer, side, place):
            s = answer[side]
            return texts[answer["documents"][place]][s["start"]:s["end"]] if s else None
        hit = set(matched.values())
        for j, answer in enumerate(answers):
            print("HIT " if j in hit else "FALSE", answer["documents"], answer["kind"], "|", part(answer, "a", 0), "|", part(answer, "b", 1))
        for i, row in enumerate(rows):
            mark = "kind" if i in matched_kind else "found" if i in matched else "MISSED"
            print(mark, row["docs"], row["kind"], "|", row["a"], "|", row["b"])
    print(json.dumps({"rows": len(rows), "answers": len(answers), "spans": without, "with_kind": with_kind}))


if __name__ == "__main__":
    main()
