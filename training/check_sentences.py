#!/usr/bin/env python3
"""How near the int8 sentence encoder is to the original weights: over pairs of sentences of our invented reports, the cosine between the
two vectors of one sentence, and the correlation of the two models' similarities. check_sentences.py FOLDER"""
import argparse
import pathlib
import re

import numpy as np
import openvino as ov
import torch

from decode import CLS, SEP
from model import ENCODER, Sentences, load_tokenizer


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('folder')
    ap.add_argument('--encoder', default=ENCODER)
    a = ap.parse_args()
    tokenize = load_tokenizer(a.encoder)
    model = Sentences()
    model.encoder.load(a.encoder)
    mine = ov.Core().compile_model(pathlib.Path(a.folder) / 'model.xml', 'CPU')
    reports = pathlib.Path(__file__).resolve().parent.parent / 'examples/kesh/reports'
    lines = sorted({s.strip() for p in sorted(reports.glob('*.txt')) for s in re.split(r'(?<=[.?!])\s+', p.read_text()) if len(s) > 30})
    left, right = [], []
    for line in lines:
        ids = np.array([[CLS] + [t[0] for t in tokenize(line)][:254] + [SEP]], np.int64)
        left.append(mine([ids, np.ones_like(ids)])[0][0])
        with torch.no_grad():
            right.append(model(torch.from_numpy(ids), torch.ones(ids.shape, dtype=torch.int64))[0].numpy())
    left, right = np.array(left), np.array(right)
    same = (left * right).sum(1)
    upper = np.triu_indices(len(lines), 1)
    x, y = (left @ left.T)[upper], (right @ right.T)[upper]
    print(f'{len(lines)} sentences: cosine of int8 with fp32 {same.mean():.4f} (least {same.min():.4f}); '
          f'similarities of pairs: correlation {np.corrcoef(x, y)[0, 1]:.4f}, mean difference {abs(x - y).mean():.4f}')


if __name__ == '__main__':
    main()
