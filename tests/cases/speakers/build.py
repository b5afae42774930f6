#!/usr/bin/env python3
"""Makes dev, test, third-a and third-b.jsonl from source/*.txt and checks them. Usage: build.py [--check]

A source file is a header of "key: value" lines, a line "===", the text with marks, a line "---", and a row for each statement.

A mark is {1s:words}: the words belong to statement 1 as its source (s), cue (q), content (c) or hedge (h). One mark may serve several
statements, {1s,2s:words}; marks nest and never cross. A piece of a broken span is a mark of its own.

Header: id, kind, title, published, outlet; `name KEY = Full Name @ Party` for rows to use; `alias Name = other | other` for names that are
right as well, as a speaker or as a party. A row: `1,2 KEY` or `1,2 Speaker @ Party` (`-` for nobody), then after semicolons
  to NAME          the addressee; `to ?` when the text leaves it open: it is not judged
  via A > B        through whom, nearest to the speaker first; what an enclosing statement came through is added by itself;
                   the report's own outlet is set apart: it may be named or left out
  maybe-via A | B  who may be named as well as left out, as the outlet of a digest's article (for all statements: header `free via = A | B`)
  form F           where it does not follow from the quotation marks; `form ?` where it can be argued: it is not judged
  in N, in -       the enclosing statement, where it does not follow from the spans
  optional         whether this is a statement at all can be argued; found or not, it is not judged
  +speaker A | B   right as well; so +party and +to; `-` for nobody

The form: direct where every piece of content stands in quotation marks, mixed where some of it does, else indirect. The parent: the
statement with the shortest content that holds this one's content and cue.

Checked: marks are balanced, every statement has a content and a row, no row is left over, spans of a statement do not overlap, two contents
nest or are apart, parents form no circle and stand above their children. Standard library alone.
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
OPEN = re.compile(r"\{(\d+[sqch](?:,\d+[sqch])*):")
HALF = re.compile(r"dev|test|third-[ab]")
KEYS = {"s": "source", "q": "cue", "c": "content", "h": "hedge"}
QUOTES = re.compile("[“”\"«»„]|(?<!\\w)[‘']\\w")
OPENING, CLOSING = tuple("“\"‘'«„"), tuple("”\"’'»")


def fail(where, what):
    sys.exit(f"{where}: {what}")


def unmark(marked, where):
    """The text without marks, and for each statement its spans by kind."""
    text, stack, spans, i = "", [], {}, 0
    while i < len(marked):
        opening = OPEN.match(marked, i)
        if opening:
            stack.append((opening.group(1).split(","), len(text)))
            i = opening.end()
        elif marked[i] == "}":
            if not stack:
                fail(where, f"a mark is closed that none opened, after «{text[-40:]}»")
            labels, start = stack.pop()
            for label in labels:
                spans.setdefault(int(label[:-1]), {}).setdefault(KEYS[label[-1]], []).append((start, len(text)))
            i += 1
        elif marked[i] == "{":
            fail(where, f"a brace that opens no mark, after «{text[-40:]}»")
        else:
            text += marked[i]
            i += 1
    if stack:
        fail(where, f"marks left open: {stack}")
    for kinds in spans.values():
        for kind in kinds:
            kinds[kind].sort()
    return text, spans


def nobody(name):
    return None if name == "-" else name


def read_rows(lines, names, where):
    rows = {}
    for line in lines:
        numbers, _, rest = line.partition(" ")
        fields = [f.strip() for f in rest.split(";")]
        who = names.get(fields[0], fields[0])
        if " @ " not in who:
            fail(where, f"no speaker and party in «{line}»")
        speaker, party = (nobody(p.strip()) for p in who.split(" @ "))
        row = {"speaker": speaker, "party": party, "to": None, "to_open": False, "via": [], "free": [], "form": None, "parent": "auto",
               "optional": False, "speaker_accepts": [], "party_accepts": [], "to_accepts": []}
        for field in fields[1:]:
            key, _, value = field.partition(" ")
            if key == "to":
                row["to"], row["to_open"] = (None, True) if value == "?" else (value, False)
            elif key == "via":
                row["via"] = [v.strip() for v in value.split(">")]
            elif key == "maybe-via":
                row["free"] = [v.strip() for v in value.split("|")]
            elif key == "form":
                row["form"] = value
            elif key == "in":
                row["parent"] = None if value == "-" else int(value)
            elif field == "optional":
                row["optional"] = True
            elif key in ("+speaker", "+party", "+to"):
                row[key[1:] + "_accepts"] = [nobody(v.strip()) for v in value.split("|")]
            else:
                fail(where, f"unknown field «{field}» in «{line}»")
        for number in numbers.split(","):
            if int(number) in rows:
                fail(where, f"two rows for {number}")
            rows[int(number)] = dict(row)
    return rows


def inside(span, pieces):
    return any(a <= span[0] and span[1] <= b for a, b in pieces)


def size(pieces):
    return sum(b - a for a, b in pieces)


def find_parent(number, spans):
    own = spans[number]
    anchor = own["content"] + own.get("cue", [])
    holders = [n for n in spans if n != number and all(inside(s, spans[n]["content"]) for s in anchor)
               and size(spans[n]["content"]) > size(own["content"])]
    return min(holders, key=lambda n: size(spans[n]["content"])) if holders else None


def form_of(text, pieces):
    words = [text[a:b].strip(" ,.;:") for a, b in pieces]
    if all(w.startswith(OPENING) for w in words) and words[-1].endswith(CLOSING):
        within = [QUOTES.sub("", w[1:-1]) == w[1:-1] or not re.search("[”\"].*[“\"]", w[1:-1]) for w in words]
        if all(within):
            return "direct"
    return "mixed" if any(QUOTES.search(w) for w in words) else "indirect"


def check_spans(text, spans, where):
    for number, kinds in spans.items():
        if "content" not in kinds:
            fail(where, f"statement {number} has no content")
        every = sorted(s for kind in ("source", "cue", "content") for s in kinds.get(kind, []))
        for (a, b), (c, d) in zip(every, every[1:]):
            if c < b:
                fail(where, f"spans of statement {number} overlap: «{text[a:b]}» and «{text[c:d]}»")
        for a, b in every + kinds.get("hedge", []):
            if not text[a:b].strip() or text[a:b] != text[a:b].strip():
                fail(where, f"statement {number}: an edge of «{text[a:b]}» is blank")


def read_source(path):
    where = path.name
    head, _, rest = path.read_text(encoding="utf-8").partition("\n===\n")
    marked, _, tail = rest.partition("\n---\n")
    about, names, alias, free = {}, {}, {}, []
    for line in head.splitlines():
        if line.startswith("name "):
            key, _, value = line[5:].partition(" = ")
            names[key] = value
        elif line.startswith("free via = "):
            free = [v.strip() for v in line[11:].split("|")]
        elif line.startswith("alias "):
            key, _, value = line[6:].partition(" = ")
            alias[key] = [v.strip() for v in value.split("|")]
        else:
            key, _, value = line.partition(": ")
            about[key] = value
    text, spans = unmark(marked.strip("\n") + "\n", where)
    rows = read_rows([l for l in tail.splitlines() if l.strip()], names, where)
    if sorted(rows) != sorted(spans):
        fail(where, f"rows and marks differ: {sorted(set(rows) ^ set(spans))}")
    check_spans(text, spans, where)
    parents = {n: find_parent(n, spans) if rows[n]["parent"] == "auto" else rows[n]["parent"] for n in spans}

    def via_of(number, seen=()):
        if number in seen:
            fail(where, f"a circle of parents at {number}")
        up = parents[number]
        inherited = via_of(up, seen + (number,)) if up else []
        return rows[number]["via"] + [v for v in inherited if v not in rows[number]["via"]]

    statements = []
    for n in sorted(spans):
        row, kinds, chain = rows[n], spans[n], via_of(n)
        out = {"id": n}
        for kind in ("source", "cue", "content"):
            out[kind] = [{"start": a, "end": b} for a, b in kinds.get(kind, [])]
        hedges = [text[a:b] for a, b in kinds.get("hedge", [])]
        out.update(speaker=row["speaker"], party=row["party"], addressee=row["to"], via=[v for v in chain if v != about["outlet"]], hedge=hedges[0] if hedges else None,
                   form=form_of(text, kinds["content"]) if row["form"] in (None, "?") else row["form"], parent=parents[n])
        for field, key in (("speaker", "speaker_accepts"), ("party", "party_accepts")):
            also = row[key] + alias.get(row[field], [])
            if also:
                out[key] = also
        also = row["to_accepts"] + alias.get(row["to"], [])
        if also:
            out["addressee_accepts"] = also
        may = ([about["outlet"]] if about["outlet"] in chain else []) + row["free"] + [v for v in free if v not in chain]
        if may:
            out["via_accepts"] = may
        if row["to_open"]:
            out["addressee_open"] = True
        if row["form"] == "?":
            out["form_open"] = True
        if row["optional"]:
            out["optional"] = True
        statements.append(out)
    answer = {k: about[k] for k in ("id", "kind", "title", "published", "outlet")}
    return dict(answer, text=text, statements=statements)


def main():
    halves = {"dev": [], "test": [], "third-a": [], "third-b": []}
    for path in sorted((HERE / "source").glob("*.txt")):
        report = read_source(path)
        halves[HALF.match(report["id"]).group()].append(report)
    for half, reports in halves.items():
        made = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports)
        file = HERE / f"{half}.jsonl"
        if "--check" in sys.argv[1:]:
            if not file.exists() or file.read_text(encoding="utf-8") != made:
                fail(file.name, "is not what the sources make")
        elif made:
            file.write_text(made, encoding="utf-8")
        judged = [s for r in reports for s in r["statements"] if not s.get("optional")]
        if reports:
            words = [len(r["text"].split()) for r in reports]
            print(f"{half}: {len(reports)} reports of {min(words)} to {max(words)} words, {len(judged)} statements, "
                  f"{sum(s['parent'] is not None for s in judged)} nested, {sum(bool(s['via']) for s in judged)} with via, "
                  f"{sum(s['addressee'] is not None for s in judged)} with addressee, {sum(bool(s['hedge']) for s in judged)} hedged, "
                  f"{sum(s['speaker'] is None for s in judged)} without speaker; "
                  f"{sum(len(r['statements']) for r in reports) - len(judged)} optional")


if __name__ == "__main__":
    main()
