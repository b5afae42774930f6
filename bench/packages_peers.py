#!/usr/bin/env python3
"""The Pareto frontier of NegMAS beside ours, on the same domain in one run. Usage: packages_peers.py BIN BENCH [--issues 6] [--options 10] [--parties 3]

Needs PyPI negmas. A random domain (additive utilities, three decimals, fixed seed) is written as an Entente problem. NegMAS enumerates the
outcomes, and is timed on evaluating them and keeping the frontier (pareto_frontier), and on its kernel alone with the utilities computed
already (pareto_frontier_numpy); ours is timed as a whole process (BIN, the program `entente`), start,
reading and printing included, and on the frontier alone (BENCH, packages_bench). Wall clock and, as other work on the
machine does not bear on it, processor time. The two frontiers are compared point by point.
"""
import argparse, json, random, resource, subprocess, tempfile, time

from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
from negmas.preferences import pareto_frontier
from negmas.preferences.value_fun import TableFun


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('bin')
    ap.add_argument('bench')
    ap.add_argument('--issues', type=int, default=6)
    ap.add_argument('--options', type=int, default=10)
    ap.add_argument('--parties', type=int, default=3)
    a = ap.parse_args()
    rng = random.Random(1)
    table = [[[rng.randrange(1000) / 1000 for _ in range(a.options)] for _ in range(a.issues)] for _ in range(a.parties)]
    options = [f'o{o}' for o in range(a.options)]
    text = ''.join(f'[[issue]]\nname = "i{i}"\noptions = {json.dumps(options)}\n' for i in range(a.issues))
    for p in range(a.parties):
        text += f'[[party]]\nname = "p{p}"\n[party.values]\n' + ''.join(f'i{i} = {json.dumps(table[p][i])}\n' for i in range(a.issues))
    with tempfile.NamedTemporaryFile('w', suffix='.toml') as f:
        f.write(text)
        f.flush()
        times, cpu = [], []
        spent = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        for _ in range(5):
            began, before = time.perf_counter(), spent()
            run = subprocess.run([a.bin, 'packages', f.name, '--json'], stdout=subprocess.PIPE, check=True)
            times.append(time.perf_counter() - began)
            cpu.append(spent() - before)
        alone = float(subprocess.run([a.bench, f.name], stdout=subprocess.PIPE, check=True).stdout)
    ours = {tuple(round(u, 9) for u in p['utilities']) for p in json.loads(run.stdout)['pareto']}

    space = make_os([make_issue(options, f'i{i}') for i in range(a.issues)])
    ufuns = [LinearAdditiveUtilityFunction({f'i{i}': TableFun(dict(zip(options, table[p][i]))) for i in range(a.issues)},
                                           weights={f'i{i}': 1.0 for i in range(a.issues)}, outcome_space=space)
             for p in range(a.parties)]
    outcomes = list(space.enumerate())
    began, before = time.perf_counter(), time.process_time()
    frontier, _ = pareto_frontier(ufuns, outcomes)
    peer, peer_cpu = time.perf_counter() - began, time.process_time() - before
    # From utilities that are computed already: NegMAS's own kernel alone.
    import numpy as np
    from negmas.preferences.ops import pareto_frontier_numpy
    points = np.array([[sum(table[p][i][int(o[i][1:])] for i in range(a.issues)) for p in range(a.parties)] for o in outcomes])
    began, before = time.perf_counter(), time.process_time()
    pareto_frontier_numpy(points)
    kernel, kernel_cpu = time.perf_counter() - began, time.process_time() - before
    theirs = {tuple(round(float(u), 9) for u in p) for p in frontier}
    print(json.dumps({'outcomes': len(outcomes), 'parties': a.parties, 'points': len(ours), 'same': ours == theirs,
                      'only_ours': len(ours - theirs), 'only_theirs': len(theirs - ours),
                      'wall': {'entente_frontier': alone, 'entente': round(min(times), 5), 'negmas': round(peer, 3), 'negmas_kernel': round(kernel, 3)},
                      'cpu': {'entente': round(min(cpu), 5), 'negmas': round(peer_cpu, 3), 'negmas_kernel': round(kernel_cpu, 3)},
                      'cpu_ratio_whole': round(peer_cpu / min(cpu)), 'cpu_ratio_kernel_to_frontier': round(kernel_cpu / alone)}))


if __name__ == '__main__':
    main()
