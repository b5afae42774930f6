#!/usr/bin/env python3
"""MinHash signatures beside PyPI's datasketch and rensa, one core each, in one run.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install datasketch rensa
    build/bench/stories_bench --write /tmp/made.jsonl 20000
    /tmp/peers/bin/python bench/stories_peers.py build/bench/stories_bench /tmp/made.jsonl

The peers get their shingles ready-made (splitting in Python is not counted against them); ours starts from the text.
"""
import json
import re
import subprocess
import sys
import time

import datasketch
import rensa


def main():
    program, path = sys.argv[1:3]
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    print(subprocess.run(["taskset", "-c", "0", program, "--signatures", path], stdout=subprocess.PIPE, check=True).stdout.decode().strip())
    few = texts[: max(1, len(texts) // 10)]
    shingles = []
    for text in few:
        words = re.findall(r"\w+", text.lower())
        shingles.append([" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))])
    encoded = [[s.encode() for s in document] for document in shingles]

    begin = time.perf_counter()
    for document in encoded:
        signature = datasketch.MinHash(num_perm=128)
        signature.update_batch(document)
    spent = time.perf_counter() - begin
    print(f"datasketch {datasketch.__version__}: {len(few)} documents, {spent:.3f} s, {len(few) / spent:.0f} documents/s")

    begin = time.perf_counter()
    for document in shingles:
        signature = rensa.RMinHash(num_perm=128, seed=42)
        signature.update(document)
        signature.digest()
    spent = time.perf_counter() - begin
    print(f"rensa: {len(few)} documents, {spent:.3f} s, {len(few) / spent:.0f} documents/s")


if __name__ == "__main__":
    main()
