#!/usr/bin/env python3
"""Score `entente map` on who speaks, for whom, to whom and through whom. Usage: speakers.py PROGRAM FILE.jsonl [--show] [--kinds]

FILE.jsonl is a half of tests/cases/speakers (its README has the guidelines). The reports go through `PROGRAM map`; --answers FILE
scores answers kept from an earlier run, --keep FILE keeps them. Standard library alone. The last line is one JSON object.

Statements: a span is the set of words (\\w+) it touches. Gold and answers match one to one, as many as can be and as well as can be,
at content Jaccard >= 0.5; a source or a cue that shares a word counts half a point each. A row marked optional is judged in neither
way, and an answer matched to it is left out of precision; so is a second answer with a matched answer's content whose speaker is one
of a joint statement's.

Of the matched statements:
  speaker    a person by full name, with or without a title before it, or by surname where one gold name of the report alone has it; a
             body by its name in any order of words; one without a name ("a senior official in ...") by its head noun and half of its words
  party      by name, or one of party_accepts; "government of" and the like are set aside
  via        set F1 over all names; one who may be named (via_accepts, and whoever speaks the statements around it) costs nothing
  addressee  where one is named, and F1 of it; rows with addressee_open are not judged
  hedge      F1 of hedges that share a word with the gold's
  form       direct, mixed or indirect; rows with form_open are not judged
  nesting    the parent is the answer matched to the gold's parent, or there is none in both; judged where the gold's parent, if it has
             one, is matched too; an optional parent may be left out
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess

WORD = re.compile(r"\w+")
SMALL = set("a an the of for to at in from on by with and s his her its their this that some one".split())
BREAKS = set("of for to at in from on by with who that which briefed familiar close seen".split())
STATE = set("government republic kingdom state federal".split())


# ---- spans and matching

def words_under(text, spans):
    return frozenset(m.start() for m in WORD.finditer(text) for s in spans or [] if m.start() < s["end"] and m.end() > s["start"])


def jaccard(a, b):
    return len(a & b) / len(a | b) if a | b else 0.0


def best_matching(score):
    """Pairs (row, column) of greatest total score: each round adds the row whose alternating path gains most (Bellman-Ford)."""
    rows, columns = len(score), len(score[0]) if score else 0
    row_of = {}
    free = set(range(rows))
    while True:
        gain = {(True, i): (0.0, None) for i in free}
        changed = True
        while changed:
            changed = False
            for (is_row, i), (value, _) in list(gain.items()):
                if not is_row:
                    continue
                for j in range(columns):
                    if score[i][j] <= 0 or row_of.get(j) == i:
                        continue
                    new = value + score[i][j]
                    if new > gain.get((False, j), (float("-inf"),))[0] + 1e-9:
                        gain[(False, j)] = (new, i)
                        if j in row_of:
                            gain[(True, row_of[j])] = (new - score[row_of[j]][j], j)
                        changed = True
        ends = [(value, j) for (is_row, j), (value, _) in gain.items() if not is_row and j not in row_of]
        if not ends or max(ends)[0] <= 1e-9:
            return sorted((i, j) for j, i in row_of.items())
        j = max(ends)[1]
        while j is not None:
            i = gain[(False, j)][1]
            before = gain[(True, i)][1]
            row_of[j] = i
            j = before
            if j is None:
                free.discard(i)


# ---- names

def tokens(name):
    name = re.sub(r"[’']s?(?=\W|$)", "", str(name).replace("’", "'"))
    return WORD.findall(name)


def key(word):
    word = word.lower()
    word = re.sub(r"^spokes(man|woman|person|men|women|people|persons)$", "spokes", word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def content(name):
    return frozenset(key(w) for w in tokens(name) if w.lower() not in SMALL) or frozenset(key(w) for w in tokens(name))


def is_proper(name):
    return all(w[0].isupper() or w[0].isdigit() for w in tokens(name) if w.lower() not in SMALL)


def is_plain_proper(name):
    """A name in capitals throughout, without "of" and the like: a person, a state, a body."""
    return bool(tokens(name)) and all(w[0].isupper() for w in tokens(name))


def head(name):
    """The noun that says what somebody without a name is: the last word in lower case before the first preposition."""
    found = None
    for w in tokens(name):
        if w.lower() in BREAKS and found:
            break
        if w[0].islower() and w.lower() not in SMALL:
            found = key(w)
    return found


def accepted(row, field):
    return [row[field]] + row.get(field + "_accepts", [])


def speaker_fits(names, answer, all_names):
    if not answer:
        return None in names
    said, words = content(answer), [w.lower() for w in tokens(answer)]
    for name in names:
        if name is None:
            continue
        if said == content(name):
            return True
        own = [w.lower() for w in tokens(name)]
        if is_plain_proper(name):
            front = words[:-len(own)]
            if words[-len(own):] == own and not set(front) & BREAKS and not re.search(r"[’']", str(answer)):
                return True
            others = {n for n in all_names if n != name and is_plain_proper(n) and tokens(n)[-1].lower() == own[-1]}
            titled = len(words) == 1 or (len(words) == 2 and words[0] in ("mr", "ms", "mrs", "dr", "lord", "dame", "general", "president"))
            if len(own) > 1 and titled and words[-1] == own[-1] and not others:
                return True
        elif is_proper(name):
            if said < content(name) and jaccard(said, content(name)) > 0.5:
                return True
        elif head(name) in said and jaccard(said, content(name)) >= 0.5:
            return True
    return False


def party_key(name):
    words = content(name)
    return (words - STATE) or words


def party_fits(names, answer):
    if not answer:
        return None in names
    return any(name is not None and party_key(name) == party_key(answer) for name in names)


def loosely_fits(names, answer):
    """For those a word goes to or through: an outlet by part of its name, one without a name by the head noun."""
    if not answer:
        return None in names
    said = content(answer)
    for name in names:
        if name is None:
            continue
        own = content(name)
        if said == own:
            return True
        if is_proper(name):
            if said & own and (said <= own or own <= said) and (is_proper(answer) or own <= said):
                return True
        elif head(name) in said and jaccard(said, own) >= 0.3:
            return True
        elif is_proper(answer) and said <= own and not re.search(r"[’']", name) and not {w.lower() for w in tokens(name)} & BREAKS:
            return True
    return False


# ---- scoring

class Tally(collections.Counter):
    def note(self, name, good):
        self[name] += bool(good)
        self[name + "/"] += 1

    def rate(self, name):
        return round(self[name] / self[name + "/"], 3) if self[name + "/"] else None

    def f1(self, name):
        """From NAME+ hits, NAME? answers, NAME! wanted."""
        hits, answers, wanted = self[name + "+"], self[name + "?"], self[name + "!"]
        p, r = hits / answers if answers else 0.0, hits / wanted if wanted else 0.0
        return {"precision": round(p, 3), "recall": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def around(gold, by_id):
    """Who speaks the statements that this one is told in."""
    names, up = [], gold["parent"]
    while up is not None:
        names += [n for n in accepted(by_id[up], "speaker") if n]
        up = by_id[up]["parent"]
    return names


def judge(report, gold, answer, answers_by_id, answer_of, all_names, tally):
    """Notes everything about one matched statement; the names of what is wrong."""
    wrong = []
    by_id = {g["id"]: g for g in report["statements"]}

    def note(name, good):
        tally.note(name, good)
        if not good:
            wrong.append(name)

    note("speaker", speaker_fits(accepted(gold, "speaker"), answer.get("speaker"), all_names))
    note("party", party_fits(accepted(gold, "party"), answer.get("party")))
    if gold["party"] is not None:
        tally.note("party_named", party_fits(accepted(gold, "party"), answer.get("party")))

    left, free = [v for v in answer.get("via") or [] if v], gold.get("via_accepts", []) + around(gold, by_id)
    missing = []
    for name in gold["via"]:
        hit = next((v for v in left if loosely_fits([name], v)), None)
        if hit is None:
            missing.append(name)
        else:
            left.remove(hit)
            tally["via+"] += 1
    extra = [v for v in left if not loosely_fits(free, v)] if free else left
    tally["via!"] += len(gold["via"])
    tally["via?"] += len(gold["via"]) - len(missing) + len(extra)
    if missing or extra:
        wrong.append("via")

    if not gold.get("addressee_open"):
        named, answered = gold["addressee"] is not None, bool(answer.get("addressee"))
        good = loosely_fits(accepted(gold, "addressee"), answer.get("addressee"))
        if named:
            note("addressee_named", good)
        tally.note("addressee", good)
        tally["addressee!"] += named and not (good and not answered)
        tally["addressee?"] += answered and not (good and not named)
        tally["addressee+"] += named and answered and good

    hedges = [set(WORD.findall(str(h or "").lower())) for h in (gold["hedge"], answer.get("hedge"))]
    tally["hedge!"] += bool(hedges[0])
    tally["hedge?"] += bool(hedges[1])
    tally["hedge+"] += bool(hedges[0] & hedges[1])
    if bool(hedges[0]) != bool(hedges[1]):
        wrong.append("hedge")

    if not gold.get("form_open"):
        note("form", answer.get("form") == gold["form"])

    mother = answer.get("parent")
    if mother is not None and mother not in answers_by_id:
        mother = None
    above = gold["parent"]
    if above is None:
        note("nesting", mother is None)
    elif by_id[above].get("optional"):
        note("nesting", mother is None or mother == answer_of.get(above))
    elif above in answer_of:
        note("nesting", mother == answer_of[above])
        tally.note("nested", mother == answer_of[above])
    else:
        tally["parent_unmatched"] += 1
    return wrong


def score_report(report, answers, tally, show):
    text, golds = report["text"], report["statements"]
    spans = lambda s: {k: words_under(text, s.get(k)) for k in ("source", "cue", "content")}
    fits = lambda a, b: bool(a & b) or (not a and not b)
    gold_spans, answer_spans = [spans(g) for g in golds], [spans(a) for a in answers]

    def score(g, a, gold):
        j = jaccard(g["content"], a["content"])
        if j < 0.5:
            return 0
        return 10 + j + 0.5 * fits(g["source"], a["source"]) + 0.5 * fits(g["cue"], a["cue"]) + 0.1 * (not gold.get("optional"))

    pairs = best_matching([[score(g, a, gold) for a in answer_spans] for g, gold in zip(gold_spans, golds)]) if answers and golds else []
    answers_by_id = {a.get("id"): a for a in answers}
    answer_of = {golds[i]["id"]: answers[j].get("id") for i, j in pairs}
    all_names = {n for g in golds for n in [g["speaker"]] + g.get("speaker_accepts", []) if n}
    judged = [(i, j) for i, j in pairs if not golds[i].get("optional")]
    taken = {j for _, j in pairs}
    spare = {k for k in range(len(answers)) if k not in taken for i, j in pairs
             if answer_spans[k]["content"] == answer_spans[j]["content"] and " and " in str(golds[i]["speaker"])
             and speaker_fits(accepted(golds[i], "speaker"), answers[k].get("speaker"), all_names)}
    tally["statements+"] += len(judged)
    tally["statements?"] += len(answers) - (len(pairs) - len(judged)) - len(spare)
    tally["statements!"] += sum(not g.get("optional") for g in golds)
    cut = lambda pieces: " ... ".join(text[s["start"]:s["end"]] for s in pieces or [])
    for i, j in judged:
        g, a = golds[i], answers[j]
        wrong = judge(report, g, a, answers_by_id, answer_of, all_names, tally)
        tally.note("source", fits(gold_spans[i]["source"], answer_spans[j]["source"]))
        tally.note("cue", fits(gold_spans[i]["cue"], answer_spans[j]["cue"]))
        if show and wrong:
            print(report["id"], g["id"], "WRONG", ", ".join(wrong), "|", cut(g["content"])[:90])
            for name, s in ("gold", g), ("answer", a):
                print(f"    {name}: {s.get('speaker')} | {s.get('party')} | to {s.get('addressee')} | via {s.get('via')} | {s.get('hedge')} "
                      f"| {s.get('form')} | in {s.get('parent')}")
    if show:
        for i, g in enumerate(golds):
            if not g.get("optional") and g["id"] not in answer_of:
                print(report["id"], g["id"], "MISSED |", cut(g["source"]), "|", cut(g["cue"]), "|", cut(g["content"])[:90])
        for k, a in enumerate(answers):
            if k not in taken and k not in spare:
                print(report["id"], "EXTRA |", cut(a.get("source")), "|", cut(a.get("cue")), "|", cut(a.get("content"))[:90])


def figures(tally):
    return {"statements": dict(tally.f1("statements"), matched=tally["statements+"], gold=tally["statements!"], answers=tally["statements?"]),
            "source": tally.rate("source"), "cue": tally.rate("cue"), "speaker": tally.rate("speaker"), "party": tally.rate("party"),
            "party_named": tally.rate("party_named"), "via": dict(tally.f1("via"), wanted=tally["via!"], answered=tally["via?"]),
            "addressee_named": tally.rate("addressee_named"), "addressee": dict(tally.f1("addressee"), wanted=tally["addressee!"]),
            "hedge": dict(tally.f1("hedge"), wanted=tally["hedge!"]), "form": tally.rate("form"), "nesting": tally.rate("nesting"),
            "nested": tally.rate("nested"), "nested_judged": tally["nested/"], "parent_unmatched": tally["parent_unmatched"]}


def line(name, f):
    cells = [f["statements"]["precision"], f["statements"]["recall"], f["statements"]["f1"], f["speaker"], f["party"],
             f["via"]["f1"] if f["via"]["wanted"] + f["via"]["answered"] else None, f["addressee_named"],
             f["hedge"]["f1"] if f["hedge"]["wanted"] else None, f["form"], f["nesting"], f["nested"]]
    return f"{name:28}" + "".join(f"{'-' if c is None else format(c, '.2f'):>9}" for c in cells)


def run_map(program, reports):
    feed = "".join(json.dumps({k: r[k] for k in ("id", "text", "title", "published", "outlet")}, ensure_ascii=False) + "\n" for r in reports)
    return subprocess.run([program, "map"], input=feed.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--answers", type=pathlib.Path, help="score these answers instead of running the program")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the program's answers here")
    parser.add_argument("--kinds", action="store_true", help="a row for each kind of report too")
    parser.add_argument("--show", action="store_true", help="what is missed, extra or wrong")
    given = parser.parse_args()
    reports = [json.loads(l) for l in given.file.read_text(encoding="utf-8").splitlines() if l.strip()]
    out = given.answers.read_text(encoding="utf-8") if given.answers else run_map(given.program, reports)
    if given.keep:
        given.keep.write_text(out, encoding="utf-8")
    answers = {a["id"]: a for a in map(json.loads, out.splitlines())}
    total, kinds = Tally(), {}
    for report in reports:
        tally = Tally()
        score_report(report, answers.get(report["id"], {}).get("statements") or [], tally, given.show)
        total.update(tally)
        kinds.setdefault(report["kind"], Tally()).update(tally)
    names = ("P", "R", "F1", "speaker", "party", "via F1", "to", "hedge", "form", "nesting", "nested")
    print(f"{'':28}" + "".join(f"{n:>9}" for n in names))
    if given.kinds:
        for kind in sorted(kinds):
            print(line(kind, figures(kinds[kind])))
    print(line(f"all {len(reports)} reports", figures(total)))
    print(json.dumps(dict({"reports": len(reports)}, **figures(total))))


if __name__ == "__main__":
    main()
