"""The sets of ../shared/data as streams of word pieces with tags; nothing of them is written into the repository.

PolNeAR: tags of spans and, for links, the attribution of each piece. CoNLL-2003 and CrossNER politics: tags of names; roles are
not annotated anywhere, so words of data/gazetteer/titles.tsv outside a name are taken for them. OntoGUM: mentions with chains.
"""
import collections
import io
import os
import pathlib
import re
import subprocess
import tarfile
import zlib

import numpy as np

from decode import NAME_TAGS, ROLES, SEP, SPAN_TAGS, Stream

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get('ENTENTE_SHARED', REPOSITORY.parent / 'shared')) / 'data'
HELD_OUT = 20           # one training article in so many is set aside
KINDS = {'person': 'person', 'politician': 'person', 'organisation': 'organisation', 'politicalparty': 'organisation',
         'location': 'place', 'country': 'place', 'misc': 'other', 'event': 'other', 'election': 'other'}
WORDLIKE = re.compile(r'\w')


def unpack(path):
    return subprocess.run(['zstd', '-dqc', str(path)], stdout=subprocess.PIPE, check=True).stdout


def held_out(name, one_in=HELD_OUT):
    return zlib.crc32(name.encode()) % one_in == 0


class Article:
    """A stream with tags; att[i]: the attribution a content or cue piece belongs to (-1: none); cues, sources: positions."""


def annotations(raw):
    """[{role: [(start, end), ...]}] of one brat file: roles from the E lines, as the scorer reads them."""
    spans, out = {}, []
    for line in raw.splitlines():
        if line.startswith('T') and line.count('\t') >= 2:
            key, middle, _ = line.split('\t', 2)
            spans[key] = [tuple(map(int, p.split())) for p in middle.split(' ', 1)[1].split(';')]
        elif line.startswith('E') and '\t' in line:
            roles = collections.defaultdict(list)
            for part in line.split('\t', 1)[1].split()[1:]:
                role, key = part.split(':')
                if key in spans:
                    roles[re.sub(r'\d+$', '', role).lower()] += spans[key]
            if roles.get('content'):
                out.append(dict(roles))
    return out


def piece_runs(stream, text, pieces):
    """Runs (first, last) of positions that cover character spans: no edge punctuation, one block each, joined over
    punctuation alone."""
    wordy = stream.wordy
    marked = np.zeros(len(stream), bool)
    for a, b in pieces:
        marked |= (stream.start < b) & (stream.end > a) & (stream.start >= 0)
    out = []
    for i in np.flatnonzero(marked):
        if out and (i == out[-1][1] + 1 or not wordy[out[-1][1] + 1:i].any()) and stream.block[i] == stream.block[out[-1][1]]:
            out[-1][1] = i
        else:
            out.append([i, i])
    trimmed = []
    for a, b in out:
        inside = np.flatnonzero(wordy[a:b + 1])
        if len(inside):
            trimmed.append((int(a + inside[0]), int(a + inside[-1])))
    return trimmed or [(int(a), int(b)) for a, b in out]


def article(name, text, raw, tokenize):
    s = Article()
    s.name, s.text, s.raw = name, text, raw
    stream = s.stream = Stream(text, tokenize)
    stream.wordy = np.array([a >= 0 and bool(WORDLIKE.search(text[a:b])) for a, b in zip(stream.start, stream.end)], bool)
    n = len(stream)
    s.tags, s.att, s.weight = np.zeros(n, np.int64), np.full(n, -1), np.ones(n, np.float32)
    s.cues, s.sources = [], []
    events = annotations(raw)
    for role in ('content', 'source', 'cue'):
        for k, event in enumerate(events):
            runs = piece_runs(stream, text, event.get(role, []))
            where = np.array([i for a, b in runs for i in range(a, b + 1)], np.int64)
            for a, b in runs:
                for i in range(a, b + 1):
                    prefix = 'S' if a == b else 'B' if i == a else 'E' if i == b else 'I'
                    s.tags[i] = SPAN_TAGS.index(f'{prefix}-{role}')
            if role == 'source':
                s.sources.append(where)
            else:
                s.att[where] = k
                if role == 'cue':
                    s.cues.append(where)
            if not event.get('source'):
                s.weight[where] = 1.5
    tags = [SPAN_TAGS[t] for t in s.tags]          # where annotations overlapped, make the tags legal again
    for i, t in enumerate(tags):
        if t != 'O':
            kind = t[2:]
            before = i > 0 and tags[i - 1][0] in 'BI' and tags[i - 1][2:] == kind
            after = i + 1 < n and tags[i + 1][0] in 'IE' and tags[i + 1][2:] == kind
            tags[i] = ('I' if after else 'E') + t[1:] if before else ('B' if after else 'S') + t[1:]
    s.tags = np.array([SPAN_TAGS.index(t) for t in tags])
    return s


