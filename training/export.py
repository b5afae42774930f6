#!/usr/bin/env python3
"""Write a trained reader, or the untouched sentence encoder, as OpenVINO IR: fp32, or int8 by NNCF's post-training quantisation.

The graph is written with OpenVINO's own operations, node by node, so that it has the shape its CPU plugin knows best, and needs
no tracing. export.py reader --checkpoint last.pt [--int8] --out FOLDER; export.py sentences [--int8] --out FOLDER.
"""
import argparse
import hashlib
import json
import math
import os
import pathlib
import random

import numpy as np
import openvino as ov
import openvino.opset13 as op
import torch

import data
from decode import CLS, NAME_TAGS, NEVER, SEP, SPAN_TAGS, forbidden, windows
from model import ENCODER, HEADS, HIDDEN, LINK, LINKS, Sentences, load_tokenizer, reader_of

WINDOW = {'core': 254, 'left': 0, 'right': 0, 'stops': [1012, 1029, 999]}
DEPTH = HIDDEN // HEADS


def array(x):
    return x.detach().numpy().astype(np.float32)


def linear(x, weight, bias, name):
    y = op.matmul(x, op.constant(array(weight) if torch.is_tensor(weight) else weight), False, True, name=name)
    return op.add(y, op.constant((array(bias) if torch.is_tensor(bias) else bias)[None, None]))


def norm(x, layer):
    y = op.mvn(x, op.constant(np.array([-1], np.int64)), True, 1e-12, 'inside_sqrt')
    return op.add(op.multiply(y, op.constant(array(layer.weight)[None, None])), op.constant(array(layer.bias)[None, None]))


def encoder(model, ids, mask, casing):
    axis = op.constant(np.int64(0))
    # the segment's vector is constant: part of each place's
    places = array(model.places.weight) + array(model.segment)
    length = op.gather(op.shape_of(ids), op.constant(np.int64(1)), axis)
    where = op.range(op.constant(np.int64(0)), length, op.constant(np.int64(1)), 'i64')
    x = op.add(op.gather(op.constant(array(model.words.weight)), ids, axis, name='words'),
               op.gather(op.constant(places), where, axis, name='places'))
    if casing is not None:
        x = op.add(x, op.gather(op.constant(array(model.casing.weight)), casing, axis, name='casing'))
    x = norm(x, model.norm)
    allowed = op.unsqueeze(op.convert(mask, 'f32'), op.constant(np.array([1, 2], np.int64)))
    bias = op.multiply(op.subtract(op.constant(np.float32(1)), allowed), op.constant(np.float32(NEVER)))
    split = op.constant(np.array([0, 0, HEADS, DEPTH], np.int64))
    for i, layer in enumerate(model.layers):
        w, b = array(layer.qkv.weight), array(layer.qkv.bias)
        parts = []
        for k, scale in enumerate((1 / math.sqrt(DEPTH), 1, 1)):
            rows = slice(k * HIDDEN, (k + 1) * HIDDEN)
            y = op.reshape(linear(x, w[rows] * scale, b[rows] * scale, f'layer{i}/{"qkv"[k]}'), split, True)
            order = (0, 2, 3, 1) if k == 1 else (0, 2, 1, 3)
            parts.append(op.transpose(y, op.constant(np.array(order, np.int64))))
        scores = op.softmax(op.add(op.matmul(parts[0], parts[1], False, False), bias), -1)
        y = op.transpose(op.matmul(scores, parts[2], False, False), op.constant(np.array((0, 2, 1, 3), np.int64)))
        y = op.reshape(y, op.constant(np.array([0, 0, HIDDEN], np.int64)), True)
        x = norm(op.add(x, linear(y, layer.out.weight, layer.out.bias, f'layer{i}/out')), layer.norm1)
        y = op.gelu(linear(x, layer.up.weight, layer.up.bias, f'layer{i}/up'), 'erf')
        x = norm(op.add(x, linear(y, layer.down.weight, layer.down.bias, f'layer{i}/down')), layer.norm2)
    return x


