#!/usr/bin/env python3
"""What must hold of decode.py, on generated cases with a fixed seed: Viterbi and the chances of spans against trying every sequence, runs, cores and windows, the
casing input, links. Plain numpy."""
import itertools
import math
import random

import numpy as np

import decode
from decode import NAME_TAGS, SEP, SPAN_TAGS


def viterbi():
    rng = np.random.default_rng(1)
    tags = ('O', 'B-cue', 'I-cue', 'E-cue', 'S-cue')
    moves = np.where(decode.forbidden(tags), decode.NEVER, rng.normal(size=(5, 5)))
    split = np.where(decode.within_word(tags), decode.NEVER, 0.0)
    for n in (1, 2, 3, 5):
        for _ in range(20):
            scores, cont = rng.normal(size=(n, 5)) * 2, rng.random(n) < .3
            cont[0] = False

            def total(path):
                sum_, before = 0.0, 0
                for i, t in enumerate(path):
                    sum_ += scores[i, t] + moves[before, t] + (split[before, t] if cont[i] else 0)
                    before = t
                return sum_ + moves[before, 0]
            best = max(itertools.product(range(5), repeat=n), key=total)
            found = decode.viterbi(scores, cont, moves, split)
            assert abs(total(found) - total(best)) < 1e-9, (found, best)
            for kind, first, last in decode.runs(found, tags):
                assert kind == 'cue' and not cont[first] and (last + 1 == n or not cont[last + 1])


def likely_spans():
    rng = np.random.default_rng(4)
    tags = SPAN_TAGS
    moves = np.where(decode.forbidden(tags), decode.NEVER, rng.normal(size=(13, 13)))
    split = np.where(decode.within_word(tags), decode.NEVER, 0.0)
    for n in (1, 2, 3, 4):
        for _ in range(4):
            scores, cont = rng.normal(size=(n, 13)) * 2, rng.random(n) < .3
            cont[0] = False
            total, chances = 0.0, {}
            for path in itertools.product(range(13), repeat=n):
                steps = [(0, path[0]), *zip(path, path[1:])]
                if any(moves[a, b] == decode.NEVER or (cont[i] and split[a, b]) for i, (a, b) in enumerate(steps)) or moves[path[-1], 0] == decode.NEVER:
                    continue
                weight = math.exp(sum(scores[i, b] + moves[a, b] for i, (a, b) in enumerate(steps)) + moves[path[-1], 0])
                total += weight
                for span in decode.runs(path, tags):
                    chances[span] = chances.get(span, 0) + weight
            expect = {s: w / total for s, w in chances.items() if w / total >= decode.LEAST_SPAN}
            found = decode.likely_spans(scores, cont, moves, split)
            assert [f[:3] for f in found] == sorted(expect, key=lambda s: (s[2], s[1], decode.ROLES.index(s[0])))
            assert all(abs(expect[f[:3]] - f[3]) < 1e-9 for f in found)
            least = dict(zip(decode.ROLES, rng.random(3) * .4))

            def worth(spans):
                return sum(f[3] - least[f[0]] for f in spans)
            chosen = decode.apart(found, least)
            some = found[:12]
            best = max((worth(c) for k in range(n + 1) for c in itertools.combinations(some, k)
                        if all(a[2] < b[1] for a, b in zip(c, c[1:]))), default=0)
            assert worth(chosen) >= best - 1e-12 and all(a[2] < b[1] for a, b in zip(chosen, chosen[1:]))


def transitions():
    for tags in (SPAN_TAGS, NAME_TAGS):
        table = decode.forbidden(tags)
        assert not table[0, 0] and table[0, tags.index('I-' + tags[1][2:])]
    t = SPAN_TAGS.index
    table = decode.forbidden(SPAN_TAGS)
    assert table[t('B-cue'), 0] and table[t('B-cue'), t('E-source')] and not table[t('B-cue'), t('E-cue')]
    assert not table[t('E-cue'), t('S-source')] and table[t('S-cue'), t('E-cue')]


def cutting():
    rng = random.Random(2)
    config = {'core': 198, 'left': 40, 'right': 16, 'stops': [1012]}
    for n in (0, 1, 197, 198, 199, 1000, 2345):
        ids = np.array([SEP if rng.random() < .02 else 1012 if rng.random() < .04 else 2000 for _ in range(n)], np.int64)
        frames = decode.windows(ids, config)
        assert [f[2] for f in frames] == ([0] + [f[3] for f in frames[:-1]] if frames else [])
        assert not frames or frames[-1][3] == n
        for a, b, c, d in frames:
            assert 0 <= a <= c < d <= b <= n and d - c <= 198 and b - a <= 254
    whole = np.full(1000, 2000)         # no place to cut at: at the limit
    assert [d - c for _, _, c, d in decode.windows(whole, config)] == [198] * 5 + [10]


def casing():
    expect = {'the': 2, 'The': 3, 'A': 3, 'UN': 4, 'U': 3, 'McD': 5, '3rd': 1, ',': 0, '“': 0, 'É': 3, 'é': 2, '中': 2, '٣': 1, '': 0}
    for piece, shape in expect.items():
        for spaced in (False, True):
            assert decode.shape_of(piece, spaced) == 1 + 2 * shape + spaced, piece
    assert max(decode.shape_of(p, True) for p in expect) < decode.SHAPES


def blocks_and_stream():
    text = 'One two.\n\n \nThree\n'
    assert [text[a:b] for a, b in decode.blocks(text)] == ['One two.', 'Three']
    stream = decode.Stream(text, lambda s: [(7, i, i + 1, False) for i, c in enumerate(s) if not c.isspace()])
    assert len(stream) == 7 + 1 + 5 and stream.ids[7] == SEP and stream.start[8] == text.index('T') and stream.block[8] == 1
    assert len(decode.Stream('\n \n', lambda s: [])) == 0


def links():
    assert [decode.bucket(d) for d in (0, 1, -1, 2, 3, 4, -7, 127, 128, 5000, -5000)] == [8, 9, 7, 10, 10, 11, 5, 15, 16, 16, 0]
    rng = np.random.default_rng(3)
    query, key, bias = rng.normal(size=(12, 4)), rng.normal(size=(12, 4)), rng.normal(size=18)
    score = decode.link(query, key, bias, (5, 6), [(7, 8), (11, 11)], (3, 13))
    by_hand = [[], [], []]
    for i in (5, 6):
        q = query[i - 3 + 1] / 2
        by_hand[0].append(q @ key[0] + bias[17])
        for k, columns in ((1, (7, 8)), (2, (11,))):
            by_hand[k].append(np.log(sum(np.exp(q @ key[j - 3 + 1] + bias[decode.bucket(j - i)]) for j in columns)))
    plain = np.array([np.mean(v) for v in by_hand])
    assert np.allclose(score, plain - np.log(np.exp(plain).sum()))


def main():
    for check in (viterbi, likely_spans, transitions, cutting, casing, blocks_and_stream, links):
        check()
    print('7 checks of decoding passed')


if __name__ == '__main__':
    main()
