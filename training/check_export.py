#!/usr/bin/env python3
"""The exported fp32 graph must give what the PyTorch model gives, padded or not. check_export.py CHECKPOINT FOLDER"""
import argparse

import numpy as np
import torch

from decode import CLS, SEP, Stream
from model import ENCODER, LINKS, load_tokenizer, reader_of
from runtime import Exported

TEXT = 'Envoy Ilse Maro said on Monday that the harbour would reopen.\n"Nobody has signed," she added, "and nobody will before May."'


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('checkpoint')
    ap.add_argument('folder')
    ap.add_argument('--encoder', default=ENCODER)
    a = ap.parse_args()
    stream = Stream(TEXT, load_tokenizer(a.encoder))
    rows = [(np.concatenate([[CLS], stream.ids[:n], [SEP]]), np.concatenate([[0], stream.shape[:n], [0]])) for n in (len(stream), 9)]
    model = reader_of(torch.load(a.checkpoint, weights_only=False)['mean'])
    model.eval()
    worst = 0.0
    for (ids, shape), got in zip(rows, Exported(a.folder)(rows)):
        with torch.no_grad():
            want = model(torch.from_numpy(ids)[None], torch.ones(1, len(ids), dtype=torch.int64), torch.from_numpy(shape)[None])
        for name, value in zip(('spans', 'names', *LINKS), want):
            worst = max(worst, float(abs(value[0].numpy() - got[name]).max()))
    assert worst < .15, worst       # the CPU plugin may compute in bf16
    print(f'largest difference between PyTorch and the exported graph: {worst:.5f}')


if __name__ == '__main__':
    main()
