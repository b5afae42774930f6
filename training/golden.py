#!/usr/bin/env python3
"""What the exported reader makes of our own invented reports: the answers the C++ must give too. One JSON line a document on standard
output: {"id", "text", "windows": [[start, end, core start, core end] …], "ids": [[…] …], "casing": [[…] …], "attributions", "names"}; spans in code points.
golden.py MODEL_FOLDER TEXT_FILE … [--encoder FOLDER]"""
import argparse
import json
import pathlib

from decode import Stream
from model import ENCODER
from runtime import decoder


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('model')
    ap.add_argument('files', nargs='+')
    ap.add_argument('--encoder', default=ENCODER)
    a = ap.parse_args()
    reader = decoder(a.model, a.encoder)
    for name in sorted(a.files):
        text = pathlib.Path(name).read_text(encoding='utf-8')
        stream = Stream(text, reader.tokenize)
        row = {'id': pathlib.Path(name).name, 'text': text, 'windows': [], 'ids': [], 'casing': []}
        answer = {'attributions': [], 'names': []}
        if len(stream):
            frames, outputs = reader.run(stream)
            row['windows'] = [list(map(int, f)) for f in frames]
            row['ids'] = [stream.ids[f[0]:f[1]].tolist() for f in frames]
            row['casing'] = [stream.shape[f[0]:f[1]].tolist() for f in frames]
            answer = reader.decode(stream, frames, outputs)
        print(json.dumps({**row, **answer}, ensure_ascii=False))


if __name__ == '__main__':
    main()