def parameters(*names):
    out = [op.parameter([-1, -1], np.int64, name=n) for n in names]
    for p, n in zip(out, names):
        p.output(0).get_tensor().set_names({n})
    return out


def result(node, name):
    # an operation of its own, so that the output's name is on no tensor that others read
    out = op.result(node, name=name)
    out.input_value(0).get_tensor().add_names({name})
    return out


def reader_graph(model, links=LINKS):
    ids, mask, casing = parameters('input_ids', 'attention_mask', 'casing')
    x = encoder(model.encoder, ids, mask, casing)
    outputs = [result(linear(x, model.spans.weight, model.spans.bias, 'head/spans'), 'spans'),
               result(linear(x, model.names.weight, model.names.bias, 'head/names'), 'names')]
    rows = slice(0, len(links) * LINK)
    parts = op.split(linear(x, model.links.weight[rows], model.links.bias[rows], 'head/links'), op.constant(np.int64(2)), len(links))
    outputs += [result(parts.output(i), name) for i, name in enumerate(links)]
    return ov.Model(outputs, [ids, mask, casing], 'reader')


def sentences_graph(model):
    ids, mask = parameters('input_ids', 'attention_mask')
    x = encoder(model.encoder, ids, mask, None)
    m = op.unsqueeze(op.convert(mask, 'f32'), op.constant(np.int64(2)))
    x = op.divide(op.reduce_sum(op.multiply(x, m), op.constant(np.int64(1))),
                  op.maximum(op.reduce_sum(m, op.constant(np.int64(1))), op.constant(np.float32(1))))
    x = op.normalize_l2(x, op.constant(np.array([1], np.int64)), 1e-12, 'max')
    return ov.Model([result(x, 'sentence')], [ids, mask], 'sentences')


