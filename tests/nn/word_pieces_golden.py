#!/usr/bin/env python3
"""Makes tests/nn/word_pieces.golden: what the reference tokenizer gives for the lines of mixed_lines.h.

Usage: word_pieces_golden.py [--test build/release/test_nn] [--vocabulary models/reader/vocab.txt] [--compare]
Takes the `tokenizers` package into build/venv. With --compare it writes nothing and shows the lines that differ.
"""
import argparse, os, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / 'build/venv'


def with_tokenizers():
    try:
        import tokenizers
    except ImportError:
        if os.environ.get('ENTENTE_IN_VENV'):
            raise
        if not (VENV / 'bin/python').exists():
            subprocess.run([sys.executable, '-m', 'venv', VENV], check=True)
        subprocess.run([VENV / 'bin/pip', 'install', '-q', 'tokenizers==0.23.3'], check=True)
        os.execve(VENV / 'bin/python', [str(VENV / 'bin/python'), *sys.argv], {**os.environ, 'ENTENTE_IN_VENV': '1'})
    return tokenizers


def reference(tokenizers, vocabulary):
    ids = {piece: i for i, piece in enumerate(vocabulary.read_text(encoding='utf-8').split('\n')) if piece}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(ids, unk_token='[UNK]', max_input_chars_per_word=100))
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return tokenizer


def row(tokenizer, line):
    bytes_before = [0]
    for c in line:
        bytes_before.append(bytes_before[-1] + len(c.encode()))
    e = tokenizer.encode(line, add_special_tokens=False)
    return ''.join(f'{i}:{bytes_before[s]}:{bytes_before[t]},' for i, (s, t) in zip(e.ids, e.offsets)) + '\n'


def fnv(text):
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 % (1 << 64)
    return f'{value:016x}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--test', default=ROOT / 'build/release/test_nn', type=pathlib.Path)
    parser.add_argument('--vocabulary', default=ROOT / 'models/reader/vocab.txt', type=pathlib.Path)
    parser.add_argument('--compare', action='store_true')
    options = parser.parse_args()
    tokenizer = reference(with_tokenizers(), options.vocabulary)
    with tempfile.TemporaryDirectory() as folder:
        lines, pieces = pathlib.Path(folder, 'lines'), pathlib.Path(folder, 'pieces')
        subprocess.run([options.test, '--gtest_filter=WordPieces.SameAsTheReference*'], stdout=subprocess.DEVNULL,
                       env={**os.environ, 'ENTENTE_WRITE_LINES': str(lines), 'ENTENTE_WRITE_PIECES': str(pieces)})
        texts = lines.read_bytes().decode().split('\n')[:-1]
        rows = [row(tokenizer, line) for line in texts]
        if options.compare:
            ours = pieces.read_text().split('\n')
            wrong = [(t, a.strip(), b) for t, a, b in zip(texts, rows, ours) if a.strip() != b]
            for text, a, b in wrong[:20]:
                print(repr(text), a, b, sep='\n', end='\n\n')
            print(len(wrong), 'of', len(texts), 'lines differ')
            return
    hashes = [fnv(''.join(rows[i:i + 100])) for i in range(0, len(rows), 100)]
    (ROOT / 'tests/nn/word_pieces.golden').write_text('\n'.join(hashes) + '\n')


if __name__ == '__main__':
    main()
