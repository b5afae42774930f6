#!/usr/bin/env python3
"""Distil the quick reader: fewer and narrower layers that learn to say what the shipped reader says. distil.py MODEL_FOLDER --out FOLDER

The student begins as some of the teacher's layers, of whose inner neurons those stay that move the layer's output most. Word embeddings are the
teacher's and are not trained, so that both models share one table. The teacher's last layer is computed once for every word piece and kept
(about 700 MB); each batch then cuts other windows out of the articles. What is learned from: the annotation, by the losses of train.py; the
teacher's tags (Kullback-Leibler divergence) and its last layer (mean square), on OntoGUM's text too, which has no annotation of speech.
With --told the tags to learn are those of teacher.py, a larger model, in place of the reader's.
Names and mentions are left out: in quick mode they are found by rules.
"""
import argparse
import pathlib
import random
import time

import numpy as np
import openvino as ov
import torch
from torch.nn import functional as F

import data
import loop
import train
from decode import CLS, SEP, SPAN_TAGS, windows
from export import WINDOW
from from_model import state_of
from model import ENCODER, HIDDEN, Reader, load_tokenizer, reader_of


class Teacher:
    """The exported reader's last layer, by word piece."""

    def __init__(self, folder):
        graph = ov.Core().read_model(pathlib.Path(folder) / 'model.xml')
        head = next(n for n in graph.get_ordered_ops() if n.get_friendly_name() == 'head/spans')
        graph = ov.Model([head.input_value(0)], graph.get_parameters())
        self.model = ov.Core().compile_model(graph, 'CPU', {'INFERENCE_NUM_THREADS': 1, 'INFERENCE_PRECISION_HINT': 'f32'})

    def __call__(self, stream):
        out = np.zeros((len(stream), HIDDEN), np.float16)
        for a, b, c, d in windows(stream.ids, WINDOW):
            ids = np.concatenate([[CLS], stream.ids[a:b], [SEP]])[None]
            shape = np.concatenate([[0], stream.shape[a:b], [0]])[None]
            x = next(iter(self.model({'input_ids': ids, 'attention_mask': np.ones_like(ids), 'casing': shape}).values()))[0]
            out[c:d] = x[c - a + 1:d - a + 1]
        return out


def neurons(teacher, layers, keep, articles):
    """Of each of these layers the inner neurons that move its output most: mean size of what they give times the length of
    their column."""
    seen = [torch.zeros(len(teacher.encoder.layers[i].up.bias)) for i in layers]
    watch = [teacher.encoder.layers[i].up.register_forward_hook(
        lambda _, __, y, at=k: seen[at].add_(F.gelu(y).abs().mean((0, 1)))) for k, i in enumerate(layers)]
    with torch.no_grad():
        for s in articles:
            teacher(*train.inputs([(s, 0, min(len(s.stream), train.ROWS))]))
    for w in watch:
        w.remove()
    size = [seen[k] * teacher.encoder.layers[i].down.weight.norm(dim=0) for k, i in enumerate(layers)]
    return [s.topk(keep).indices.sort().values for s in size]


def student_of(teacher, layers, inner, articles):
    with torch.no_grad():
        kept = neurons(teacher, layers, inner, articles)
        student = Reader(len(layers), inner)
        state = {}
        for key, value in teacher.state_dict().items():
            parts = key.split('.')
            if parts[1:2] == ['layers']:
                if int(parts[2]) not in layers:
                    continue
                k = layers.index(int(parts[2]))
                parts[2] = str(k)
                if parts[3] == 'up':
                    value = value[kept[k]]
                elif parts[3:] == ['down', 'weight']:
                    value = value[:, kept[k]]
            state['.'.join(parts)] = value.clone()
        student.load_state_dict(state)
    return student


