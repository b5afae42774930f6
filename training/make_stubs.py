#!/usr/bin/env python3
"""Stub libraries that let PyPI's torch wheel load on a machine without a GPU and without its CUDA packages.

The wheel links against libcudart, libcublas and so on, which are packages of several gigabytes and are never called on a
CPU. This writes one empty-bodied function for every symbol that torch's own libraries leave undefined and nobody else
gives, each in a library of the name (and with the symbol version) that torch asks for. Every stub answers 100, CUDA's
"no device". Usage: make_stubs.py TORCH_LIB_FOLDER; needs cc and binutils. About ten seconds.
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

PREFIX = re.compile(r'^(cu|nccl|nvrtc|nvshmem|nvJitLink|nvtx|nvml|cufile|_ZN?K?\d*(cu|nccl))')


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode()


def main():
    folder = pathlib.Path(sys.argv[1])
    libraries = sorted(p for p in folder.iterdir() if '.so' in p.name and not p.is_symlink())
    present = {p.name for p in folder.iterdir()}
    system = run('ldconfig', '-p')
    needed, undefined, defined = set(), {}, set()
    for library in libraries:
        needed |= set(re.findall(r'NEEDED.*\[(.*?)\]', run('readelf', '-d', str(library))))
        for line in run('nm', '-D', str(library)).splitlines():
            parts = line.split()
            name, _, version = parts[-1].replace('@@', '@').partition('@')
            if parts[-2] == 'U':
                undefined.setdefault(name, version)
            else:
                defined.add(name)
    missing = sorted(n for n in needed if n not in present and n not in system and not n.startswith('ld-'))
    symbols = collections.defaultdict(set)
    for name, version in undefined.items():
        if name not in defined and (PREFIX.match(name) or version in missing or version == 'NVSHMEM'):
            symbols[version].add(name)
    with tempfile.TemporaryDirectory() as tmp:
        for i, library in enumerate(missing):
            stem = library.split('.so')[0]
            own = {v: names for v, names in symbols.items()
                   if v and (v.split('.so')[0] == stem or stem.lower().startswith('lib' + v.lower()))}
            if i == 0:
                own[''] = symbols.get('', set())
            base = pathlib.Path(tmp) / stem
            base.with_suffix('.c').write_text(
                ''.join(f'int {n}(void) {{ return 100; }}\n' for names in own.values() for n in sorted(names)) or
                f'int stub_{re.sub(r"[^a-zA-Z0-9]", "_", library)}(void) {{ return 100; }}\n')
            script = ''.join(f'{v} {{ global: {"; ".join(sorted(n))}; }};\n' for v, n in own.items() if v)
            extra = []
            if script:
                base.with_suffix('.map').write_text(script)
                extra = [f'-Wl,--version-script={base.with_suffix(".map")}']
            subprocess.run(['cc', '-w', '-shared', '-fPIC', '-fno-builtin', '-o', str(folder / library),
                            str(base.with_suffix('.c')), f'-Wl,-soname,{library}', *extra], check=True)
    print(f'{len(missing)} stub libraries with {sum(map(len, symbols.values()))} symbols: {" ".join(missing)}')


if __name__ == '__main__':
    main()
