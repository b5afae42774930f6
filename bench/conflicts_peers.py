#!/usr/bin/env python3
"""Conflicts and concessions beside PySAT (PyPI python-sat), in one run.

Usage: conflicts_peers.py CONFLICTS_BENCH [--dir DIR] [--only-dir] [--limit SECONDS] [--repeat N]

CONFLICTS_BENCH is the program that bench/conflicts_bench.cc makes. Conflicts from the smallest up beside PySAT's OptUx;
concessions beside PySAT's LBX. The formulas: those of DIR (*.cnf) and, without --only-dir, generated ones, all
unsatisfiable. A formula counts where the peer finishes within the limit; the answers must be equal. Both times are processor
time within the process, from the formula in memory to the last set, making and deleting the solvers included; each side makes
N runs in one process (fewer where they take longer than five seconds together), so that everything is loaded, and its least
counts. The last line is a JSON object.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import random
import subprocess
import tempfile
import time


def clauses_of(path):
    clauses = []
    for line in path.read_text().splitlines():
        if line and line[0] not in 'pc%':
            clauses.append([int(word) for word in line.split()][:-1])
    return clauses


def weighted(clauses):
    from pysat.formula import WCNF
    formula = WCNF()
    for clause in clauses:
        formula.append(clause, weight=1)
    return formula


def optux(clauses):
    from pysat.examples.optux import OptUx
    formula = weighted(clauses)
    began = time.process_time()
    with OptUx(formula, verbose=0) as search:
        found = [sorted(conflict) for conflict in search.enumerate()]
    return time.process_time() - began, found


def lbx(clauses):
    from pysat.examples.lbx import LBX
    formula = weighted(clauses)
    began = time.process_time()
    search = LBX(formula, use_cld=True, solver_name='g3')
    found = []
    for concession in search.enumerate():
        search.block(concession)
        found.append(sorted(concession))
    search.delete()
    return time.process_time() - began, found


def runs(peer, clauses, repeat, queue):
    """The quickest of the runs; fewer where they take long, as noise is then small beside them."""
    best, spent = None, 0.0
    while repeat > 0 and spent < 5:
        answer = peer(clauses)
        best = answer if best is None or answer[0] < best[0] else best
        spent += answer[0]
        repeat -= 1
    queue.put(best)


def with_limit(peer, clauses, repeat, limit):
    """Nothing where the peer has spent more than the limit on its first run."""
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=runs, args=(peer, clauses, repeat, queue))
    process.start()
    answer = None
    while answer is None and process.is_alive() and processor_seconds(process.pid) < limit + 6:
        try:
            answer = queue.get(timeout=1)
        except Exception:
            pass
    process.terminate()
    process.join()
    return answer


def processor_seconds(pid):
    try:
        fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
    except OSError:
        return 0.0


def ours(binary, path, kind, repeat):
    run = subprocess.run([binary, str(path), kind, str(repeat)], stdout=subprocess.PIPE, check=True)
    answer = json.loads(run.stdout)
    return answer['seconds'], answer['sets']


def generated(folder):
    """Random 3-clauses over few variables; pigeons in holes; a ring of implications with many ways round."""
    randomness = random.Random(20310315)
    formulas = {}
    for variables, count in [(6, 40), (8, 45), (10, 55), (12, 75), (14, 80), (18, 80), (20, 110)]:
        clauses = [[randomness.choice((-1, 1)) * v for v in randomness.sample(range(1, variables + 1), 3)] for _ in range(count)]
        clauses = list({tuple(sorted(clause)): clause for clause in clauses}.values())  # OptUx fails where a clause stands twice
        formulas[f'random-{variables}-{count}'] = clauses
    for holes in (2, 3):
        variable = lambda pigeon, hole: pigeon * holes + hole + 1
        clauses = [[variable(p, h) for h in range(holes)] for p in range(holes + 1)]
        clauses += [[-variable(p, h), -variable(q, h)] for h in range(holes) for p in range(holes + 1) for q in range(p)]
        formulas[f'pigeons-{holes}'] = clauses
    for length in (6, 8):
        clauses = [[1]]
        for i in range(1, length):
            clauses += [[-i, i + 1], [-i, i + 1, length + i], [-i, i + 1, -(length + i)]]
        formulas[f'ring-{length}'] = clauses + [[-length]]
    for name, clauses in formulas.items():
        variables = max(abs(literal) for clause in clauses for literal in clause)
        text = f'p cnf {variables} {len(clauses)}\n' + ''.join(' '.join(map(str, c)) + ' 0\n' for c in clauses)
        (folder / f'{name}.cnf').write_text(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('bin', metavar='CONFLICTS_BENCH')
    parser.add_argument('--dir')
    parser.add_argument('--only-dir', action='store_true')
    parser.add_argument('--limit', type=float, default=60)
    parser.add_argument('--repeat', type=int, default=40)
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    generated(folder)
    paths = sorted(folder.glob('*.cnf'))
    if arguments.dir:
        paths = sorted(pathlib.Path(arguments.dir).glob('*.cnf')) + ([] if arguments.only_dir else paths)
    summary = {}
    for kind, peer in (('conflicts', optux), ('concessions', lbx)):
        total = {'ours': 0.0, 'peer': 0.0}
        ratios, unfinished, unequal = [], [], []
        for path in paths:
            clauses = clauses_of(path)
            theirs = with_limit(peer, clauses, arguments.repeat, arguments.limit)
            if theirs is None:
                unfinished.append(path.name)
                continue
            mine = ours(arguments.bin, path, kind, arguments.repeat)
            same = sorted(map(sorted, mine[1])) == sorted(theirs[1])
            if kind == 'conflicts':
                same = same and [len(s) for s in mine[1]] == [len(s) for s in theirs[1]]
            if not same:
                unequal.append(path.name)
            ratios.append(theirs[0] / mine[0])
            total['ours'] += mine[0]
            total['peer'] += theirs[0]
            print(f'{kind:11} {path.name:20} {len(mine[1]):6} sets  ours {mine[0]:8.4f} s  peer {theirs[0]:8.4f} s  '
                  f'{theirs[0] / mine[0]:7.1f} x{"" if same else "  UNEQUAL"}', flush=True)
        ratios.sort()
        summary[kind] = {'formulas': len(ratios), 'ours_seconds': round(total['ours'], 3), 'peer_seconds': round(total['peer'], 3),
                         'ratio_of_sums': round(total['peer'] / total['ours'], 1), 'least_ratio': round(ratios[0], 2),
                         'median_ratio': round(ratios[len(ratios) // 2], 2), 'peer_unfinished': unfinished, 'unequal': unequal}
    print(json.dumps(summary))


if __name__ == '__main__':
    main()