def polnear(tokenize, split, limit=None):
    raw = tarfile.open(fileobj=io.BytesIO(unpack(SHARED / 'attribution/polnear-train-dev.tar.zst')))
    texts, notes = {}, collections.defaultdict(dict)
    for m in raw:
        if m.isfile() and m.name.startswith(split + '/'):
            path = pathlib.PurePosixPath(m.name)
            if path.parent.name == 'text':
                texts[path.name[:-4]] = raw.extractfile(m).read().decode()
            elif path.parent.name == 'attributions':
                notes[path.name] = raw.extractfile(m).read().decode()
    out = []
    for name in sorted(texts)[:limit]:
        mine = sorted(n for n in notes if n.startswith(name) and n.endswith('.ann'))
        if mine:
            out.append(article(name, texts[name], notes[mine[0]], tokenize))
    return out


def titles():
    out = set()
    for line in (REPOSITORY / 'data/gazetteer/titles.tsv').read_text(encoding='utf-8').splitlines():
        columns = line.split('\t')
        if not line.startswith('#') and len(columns) > 2 and columns[2] != 'honorific':
            out |= {tuple(re.findall(r'\w+|[^\w\s]', c.lower())) for c in columns[:2] if c.strip()}
    return out


def sentence_rows(path):
    for block in re.split(r'\n\s*\n', unpack(path).decode()):
        rows = [line.split() for line in block.splitlines() if line.strip() and not line.startswith('-DOCSTART-')]
        if rows:
            yield [r[0] for r in rows], [r[-1] for r in rows]


def join(words, natural):
    """The words as text, and each one's start: one space between, or as one would write it."""
    text, starts, quote = '', [], False
    for i, w in enumerate(words):
        glue = natural and (w in {'.', ',', ';', ':', '?', '!', ')', ']', '%', "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"} or
                            (w == '"' and quote) or (i and (words[i - 1] in {'(', '[', '$'} or (words[i - 1] == '"' and quote))))
        if w == '"':
            quote = not quote
            glue = glue if not quote else False
        text += w if glue or not text else ' ' + w
        starts.append(len(text) - len(w))
    return text, starts


def sentence(words, tags, roles, tokenize, natural):
    text, starts = join(words, natural)
    kinds, lower = [], [w.lower() for w in words]
    for t in tags:
        kinds.append('O' if t == 'O' else t[:2] + KINDS[t[2:]])
    i = 0
    while i < len(words):
        size = next((k for k in (4, 3, 2, 1) if i + k <= len(words) and tuple(lower[i:i + k]) in roles and all(x == 'O' for x in kinds[i:i + k])), 0)
        for k in range(size):
            kinds[i + k] = ('I' if k else 'B') + '-role'
        i += size or 1
    stream = Stream(text.replace('\n', ' '), tokenize)
    s = Article()
    s.stream = stream
    ends = [a + len(w) for a, w in zip(starts, words)]
    s.tags, before = np.zeros(len(stream), np.int64), -1
    for i, at in enumerate(stream.start):
        w = next((k for k, (a, b) in enumerate(zip(starts, ends)) if a <= at < b), None)
        if w is not None and kinds[w] != 'O':
            kind = kinds[w]
            s.tags[i] = NAME_TAGS.index('I' + kind[1:] if w == before else kind)
        before = w
    return s