class Source:
    """Batches of windows: annotated articles, and one in so many of text without annotation."""

    def __init__(self, tokenize, teacher, rng, size, small, told=None):
        self.rng, self.size = rng, size
        self.articles = [a for a in data.polnear(tokenize, 'train', 12 if small else None) if not data.held_out(a.name)]
        if told:
            self.bare = data.bare_texts(tokenize, told, 3 if small else None)
        else:
            self.bare = data.coreference(tokenize, 3 if small else None)
        for s in self.articles + self.bare:
            s.last = teacher(s.stream)
        for s in self.articles if told else self.articles + self.bare:
            s.told = told[f'polnear/{s.name}'] if told else None
        self.epoch, self.queue = 0, []

    def next(self):
        if not self.queue:
            self.epoch += 1
            for kind, stories in (('annotated', self.articles), ('bare', self.bare)):
                items = [(s, a, b) for s in stories for a, b in train.slices(s.stream, self.rng)]
                self.queue += [(kind, b) for b in train.Source.batches(self, items, self.size)]
            self.rng.shuffle(self.queue)
        return self.queue.pop()


def losses(model, heads, kind, items, drop):
    ids, mask, shape = train.inputs(items)
    x = model.encoder(ids, mask, shape, drop)
    spans, _, cue_query, source_key, content_query, cue_key = model.heads(x)[:6]
    last = np.zeros((*ids.shape, HIDDEN), np.float32)
    for row, (s, a, b) in zip(last, items):
        row[1:b - a + 1] = s.last[a:b]
    last = torch.from_numpy(last)
    inner = mask.bool().clone()
    inner[:, 0] = False
    inner[torch.arange(len(inner)), mask.sum(1) - 1] = False
    spans = spans.float()
    with torch.no_grad():
        told = heads(last[inner]).float().log_softmax(-1) if items[0][0].told is None else train.told_tags(items, mask)[inner]
    out = {'last layer': .5 * (x.float()[inner] - last[inner]).square().mean() / last[inner].var(),
           'told': F.kl_div(spans[inner].log_softmax(-1), told, log_target=True, reduction='batchmean')}
    if kind == 'bare':
        return out
    tags, weight, to_cue, to_source = train.attribution_batch(items)
    flat = F.cross_entropy(spans.flatten(0, 1), tags.flatten(), reduction='none')
    weight = weight.flatten()
    only_o = torch.zeros(len(SPAN_TAGS))
    only_o[1:] = train.NEVER
    lengths = mask.sum(1) - 2
    sequence = train.crf((spans + (ids == SEP)[..., None] * only_o)[:, 1:-1], tags[:, 1:-1], lengths, model.transitions)
    out.update({'tags': .5 * (flat * weight).sum() / weight.sum(), 'sequence': .5 * sequence / lengths.sum(),
                'to cue': .3 * train.pointer(content_query, cue_key, model.bias[0], to_cue, mask),
                'to source': .3 * train.pointer(cue_query, source_key, model.bias[1], to_source, mask)})
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('teacher', help='folder of an exported reader')
    ap.add_argument('--encoder', default=ENCODER)
    ap.add_argument('--out', default='/tmp/entente-quick')
    ap.add_argument('--told', nargs='*', help='what teacher.py --tell wrote: its parts')
    ap.add_argument('--start', help='a checkpoint of an earlier run to go on from')
    ap.add_argument('--layers', type=int, nargs='*', default=[0, 2, 5], help='of the teacher, that the student begins as')
    ap.add_argument('--inner', type=int, default=768, help='neurons within a layer, of 1,536')
    ap.add_argument('--batch', type=int, default=1024, help='positions a step')
    ap.add_argument('--rate', type=float, default=4e-4)
    ap.add_argument('--seed', type=int, default=7)
    loop.arguments(ap)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    began = time.time()
    source = Source(load_tokenizer(a.encoder), Teacher(a.teacher), rng, a.batch, a.small, data.told(a.told) if a.told else None)
    teacher = reader_of(state_of(a.teacher))
    if a.start:
        model = reader_of(torch.load(a.start, weights_only=False)['model'])
    else:
        model = student_of(teacher, a.layers, a.inner, source.articles[:40])
    print(f'{len(source.articles)} articles, {len(source.bare)} stories; the teacher read them in {time.time() - began:.0f} s', flush=True)
    model.encoder.words.weight.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    small = [model.transitions, model.bias]
    groups = [{'params': [p for p in trained if all(p is not s for s in small)], 'lr': a.rate},
              {'params': small, 'lr': 5 * a.rate, 'weight_decay': 0.0}]
    drop = torch.nn.Dropout(.05)
    loop.run(a, model, groups, lambda step: losses(model, teacher.spans, *source.next(), drop), shown_every=50, saved_every=500, rise=.03)


if __name__ == '__main__':
    main()
