#!/usr/bin/env python3
"""The teacher: all-mpnet-base-v2 (12 layers, hidden 768) fine-tuned on attribution, for the reader to learn from. Never shipped.

teacher.py --out FOLDER --minutes N            train; the running mean of the weights goes to FOLDER/final.pt
teacher.py --out FOLDER --tell FILE.npz        what FOLDER/final.pt makes of each text that `learn.py` and `distil.py` learn from
teacher.py --out FOLDER --score                its figures on the held-out articles

Its vocabulary is the reader's, moved by four places, so that both read the same word pieces. The lowest layers stay as they are; the casing
input is added above them. Heads and losses are the reader's.
"""
import argparse
import json
import math
import os
import pathlib
import pickle
import random
import time

import numpy as np
import torch
from torch import nn

import data
import loop
import train
from decode import CLS, NAME_TAGS, SEP, SHAPES, SPAN_TAGS, Decoder, log_softmax, windows
from export import WINDOW
from model import LINK, LINKS, Layer, load_tokenizer
from model import ENCODER as READER_ENCODER

ENCODER = os.path.join(os.environ.get('ENTENTE_TRAINING', '/tmp/entente-training'), 'teacher')
HIDDEN, LAYERS, HEADS, INNER, FROZEN = 768, 12, 12, 3072, 3


def buckets(n):
    """The 32 buckets of relative positions of T5 and MPNet: memory minus context, [n, n]."""
    apart = torch.arange(n)[None] - torch.arange(n)[:, None]
    out = (apart > 0).long() * 16
    far = apart.abs()
    large = 8 + (far.clamp(min=1).float().div(8).log() / math.log(128 / 8) * 8).long()
    return out + torch.where(far < 8, far, large.clamp(max=15))


class Teacher(nn.Module):
    """Called like the reader, with the reader's ids; gives spans, (no names), and the four vectors of links that attribution uses."""

    def __init__(self, layers=LAYERS):
        super().__init__()
        self.words, self.places = nn.Embedding(30527, HIDDEN), nn.Embedding(514, HIDDEN)
        self.apart = nn.Embedding(32, HEADS)
        self.norm = nn.LayerNorm(HIDDEN, 1e-5)
        self.layers = nn.ModuleList(Layer(INNER, HIDDEN, HEADS, 1e-5) for _ in range(layers))
        self.casing = nn.Embedding(SHAPES, HIDDEN)
        self.spans, self.links = nn.Linear(HIDDEN, len(SPAN_TAGS)), nn.Linear(HIDDEN, LINK * 4)
        self.transitions = nn.Parameter(torch.zeros(len(SPAN_TAGS), len(SPAN_TAGS)))
        self.bias = nn.Parameter(torch.zeros(3, 18))
        nn.init.normal_(self.casing.weight, std=.02)
        for head in (self.spans, self.links):
            nn.init.normal_(head.weight, std=.02)
            nn.init.zeros_(head.bias)
        for part in (self.words, self.places, self.apart, self.norm, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    def encode(self, ids, mask, casing, drop=lambda x: x):
        n = ids.shape[1]
        own = torch.where(ids == CLS, 0, torch.where(ids == SEP, 2, torch.where(mask == 0, 1, ids + 4)))
        kind = torch.bfloat16 if torch.is_autocast_enabled('cpu') else torch.float32
        with torch.no_grad():
            x = self.norm(self.words(own) + self.places.weight[2:n + 2])
            bias = self.apart.weight[buckets(n)].permute(2, 0, 1)[None] + ((1 - mask.float()) * -1e4)[:, None, None, :]
            bias = bias.to(kind)
            for layer in self.layers[:FROZEN]:
                x = layer(x, bias, lambda y: y)
        x = drop(x + self.casing(casing))
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias, drop)
        return x

    def forward(self, ids, mask, casing, drop=lambda x: x):
        x = self.encode(ids, mask, casing, drop)
        return (self.spans(x), None, *self.links(x).split(LINK, -1), None, None)

    def load(self, folder):
        from safetensors.torch import load_file
        w = load_file(pathlib.Path(folder) / 'model.safetensors')
        own = {'words.weight': w['embeddings.word_embeddings.weight'], 'places.weight': w['embeddings.position_embeddings.weight'],
               'norm.weight': w['embeddings.LayerNorm.weight'], 'norm.bias': w['embeddings.LayerNorm.bias'],
               'apart.weight': w['encoder.relative_attention_bias.weight']}
        for i in range(LAYERS):
            at, to = f'encoder.layer.{i}.', f'layers.{i}.'
            for part in ('weight', 'bias'):
                own[to + 'qkv.' + part] = torch.cat([w[f'{at}attention.attn.{n}.{part}'] for n in 'qkv'])
                for mine, theirs in (('out', 'attention.attn.o'), ('norm1', 'attention.LayerNorm'), ('up', 'intermediate.dense'),
                                     ('down', 'output.dense'), ('norm2', 'output.LayerNorm')):
                    own[f'{to}{mine}.{part}'] = w[f'{at}{theirs}.{part}']
        left = self.load_state_dict(own, strict=False)
        assert not left.unexpected_keys and all(k.split('.')[0] in ('casing', 'spans', 'links', 'transitions', 'bias') for k in left.missing_keys), left


