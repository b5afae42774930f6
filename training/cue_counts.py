#!/usr/bin/env python3
"""Counts how often each listed cue was a cue in annotated articles, by what stood around it: makes data/cues/weights.tsv.

Usage: cue_counts.py CUE_CANDIDATES FOLDER [--held-out N] > data/cues/weights.tsv
FOLDER holds text/*.txt and attributions/*.ann (brat stand-off). CUE_CANDIDATES is the program of that name in this folder's
CMakeLists.txt. N articles, drawn with a fixed seed, are left out, to choose by. A candidate counts as a cue where its main
word lies in an annotated cue and the contents share words.
"""
import argparse, collections, pathlib, random, re, subprocess, sys


def spans_of(ann):
    spans, found = {}, []
    for line in ann.read_text(encoding='utf-8').splitlines():
        if line.startswith('T') and line.count('\t') >= 2:
            key, middle, _ = line.split('\t', 2)
            spans[key] = [tuple(map(int, part.split())) for part in middle.split(' ', 1)[1].split(';')]
        elif line.startswith('E'):
            roles = collections.defaultdict(list)
            for part in line.split('\t', 1)[1].split()[1:]:
                role, key = part.split(':')
                roles[re.sub(r'\d+$', '', role)] += spans.get(key, [])
            found.append(roles)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('candidates')
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--held-out', type=int, default=0)
    options = parser.parse_args()
    texts = sorted((options.folder / 'text').glob('*.txt'))
    names = [path.stem for path in texts]
    random.Random(7).shuffle(names)
    held_out = set(names[:options.held_out])
    texts = [path for path in texts if path.stem not in held_out]
    rows = subprocess.run([options.candidates, *map(str, texts)], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    by_file = collections.defaultdict(list)
    for row in rows:
        columns = row.split('\t')
        by_file[columns[0]].append(columns)
    cue, seen = collections.Counter(), collections.Counter()
    for path in texts:
        annotations = sorted((options.folder / 'attributions').glob(path.stem + '*.ann'))
        if not annotations:
            continue
        text = path.read_bytes()
        points = []  # code point of each byte
        count = -1
        for byte in text:
            count += (byte & 0xC0) != 0x80
            points.append(count)
        points.append(count + 1)
        gold = spans_of(annotations[0])
        parse = lambda field: [tuple(points[int(x)] for x in part.split('-')) for part in field.split(',') if part]
        for columns in by_file[str(path)]:
            head, content = parse(columns[6])[0], parse(columns[8])
            if columns[11] == '1':
                continue  # what is told within speech was not annotated
            keys = [(columns[1], columns[2], columns[4]), ('*source', columns[3], columns[9]), ('*mood', columns[3], columns[10])]
            seen.update(keys)
            for roles in gold:
                in_cue = any(a <= head[0] and head[1] <= b for a, b in roles['Cue'])
                shared = any(a < d and c < b for a, b in content for c, d in roles['Content'])
                if in_cue and shared:
                    cue.update(keys)
                    break
    print('# Cue, kind, pattern around it, how often it was a cue there, how often it stood there.')
    for key in sorted(seen):
        if key[1] != 'other' and key[2]:
            print('\t'.join([*key, str(cue[key]), str(seen[key])]))


if __name__ == '__main__':
    main()
