#!/usr/bin/env python3
"""Score an exported reader by the measures of ../shared/score, without the C++ around it.

evaluate.py MODEL_FOLDER [--set dev|held-out|conll|politics …] [--keep FILE] [--load FILE]
held-out: the training articles set aside. --keep writes the logits, --load reads them, so that decoding can be tuned without
the encoder. Attribution: that scorer's own functions on what decode.py gives; names: the same rules as names.py.
"""
import argparse
import importlib.util
import json
import pathlib
import pickle
import sys
import time

import data
from decode import Stream
from model import ENCODER
from runtime import decoder

SCORE = data.SHARED.parent / 'score'


def scorer(name):
    spec = importlib.util.spec_from_file_location(name, SCORE / f'{name}.py')
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def counts(golds, preds, words, rules, tally):
    """Adds one article to the tally: as in attribution.py."""
    preds = [{k: rules.words_of([(p['start'], p['end']) for p in a[k]], words) for k in ('source', 'cue', 'content')} for a in preds]
    for k in ('source', 'cue', 'content'):
        g, p = {x[k] for x in golds if x[k]}, {x[k] for x in preds if x[k]}
        gw, pw = (set().union(*s) if s else set() for s in (g, p))
        for name, a, b in (('exact', g, p), ('token', gw, pw)):
            row = tally.setdefault(f'{name} {k}', [0, 0, 0])
            for i, v in enumerate((len(a & b), len(b), len(a))):
                row[i] += v
    used, right = set(), []
    for x in golds:
        for i, y in enumerate(preds):
            if i in used or not y['content']:
                continue
            if (len(x['content'] & y['content']) / len(x['content'] | y['content']) >= .5 and
                    all(bool(x[k] & y[k]) or (not x[k] and not y[k]) for k in ('source', 'cue'))):
                used.add(i)
                right.append(x)
                break
    row = tally.setdefault('attribution', [0, 0, 0])
    for i, v in enumerate((len(used), len(preds), len(golds))):
        row[i] += v
    row = tally.setdefault('without source', [0, 0, 0])
    for i, v in enumerate((sum(not x['source'] for x in right), sum(not y['source'] for y in preds), sum(not x['source'] for x in golds))):
        row[i] += v
    return used


def figures(tally):
    out = {}
    for k, (tp, p, g) in tally.items():
        precision, recall = tp / p if p else 0, tp / g if g else 0
        out[k] = [round(2 * tp / (p + g), 4) if p + g else 0, round(precision, 4), round(recall, 4)]
    return out


def gold(articles, rules):
    """Gold read by the scorer's own function, from the articles' annotations."""
    import tempfile
    out = []
    with tempfile.TemporaryDirectory() as tmp:
        for a in articles:
            path = pathlib.Path(tmp) / 'one.ann'
            path.write_text(a.raw, encoding='utf-8')
            words = rules.word_starts(a.text)
            out.append((words, rules.load_gold(path, words)))
    return out


def load_articles(tokenize, which):
    if which == 'dev':
        return data.polnear(tokenize, 'dev')
    return [a for a in data.polnear(tokenize, 'train') if data.held_out(a.name)]


def attribution(reader, which, keep=None, kept=None):
    rules = scorer('attribution')
    articles = load_articles(reader.tokenize, which)
    outputs = kept or [reader.run(a.stream) for a in articles]
    if keep is not None:
        keep[which] = outputs
    tally = {}
    for a, (words, golds), ran in zip(articles, gold(articles, rules), outputs):
        counts(golds, reader.decode(a.stream, *ran, with_names=False)['attributions'], words, rules, tally)
    return figures(tally)


def names(reader, which, keep=None, kept=None):
    rules = scorer('names')
    sentences = list(rules.read(str(SCORE / rules.FILES[which])))
    streams = [Stream(t, reader.tokenize) for t, _ in sentences]
    if kept is None:       # every sentence is a document of its own: one window each
        framed = [reader.run_frames(s) for s in streams]
        flat = reader.encode([w for _, rows in framed for w in rows])
        kept, at = [], 0
        for frames, rows in framed:
            kept.append((frames, flat[at:at + len(rows)]))
            at += len(rows)
    if keep is not None:
        keep[which] = kept
    tp = found = wanted = 0
    for (text, spans), stream, ran in zip(sentences, streams, kept):
        want = {(s, e, rules.KIND[k]) for s, e, k in spans if k in rules.KIND}
        other = [(s, e) for s, e, k in spans if k not in rules.KIND]
        got = {(n['start'], n['end'], n['kind']) for n in reader.decode(stream, *ran)['names']
               if n['kind'] in ('person', 'organisation', 'place')}
        got = {m for m in got if m in want or not any(m[0] < e and m[1] > s for s, e in other)}
        tp, found, wanted = tp + len(want & got), found + len(got), wanted + len(want)
    return figures({'names': [tp, found, wanted]})


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('model')
    ap.add_argument('--encoder', default=ENCODER)
    ap.add_argument('--set', nargs='*', default=['held-out', 'dev', 'conll', 'politics'])
    ap.add_argument('--keep')
    ap.add_argument('--load')
    ap.add_argument('--threads', type=int, default=1)
    a = ap.parse_args()
    reader = decoder(a.model, a.encoder, a.threads)
    keep = {}
    kept = pickle.loads(pathlib.Path(a.load).read_bytes()) if a.load else {}
    for which in a.set:
        began = time.time()
        run = names if which in ('conll', 'politics') else attribution
        print(which, json.dumps(run(reader, which, keep, kept.get(which))), f'{time.time() - began:.0f} s', flush=True)
    if a.keep:
        pathlib.Path(a.keep).write_bytes(pickle.dumps(keep))


if __name__ == '__main__':
    main()
