#!/usr/bin/env python3
"""From an exported reader back to a checkpoint: int8 weights times their scales, as floats. from_model.py MODEL_FOLDER OUT.pt

Training can so go on from what ships, and the smaller reader be distilled from it, where the checkpoint itself is gone. The weights are those
of the int8 graph, without the rounding of what flows between the layers. Undone are the smoothing that NNCF moves from
activations into weights, and the scale of the queries, which export.py puts into theirs.
"""
import argparse
import json
import math
import pathlib

import numpy as np
import openvino as ov
import torch

from decode import NEVER
from model import HEADS, HIDDEN, LAYERS, LINKS, Reader


def kind(node):
    return node.get_type_name()


def constant(node):
    """The value of a constant, plain or compressed (an integer, widened and scaled)."""
    if kind(node) == 'Constant':
        return np.array(node.get_data(), np.float32)
    inner = [constant(node.input_value(i).get_node()) for i in range(node.get_input_size())]
    if kind(node) == 'Convert':
        return inner[0]
    assert kind(node) == 'Multiply', kind(node)
    return inner[0] * inner[1]


def smoothing(node):
    """What a matrix multiplication's input was multiplied by before it was rounded: one number a column, or 1."""
    if kind(node) == 'FakeQuantize':
        node = node.input_value(0).get_node()
    return constant(node.input_value(1).get_node()).reshape(-1) if 'smooth_quant' in node.get_friendly_name() else np.float32(1)


def follower(node, wanted):
    """The operation of that kind that takes the node's output, and its other, constant input."""
    for target in node.output(0).get_target_inputs():
        if kind(target.get_node()) == wanted:
            after = target.get_node()
            return after, constant(after.input_value(1 - target.get_index()).get_node()).reshape(-1)
    raise ValueError(f'{node.get_friendly_name()} is followed by no {wanted}')


def weights(graph):
    """{name in export.py: (weight, bias)} of the linear layers, {name: table} of the embeddings, [(scale, shift)] of the norms in order."""
    linear, tables, norms = {}, {}, []
    for node in graph.get_ordered_ops():
        name = node.get_friendly_name()
        if kind(node) == 'MatMul' and '/' in name:
            weight = constant(node.input_value(1).get_node()) * smoothing(node.input_value(0).get_node())
            linear[name] = weight, follower(node, 'Add')[1]
        elif kind(node) == 'Gather' and name.startswith(('words', 'places', 'casing')):
            tables[name.rstrip('0123456789')] = constant(node.input_value(0).get_node())
        elif kind(node) == 'MVN':
            scaled, scale = follower(node, 'Multiply')
            norms.append((scale, follower(scaled, 'Add')[1]))
    return linear, tables, norms


def state_of(folder, layers=LAYERS):
    graph = ov.Core().read_model(pathlib.Path(folder) / 'model.xml')
    config = json.loads((pathlib.Path(folder) / 'reader.json').read_text())
    linear, tables, norms = weights(graph)
    own = {f'encoder.{n}.weight': t for n, t in tables.items()}
    own['encoder.segment'] = np.zeros(HIDDEN, np.float32)          # export.py adds it to the places
    own['encoder.norm.weight'], own['encoder.norm.bias'] = norms[0]
    for i in range(layers):
        at = f'encoder.layers.{i}.'
        parts = [linear[f'layer{i}/{n}'] for n in 'qkv']
        undo = math.sqrt(HIDDEN // HEADS), 1, 1
        own[at + 'qkv.weight'] = np.concatenate([w * u for (w, _), u in zip(parts, undo)])
        own[at + 'qkv.bias'] = np.concatenate([b * u for (_, b), u in zip(parts, undo)])
        for n in ('out', 'up', 'down'):
            own[f'{at}{n}.weight'], own[f'{at}{n}.bias'] = linear[f'layer{i}/{n}']
        for k in (1, 2):
            own[f'{at}norm{k}.weight'], own[f'{at}norm{k}.bias'] = norms[2 * i + k]
    for n in ('spans', 'names', 'links'):
        own[n + '.weight'], own[n + '.bias'] = linear['head/' + n]
    moves = np.array(config['spans']['transitions'])
    own['transitions'] = np.where(moves <= NEVER, 0, moves)
    own['bias'] = np.array([config['links'][n + '_bias'] for n in ('cue', 'source', 'mention')])
    return {k: torch.from_numpy(np.ascontiguousarray(v, np.float32)) for k, v in own.items()}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('folder')
    ap.add_argument('out')
    a = ap.parse_args()
    model = Reader()
    model.load_state_dict(state_of(a.folder))
    torch.save({'model': model.state_dict(), 'mean': model.state_dict(), 'links': LINKS}, a.out)
    print(f'{sum(p.numel() for p in model.parameters())} numbers in {a.out}')


if __name__ == '__main__':
    main()