class Source(train.Source):
    """Batches of attribution alone."""

    def __init__(self, tokenize, rng, small, size):
        self.rng, self.size = rng, size
        self.articles = [a for a in data.polnear(tokenize, 'train', 30 if small else None) if not data.held_out(a.name)]
        self.epoch, self.queue = 0, []

    def next(self):
        if not self.queue:
            self.epoch += 1
            self.queue = self.batches([(s, a, b) for s in self.articles for a, b in train.slices(s.stream, self.rng)], self.size)
        return self.queue.pop()


def groups(model, rate):
    out = [{'params': [*model.spans.parameters(), *model.links.parameters(), model.casing.weight], 'lr': 10 * rate},
           {'params': [model.transitions, model.bias], 'lr': 50 * rate, 'weight_decay': 0.0}]
    return out + [{'params': list(layer.parameters()), 'lr': rate * .92 ** (LAYERS - 1 - i)}
                  for i, layer in enumerate(model.layers) if i >= FROZEN]


def restored(path):
    state = torch.load(path, weights_only=False)['mean']
    model = Teacher(1 + max(int(k.split('.')[1]) for k in state if k.startswith('layers.')))
    model.load_state_dict(state)
    return model.eval().requires_grad_(False)


def outputs(model, streams, size=2048):
    """Of every stream the windows and each one's outputs, as the decoder takes them."""
    frames = [windows(s.ids, WINDOW) for s in streams]
    todo = sorted(((k, w) for k, f in enumerate(frames) for w in range(len(f))), key=lambda kw: frames[kw[0]][kw[1]][1] - frames[kw[0]][kw[1]][0])
    found = [[None] * len(f) for f in frames]
    while todo:
        rows, longest = [], 0
        while todo and (not rows or (len(rows) + 1) * longest <= size):
            k, w = todo.pop()
            a, b = frames[k][w][:2]
            longest = max(longest, b - a + 2)
            rows.append((k, w, a, b))
        holder = [type('Item', (), {'stream': streams[k]}) for k, *_ in rows]
        ids, mask, shape = train.inputs([(h, a, b) for h, (_, _, a, b) in zip(holder, rows)])
        with torch.inference_mode(), torch.autocast('cpu', dtype=torch.bfloat16, enabled=loop.BF16):
            spans, _, *links, _, _ = model(ids, mask, shape)
        for i, (k, w, a, b) in enumerate(rows):
            found[k][w] = {n: x[i, :b - a + 2].float().numpy() for n, x in zip(('spans', *LINKS[:4]), (spans, *links))}
            found[k][w]['names'] = np.zeros((b - a + 2, len(NAME_TAGS)), np.float32)
    return list(zip(frames, found))


