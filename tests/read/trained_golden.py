#!/usr/bin/env python3
"""Makes tests/read/trained_golden.jsonl out of what training/golden.py prints for reports of examples/kesh/reports.

Usage: training/golden.py models/reader examples/kesh/reports/*.txt | tests/read/trained_golden.py models/reader
"""
import hashlib, json, pathlib, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def written(spans):
    return ''.join(f"{s['start']}-{s['end']} " for s in spans)


def main():
    model = hashlib.sha256((pathlib.Path(sys.argv[1]) / 'reader.json').read_bytes()).hexdigest()
    rows = [json.dumps({'model': model})]
    for line in sys.stdin:
        answer = json.loads(line)
        rows.append(json.dumps({
            'file': 'examples/kesh/reports/' + answer['id'],
            'attributions': ['|'.join(written(a[k]) for k in ('cue', 'source', 'content')) for a in answer['attributions']],
            'names': [f"{n['start']}-{n['end']} {n['kind']}" for n in answer['names']]}))
    (ROOT / 'tests/read/trained_golden.jsonl').write_text('\n'.join(rows) + '\n')


if __name__ == '__main__':
    main()
