#!/usr/bin/env python3
"""Choose the few numbers of decoding, and fit the confidence, on the held-out training articles; never on dev.

tune.py MODEL_FOLDER --load LOGITS --out TUNED.json. LOGITS is what `evaluate.py --set held-out --keep` wrote. Coordinate ascent over
what the three roles' spans ask for and of shifts of `none` in the two links; then the confidence is fitted, and the least confidence that is answered chosen; the measure is the mean of the five figures aimed at.
"""
import argparse
import json
import pathlib
import pickle

import numpy as np

import evaluate
from decode import ROLES, Decoder
from model import ENCODER, load_tokenizer

AIMS = ('token content', 'exact content', 'exact source', 'exact cue', 'attribution')
LEAST = {'source': .2, 'cue': .2, 'content': .3}        # to begin with
STEPS = {'cue_none': .3, 'source_none': .3}             # of the spans .05
RANGE = {'cue_none': (-.9, .9), 'source_none': (-.9, .9)}


class Tuner:
    def __init__(self, a):
        self.config = json.loads((pathlib.Path(a.model) / 'reader.json').read_text())
        self.tokenize = load_tokenizer(a.encoder)
        self.rules = evaluate.scorer('attribution')
        self.articles = evaluate.load_articles(self.tokenize, 'held-out')
        self.gold = evaluate.gold(self.articles, self.rules)
        self.outputs = pickle.loads(pathlib.Path(a.load).read_bytes())['held-out']
        self.sureness = {'constant': 0.0, 'weights': [0.0] * 8, 'least': 0.0}
        self.shift = {**LEAST, 'cue_none': 0.0, 'source_none': 0.0}
        self.spans = {}         # what is likely does not depend on what is chosen here

    def tuned(self):
        return {'spans': {'least': [round(self.shift[r], 2) for r in ROLES]}, 'links': {k: round(self.shift[k], 1) for k in ('cue_none', 'source_none')},
                'confidence': dict(self.sureness)}

    def reader(self):
        config = json.loads(json.dumps(self.config))
        for key, values in self.tuned().items():
            config.setdefault(key, {}).update(values)
        reader = Decoder(config, self.tokenize, None)
        find = reader.likely

        def likely(log, continues):
            key = log.tobytes()
            if key not in self.spans:
                self.spans[key] = find(log, continues)
            return self.spans[key]
        reader.likely = likely
        return reader

    def measure(self):
        reader, tally = self.reader(), {}
        for a, (words, golds), ran in zip(self.articles, self.gold, self.outputs):
            evaluate.counts(golds, reader.decode(a.stream, *ran, with_names=False)['attributions'], words, self.rules, tally)
        found = evaluate.figures(tally)
        return float(np.mean([found[k][0] for k in AIMS])), found

    def climb(self, rounds):
        best, found = self.measure()
        print('start', round(best, 4), {k: v[0] for k, v in found.items()}, flush=True)
        for _ in range(rounds):
            before = best
            for key in self.shift:
                low, high = RANGE.get(key, (.05, .6))
                for step in (STEPS.get(key, .05), -STEPS.get(key, .05)):
                    better = True
                    while better and low - 1e-9 < self.shift[key] + step < high + 1e-9:
                        self.shift[key] += step
                        score, now = self.measure()
                        better = score > best + 1e-4
                        if better:
                            best, found = score, now
                            print(key, round(self.shift[key], 2), round(best, 4), {k: v[0] for k, v in found.items()}, flush=True)
                        else:
                            self.shift[key] -= step
            if best - before < 5e-4:
                break

    def evidence(self):
        """Features of every attribution found, and whether the scorer takes it."""
        reader, rows, right = self.reader(), [], []
        reader.confidence = lambda *evidence: rows.append(reader.features(*evidence)) or 1.0
        for a, (words, golds), ran in zip(self.articles, self.gold, self.outputs):
            at = len(rows)
            found = reader.decode(a.stream, *ran, with_names=False)['attributions']
            used = evaluate.counts(golds, found, words, self.rules, {})
            right += [i in used for i in range(len(rows) - at)]
        return np.array(rows), np.array(right, float)


def fit(x, y, strength=1.0):
    """Logistic regression by Newton's method with a ridge on the weights, not on the constant."""
    x = np.c_[np.ones(len(x)), x]
    w = np.zeros(x.shape[1])
    ridge = np.eye(len(w)) * strength
    ridge[0, 0] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(w)), x.T @ (p - y) + ridge @ w)
    return w


def predict(w, x):
    return 1 / (1 + np.exp(-(w[0] + x @ w[1:])))


def expected_error(p, y):
    """Expected calibration error over ten equal bins of confidence."""
    bins = np.minimum((p * 10).astype(int), 9)
    return float(sum(abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('model')
    ap.add_argument('--encoder', default=ENCODER)
    ap.add_argument('--load', required=True)
    ap.add_argument('--out', required=True)
    ap.add_argument('--rounds', type=int, default=2)
    a = ap.parse_args()
    tuner = Tuner(a)
    tuner.climb(a.rounds)
    x, y = tuner.evidence()
    half = np.arange(len(y)) % 2 == 0           # each half judged by the other's fit
    p = np.where(half, predict(fit(x[~half], y[~half]), x), predict(fit(x[half], y[half]), x))
    print(f'confidence on {len(y)} attributions, {y.mean():.3f} right, judged across halves: expected calibration error '
          f'{expected_error(p, y):.3f}, Brier {((p - y) ** 2).mean():.3f} (constant: {y.mean() * (1 - y.mean()):.3f})')
    w = fit(x, y)
    tuner.sureness.update(constant=round(float(w[0]), 4), weights=[round(float(v), 4) for v in w[1:]])
    scores = {}
    for least in (0.0, .15, .2, .25, .3, .35, .4, .45):       # what is less sure than this is left out
        tuner.sureness['least'] = least
        scores[least], found = tuner.measure()
        print('least', least, round(scores[least], 4), {k: v[0] for k, v in found.items()}, flush=True)
    # Where it makes no difference, more is told: each answer has its confidence.
    tuner.sureness['least'] = min(k for k, v in scores.items() if v >= max(scores.values()) - .001)
    pathlib.Path(a.out).write_text(json.dumps(tuner.tuned(), indent=1) + '\n')


if __name__ == '__main__':
    main()
