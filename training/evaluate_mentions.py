#!/usr/bin/env python3
"""How often the mention head names a right antecedent, on OntoGUM documents that training left out. evaluate_mentions.py MODEL_FOLDER

Asked are pronouns and names (mentions of at most five pieces) that have an earlier mention of their chain within the same window;
offered are all earlier mentions in the window (gold spans) of at most eight pieces, and `none`. Right: an antecedent of the same chain.
Beside it, on the same mentions, a plain rule: the nearest earlier mention with the same last word, else the nearest earlier one with a capital.
"""
import argparse
import json

import numpy as np

import data
from decode import link
from model import ENCODER
from runtime import decoder

PRONOUNS = set('he she him her his hers they them their theirs it its i me my we us our you your who himself herself itself themselves'.split())


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('model')
    ap.add_argument('--encoder', default=ENCODER)
    a = ap.parse_args()
    reader = decoder(a.model, a.encoder)
    bias = np.array(reader.config['links']['mention_bias'])
    tally = {}
    for story in data.coreference(reader.tokenize):
        if not data.held_out(story.name, 9):
            continue
        stream = story.stream
        frames, outputs = reader.run(stream)
        words = reader.tokenize.vocabulary
        for (w0, w1, c0, c1), out in zip(frames, outputs):
            inside = [m for m in story.mentions if m[1] >= w0 and m[2] < w1]
            for k, (chain, i, j) in enumerate(inside):
                if not c0 <= i < c1 or j - i >= 5:
                    continue
                before = [m for m in inside[:k] if m[2] < i and m[2] - m[1] < 8]
                first = words[stream.ids[i]]
                kind = 'pronoun' if i == j and first in PRONOUNS else 'name' if (stream.shape[i] - 1) // 2 in (3, 4, 5) else 'other'
                if not any(m[0] == chain for m in before):
                    if before:
                        row = tally.setdefault('new ' + kind, [0, 0, 0])
                        score = link(out['mention_query'], out['mention_key'], bias, (i, j), [m[1:] for m in before], (w0, w1))
                        row[0] += int(score.argmax() == 0)
                        row[2] += 1
                    continue
                score = link(out['mention_query'], out['mention_key'], bias, (i, j), [m[1:] for m in before], (w0, w1))
                best = before[int(score[1:].argmax())]
                last = stream.ids[j]
                rule = next((m for m in reversed(before) if stream.ids[m[2]] == last), None) or \
                    next((m for m in reversed(before) if (stream.shape[m[1]] - 1) // 2 in (3, 4, 5)), None) or before[-1]
                row = tally.setdefault(kind, [0, 0, 0])
                row[0] += best[0] == chain
                row[1] += rule[0] == chain
                row[2] += 1
    print(json.dumps({k: {'mentions': n, 'head': round(h / n, 4), **({} if k.startswith('new') else {'plain rule': round(r / n, 4)})}
                      for k, (h, r, n) in sorted(tally.items())}))


if __name__ == '__main__':
    main()