def calibration(tokenize, names, count, seed, window):
    """Windows of training articles and single sentences, for the ranges of the activations."""
    rng = random.Random(seed)
    articles = [a for a in data.polnear(tokenize, 'train', 300) if not data.held_out(a.name)]
    rng.shuffle(articles)
    items = []
    for a in articles:
        if 'casing' in names:
            cuts = [w[:2] for w in windows(a.stream.ids, window)]
        else:                                            # the sentence encoder sees a line or less
            cuts = [(np.flatnonzero(a.stream.block == b)[0], np.flatnonzero(a.stream.block == b)[-1]) for b in set(a.stream.block.tolist())]
        items += [(a.stream.ids[s:e][:window['core']], a.stream.shape[s:e][:window['core']]) for s, e in cuts if e > s]
    rng.shuffle(items)
    items = items[:count * 3 // 4]
    sentences = data.names(tokenize, 'conll2003-train', count)
    items += [(p[0].stream.ids, p[0].stream.shape) for p in sentences[:count - len(items)]]
    out = []
    for ids, shape in items:
        row = {'input_ids': np.concatenate([[CLS], ids, [SEP]])[None].astype(np.int64),
               'casing': np.concatenate([[0], shape, [0]])[None].astype(np.int64)}
        row['attention_mask'] = np.ones_like(row['input_ids'])
        out.append({n: row[n] for n in names})
    return out


def quantise(graph, tokenize, count, window):
    import nncf
    names = [next(iter(i.names)) for i in graph.inputs]
    rows = calibration(tokenize, names, count, 5, window)
    heads = [n.get_friendly_name() for n in graph.get_ops() if n.get_friendly_name().startswith('head/')]
    return nncf.quantize(graph, nncf.Dataset(rows), model_type=nncf.ModelType.TRANSFORMER, subset_size=len(rows),
                         ignored_scope=nncf.IgnoredScope(names=heads) if heads else None)


def checksum(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def settings(model, tuned, window):
    """reader.json without its checksums."""
    bias = array(model.bias)
    out = {'version': 2, 'model': 'entente-reader', 'window': window,
           'shapes': 13,
           'spans': {'tags': SPAN_TAGS, 'transitions': np.round(array(model.transitions), 5).astype(float).tolist(),
                     'least': [.2, .2, .3]},
           'names': {'tags': NAME_TAGS},
           'links': {'cue_bias': np.round(bias[0], 5).astype(float).tolist(), 'cue_none': 0.0,
                     'source_bias': np.round(bias[1], 5).astype(float).tolist(), 'source_none': 0.0,
                     'mention_bias': np.round(bias[2], 5).astype(float).tolist()},
           'confidence': {'constant': 0.0, 'weights': [0.0] * 8, 'least': 0.0}}
    for key, values in tuned.items():
        out[key].update(values)
    # forbidden transitions are told by the numbers as well, for readers of this file
    table = np.array(out['spans']['transitions'])
    out['spans']['transitions'] = np.where(forbidden(SPAN_TAGS), NEVER, table).tolist()
    out['names']['transitions'] = np.where(forbidden(NAME_TAGS), NEVER, 0.0).tolist()
    return out


def share(out, other):
    """Takes away from this model's weights what the other's begin with, too: the word embeddings. What reader.json says of it."""
    mine, theirs = (out / 'model.bin').read_bytes(), (other / 'model.bin').read_bytes()
    size = next(i for i, (a, b) in enumerate(zip(mine, theirs)) if a != b) // 8 * 8
    assert size > HIDDEN * 30522, f'the two models have only {size} bytes in common'
    (out / 'model.bin').write_bytes(mine[size:])
    (out / 'vocab.txt').unlink()
    return {'folder': os.path.relpath(other, out), 'bytes': size, 'sha256': {n: checksum(other / n) for n in ('model.bin', 'vocab.txt')}}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('what', choices=('reader', 'sentences'))
    ap.add_argument('--encoder', default=ENCODER)
    ap.add_argument('--checkpoint')
    ap.add_argument('--raw', action='store_true', help='the last weights in place of their running mean')
    ap.add_argument('--tuned', help='JSON with what tune.py chose')
    ap.add_argument('--int8', action='store_true')
    ap.add_argument('--settings-only', action='store_true', help='the model in --out stays; its reader.json is written anew')
    ap.add_argument('--core', type=int, default=WINDOW['core'], help='positions of the longest window that is read at once')
    ap.add_argument('--count', type=int, default=300, help='calibration windows')
    ap.add_argument('--shared', help='a reader whose word embeddings this one has: they, the vocabulary and the mention heads are left out')
    ap.add_argument('--out', required=True)
    a = ap.parse_args()
    window = {**WINDOW, 'core': a.core}
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenize = load_tokenizer(a.encoder)
    if a.what == 'reader':
        state = torch.load(a.checkpoint, weights_only=False)['model' if a.raw else 'mean']
        model = reader_of(state)
        graph = reader_graph(model, LINKS[:4] if a.shared else LINKS)
    else:
        model = Sentences()
        model.encoder.load(a.encoder)
        graph = sentences_graph(model)
    if a.int8 and not a.settings_only:
        graph = quantise(graph, tokenize, a.count, window)
    if not a.settings_only:
        ov.save_model(graph, out / 'model.xml', compress_to_fp16=a.int8)
    (out / 'vocab.txt').write_text('\n'.join(tokenize.vocabulary) + '\n', encoding='utf-8')
    if a.what == 'reader':
        about = settings(model, json.loads(pathlib.Path(a.tuned).read_text()) if a.tuned else {}, window)
    else:
        about = {'version': 1, 'model': 'all-MiniLM-L6-v2', 'longest': 256, 'size': HIDDEN}
    if a.shared and not a.settings_only:
        about['shared'] = share(out, pathlib.Path(a.shared))
    elif a.shared:
        about['shared'] = json.loads((out / 'reader.json').read_text())['shared']
        (out / 'vocab.txt').unlink()
    about['sha256'] = {n: checksum(out / n) for n in ('model.xml', 'model.bin', 'vocab.txt') if (out / n).exists()}
    name = 'reader.json' if a.what == 'reader' else 'sentences.json'
    (out / name).write_text(json.dumps(about, indent=1) + '\n')
    print({p.name: p.stat().st_size for p in sorted(out.iterdir())})


if __name__ == '__main__':
    main()