def names(tokenize, which, limit=None):
    """[(joined by spaces, as written)] of a set: 'conll2003-train', 'crossner-politics-train' …"""
    roles, out = titles(), []
    for k, (words, tags) in enumerate(sentence_rows(SHARED / f'ner/{which}.txt.zst')):
        if k == limit:
            break
        out.append(tuple(sentence(words, tags, roles, tokenize, natural) for natural in (False, True)))
    return out


def coreference(tokenize, limit=None):
    """OntoGUM: s.mentions = [(chain, first, last)] by position, in order."""
    raw = tarfile.open(fileobj=io.BytesIO(unpack(SHARED / 'coreference/ontogum-conll.tar.zst')))
    out = []
    for m in sorted((m for m in raw if m.isfile() and m.name.endswith('.conll')), key=lambda m: m.name)[:limit]:
        words, marks = [], []
        for line in raw.extractfile(m).read().decode().splitlines():
            columns = line.split('\t')
            if not line.startswith('#') and len(columns) >= 3 and columns[1].strip():
                words.append(columns[1].strip())
                marks.append(columns[-1])
        text, starts = join(words, True)
        chars = list(text)
        since = 0
        for i in range(len(words) - 1):                # a line every so many sentences: the set has no paragraphs
            since += words[i] in {'.', '?', '!'}
            if since >= 4 and starts[i + 1] > starts[i] + len(words[i]):
                chars[starts[i + 1] - 1] = '\n'
                since = 0
        s = Article()
        s.name, s.stream = m.name, Stream(''.join(chars), tokenize)
        opened, spans = collections.defaultdict(list), []
        for i, mark in enumerate(marks):
            for left, chain, right in re.findall(r'(\()?(\d+)(\))?', mark):
                if left:
                    opened[chain].append(i)
                if right and opened[chain]:
                    spans.append((int(chain), opened[chain].pop(), i))
        s.mentions = []
        for chain, a, b in spans:
            where = np.flatnonzero((s.stream.start < starts[b] + len(words[b])) & (s.stream.end > starts[a]))
            if len(where):
                s.mentions.append((chain, int(where[0]), int(where[-1])))
        s.mentions.sort(key=lambda x: (x[1], x[2]))
        out.append(s)
    return out


def read_by_teacher(tokenize, limit=None):
    """{key: stream} of all that the students learn from: PolNeAR's training articles without the held-out, OntoGUM, and CoNLL-2003's training
    part, 24 sentences a text."""
    out = {f'polnear/{a.name}': a.stream for a in polnear(tokenize, 'train', limit) if not held_out(a.name)}
    out |= {f'ontogum/{s.name}': s.stream for s in coreference(tokenize, limit) if not held_out(s.name, 9)}
    sentences = [pair[1].stream for pair in names(tokenize, 'conll2003-train', 24 * limit if limit else None)]
    for k in range(0, len(sentences), 24):
        out[f'conll/{k}'] = Joined(sentences[k:k + 24])
    return out


def bare_texts(tokenize, told, limit=None):
    """Texts without annotation of speech that `told` has tags for: .stream, .told."""
    out = []
    for key, stream in read_by_teacher(tokenize, limit).items():
        if key in told and not key.startswith('polnear/'):
            out.append(Article())
            out[-1].stream, out[-1].told = stream, told[key]
    return out


class Joined:
    """One stream of several, a [SEP] between two, for reading alone: it has no text, so no start and end."""

    def __init__(self, streams):
        for name, between in (('ids', SEP), ('shape', 0)):
            setattr(self, name, np.concatenate([np.append(getattr(s, name), between) for s in streams])[:-1])

    def __len__(self):
        return len(self.ids)


def told(paths):
    """{key: [positions, tags] log probabilities} of what `teacher.py --tell` wrote, its parts together."""
    out = {}
    for path in paths:
        with np.load(path) as parts:
            out |= {k: parts[k] for k in parts.files}
    return out
