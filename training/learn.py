#!/usr/bin/env python3
"""Go on from an exported reader, with a larger model's tags to learn from. learn.py MODEL_FOLDER --told FILE… --out FOLDER --minutes N

The tags that teacher.py found (Kullback-Leibler divergence) beside the annotation of train.py, its annotated tags at half the weight; on OntoGUM's text and
CoNLL-2003's too, where speech is not annotated. Names and mentions go on as in train.py, so that they are not forgotten.
"""
import argparse
import random

import numpy as np
import torch
from torch.nn import functional as F

import data
import loop
import train
from from_model import state_of
from model import ENCODER, load_tokenizer, reader_of

CYCLE = 'abaabnababac'     # attribution, bare text, names, coreference


class Source(train.Source):
    def __init__(self, tokenize, rng, small, told, rows):
        super().__init__(tokenize, rng, small, rows)
        self.articles = [a for a in self.articles if f'polnear/{a.name}' in told]
        for a in self.articles:
            a.told = told[f'polnear/{a.name}']
        self.bare = data.bare_texts(tokenize, told, 4 if small else None)
        self.queues['b'] = []

    def next(self, task):
        if task != 'b':
            return super().next(task)
        if not self.queues['b']:
            self.queues['b'] += self.batches([(s, a, b) for s in self.bare for a, b in train.slices(s.stream, self.rng, self.rng.choice(self.rows))], 2048)
        return task, self.queues['b'].pop()


def losses(model, task, items, drop, weight):
    if task in 'ncp':
        return train.losses(model, task, items, drop)
    ids, mask, shape = train.inputs(items)
    found = model(ids, mask, shape, drop)
    inner = mask.bool().clone()
    inner[:, 0] = False
    inner[torch.arange(len(inner)), mask.sum(1) - 1] = False
    told = train.told_tags(items, mask)[inner]
    out = {'told' if task == 'a' else 'told bare': weight * F.kl_div(found[0].float()[inner].log_softmax(-1), told, log_target=True, reduction='batchmean')}
    if task == 'a':
        parts = train.attribution_losses(model, found, ids, mask, items)
        out |= {k: (.5 if k in ('tags', 'sequence') else 1) * v for k, v in parts.items()}
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('model', help='folder of an exported reader')
    ap.add_argument('--told', nargs='+', required=True, help='what teacher.py --tell wrote: its parts')
    ap.add_argument('--encoder', default=ENCODER)
    ap.add_argument('--out', default='/tmp/entente-learn')
    ap.add_argument('--start', help='a checkpoint to begin from in place of the exported reader')
    ap.add_argument('--rate', type=float, default=1e-4)
    ap.add_argument('--weight', type=float, default=1.5, help='of the teacher')
    ap.add_argument('--rows', type=int, nargs='+', default=[train.ROWS], help='positions of the longest windows, one of these for each reading of a text')
    ap.add_argument('--seed', type=int, default=17)
    loop.arguments(ap)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    np.random.seed(a.seed)
    source = Source(load_tokenizer(a.encoder), rng, a.small, data.told(a.told), a.rows)
    print(f'{len(source.articles)} articles, {len(source.bare)} bare texts', flush=True)
    model = reader_of(torch.load(a.start, weights_only=False)['mean'] if a.start else state_of(a.model))
    drop = torch.nn.Dropout(.05)

    def step_losses(step):
        task, items = source.next(CYCLE[step % len(CYCLE)])
        return losses(model, task, items, drop, a.weight)

    loop.run(a, model, train.groups(model, a.rate), step_losses, shown_every=48, saved_every=480)


if __name__ == '__main__':
    main()