def tell(a):
    tokenize = load_tokenizer(a.reader_encoder)
    model = restored(pathlib.Path(a.out) / a.checkpoint)
    part, parts = map(int, a.part.split('/'))
    texts = {k: s for i, (k, s) in enumerate(sorted(data.read_by_teacher(tokenize, 4 if a.small else None).items())) if i % parts == part - 1}
    began, out, names = time.time(), {}, list(texts)
    for at in range(0, len(names), 40):
        some = names[at:at + 40]
        for name, (frames, found) in zip(some, outputs(model, [texts[n] for n in some])):
            told = np.zeros((len(texts[name]), len(SPAN_TAGS)), np.float16)
            for (x, _, c, d), o in zip(frames, found):
                told[c:d] = log_softmax(o['spans'][c - x + 1:d - x + 1])
            out[name] = told
        print(f'{at + len(some)} of {len(names)} texts, {time.time() - began:.0f} s', flush=True)
    np.savez(a.tell, **out)


def score(a):
    import evaluate
    tokenize = load_tokenizer(a.reader_encoder)
    model = restored(pathlib.Path(a.out) / a.checkpoint)
    bias = model.bias.numpy()
    config = {'window': WINDOW, 'spans': {'least': [.2, .2, .3], 'transitions': model.transitions.tolist()}, 'confidence': {'constant': 0.0, 'weights': [0.0] * 8, 'least': 0.0},
              'links': {'cue_bias': bias[0].tolist(), 'source_bias': bias[1].tolist(), 'cue_none': 0.0, 'source_none': 0.0}}
    reader = Decoder(config, tokenize, None)
    articles = evaluate.load_articles(tokenize, 'held-out')
    rules, tally, found = evaluate.scorer('attribution'), {}, outputs(model, [x.stream for x in articles])
    if a.keep:
        pathlib.Path(a.keep).write_bytes(pickle.dumps({'held-out': found}))
    for x, (words, golds), ran in zip(articles, evaluate.gold(articles, rules), found):
        evaluate.counts(golds, reader.decode(x.stream, *ran, with_names=False)['attributions'], words, rules, tally)
    print('held-out', json.dumps(evaluate.figures(tally)))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--encoder', default=ENCODER)
    ap.add_argument('--reader-encoder', default=READER_ENCODER)
    ap.add_argument('--out', default='/tmp/entente-teacher')
    ap.add_argument('--batch', type=int, default=2048, help='positions a step')
    ap.add_argument('--layers', type=int, default=LAYERS, help='fewer begin from nothing: to try the code')
    ap.add_argument('--start', help='a checkpoint to begin from in place of the encoder as it came')
    ap.add_argument('--rate', type=float, default=8e-5)
    ap.add_argument('--seed', type=int, default=3)
    loop.arguments(ap)
    ap.add_argument('--checkpoint', default='final.pt', help='in FOLDER, for --tell and --score')
    ap.add_argument('--part', default='1/1', help='with --tell: of so many parts this one')
    ap.add_argument('--tell')
    ap.add_argument('--score', action='store_true')
    ap.add_argument('--keep', help='with --score: where its outputs go')
    a = ap.parse_args()
    if a.tell or a.score:
        return tell(a) if a.tell else score(a)
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    source = Source(load_tokenizer(a.reader_encoder), rng, a.small, a.batch)
    model = Teacher(a.layers)
    if a.start:
        model.load_state_dict(torch.load(a.start, weights_only=False)['mean'])
    elif a.layers == LAYERS:
        model.load(a.encoder)
    drop = torch.nn.Dropout(.1)
    loop.run(a, model, groups(model, a.rate), lambda step: train.losses(model, 'a', source.next(), drop), shown_every=10, saved_every=100,
             mean=.99, rise=.06)


if __name__ == '__main__':
    main()
