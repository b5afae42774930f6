"""From a text to attributions and names: everything around the encoder, in plain numpy.

This file defines the decoding; the C++ in src/read/model_spans.cc follows it step by step. The order of things:

1. `blocks`: the text's lines that are not empty (a paragraph is a line). Spans never cross a block's end.
2. `stream`: each block's word pieces, one [SEP] between two blocks. Positions below are positions in this stream.
3. `cores`: the stream is cut into consecutive slices of at most `core` positions, after a [SEP] where possible. The window of
   a core is the core with up to `left` positions before and `right` after, between [CLS] and [SEP]. Each position's logits
   and vectors are taken from the one window whose core holds it, so that no position is read at a window's edge.
4. Block by block, with forbidden (and, for spans, learned) transitions: `viterbi` gives the tags of names; `likely_spans` how probable each
   span is among all sequences of tags, of which `apart` takes those that together have most beyond what their role asks for.
5. `attributions`: each content span asks for its cue, each cue that got a content asks for its source (or none). Both compare
   vectors inside one window: that of the asking span's first position.

Costs: linear in the text, with a constant of 13 x 13 tags.
"""
import math
import re
import unicodedata

import numpy as np

CLS, SEP, PAD = 101, 102, 0
ROLES = ('source', 'cue', 'content')
SPAN_TAGS = ('O',) + tuple(f'{p}-{r}' for r in ROLES for p in 'BIES')
NAMES = ('person', 'organisation', 'place', 'other', 'role')
NAME_TAGS = ('O',) + tuple(f'{p}-{r}' for r in NAMES for p in 'BI')
NEVER = -1e4
LEAST_SPAN = .05      # spans less probable than this are not looked at
SHAPES = 16


def shape_of(piece, spaced):
    """The casing input: 0 is kept for [CLS], [SEP] and padding; else 1 + 2 * shape + (1 where white space or the text's
    beginning stands before the piece). `piece` is the text the word piece covers. Shapes: 0 no letter, 1 a decimal digit in
    it, 2 no capital, 3 one capital at the beginning alone, 4 all capitals and two letters or more, 5 other."""
    upper = lower = letters = 0
    digit = False
    first = False
    for i, c in enumerate(piece):
        category = unicodedata.category(c)
        digit = digit or category == 'Nd'
        if category[0] == 'L':
            letters += 1
            if category in ('Lu', 'Lt'):
                upper += 1
                first = first or i == 0
            else:
                lower += 1
    if digit:
        shape = 1
    elif letters == 0:
        shape = 0
    elif upper == 0:
        shape = 2
    elif upper == 1 and first:
        shape = 3
    elif lower == 0:
        shape = 4
    else:
        shape = 5
    return 1 + 2 * shape + int(spaced)


def blocks(text):
    """(start, end) of every line with anything but white space in it, in code points."""
    return [(m.start(), m.end()) for m in re.finditer(r'[^\n]+', text) if not m.group().isspace()]


class Stream:
    """ids, shape, start, end (code points; -1 at a [SEP]), block, continues (a ## piece), as arrays of one length."""

    def __init__(self, text, tokenize):
        """tokenize(str) -> list of (id, start, end, continues) without [CLS] and [SEP]."""
        rows = []
        for b, (at, to) in enumerate(blocks(text)):
            if rows:
                rows.append((SEP, -1, -1, False, 0, b - 1))
            for i, s, e, cont in tokenize(text[at:to]):
                s, e = s + at, e + at
                rows.append((i, s, e, cont, shape_of(text[s:e], s == 0 or text[s - 1].isspace()), b))
        columns = list(zip(*rows)) if rows else [()] * 6
        self.ids, self.start, self.end = (np.array(c, np.int64) for c in columns[:3])
        self.continues = np.array(columns[3], bool)
        self.shape = np.array(columns[4], np.int64)
        self.block = np.array(columns[5], np.int64)

    def __len__(self):
        return len(self.ids)


def cores(ids, core, stops):
    """Consecutive slices (start, end) of at most `core` positions. A cut falls after the last [SEP] that leaves a quarter of
    the slice or more, else after the last piece of `stops` (. ! ?) that does, else at the limit."""
    out, at, n = [], 0, len(ids)
    while at < n:
        end = min(at + core, n)
        if end < n:
            least = at + core // 4
            for wanted in ((SEP,), stops):
                cut = next((i + 1 for i in range(end - 1, least - 1, -1) if ids[i] in wanted), None)
                if cut:
                    end = cut
                    break
        out.append((at, end))
        at = end
    return out


def windows(ids, config):
    """[(window start, window end, core start, core end)], ends beyond the last position; add [CLS] and [SEP] around."""
    return [(max(0, a - config['left']), min(len(ids), b + config['right']), a, b)
            for a, b in cores(ids, config['core'], tuple(config['stops']))]


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def logsumexp(x, axis=-1):
    top = x.max(axis, keepdims=True)
    return (top + np.log(np.exp(x - top).sum(axis, keepdims=True))).squeeze(axis)


def forbidden(tags):
    """[from, to] True where a tag may not follow another. Tags are O, B, I, E, S with a kind, or O, B, I where no E is used."""
    closing = any(t.startswith('E-') for t in tags)
    out = np.zeros((len(tags), len(tags)), bool)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            inside_b = b[0] in 'IE' and b != 'O'
            if closing:
                open_a = a[0] in 'BI'
                out[i, j] = (open_a != inside_b) or (open_a and a[2:] != b[2:])
            else:
                out[i, j] = inside_b and (a == 'O' or a[2:] != b[2:])
    return out


def within_word(tags):
    """[from, to] True where `to` may not stand on a ## piece after `from`: a word is never split."""
    closing = any(t.startswith('E-') for t in tags)
    out = np.ones((len(tags), len(tags)), bool)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            if a == b == 'O':
                out[i, j] = False
            elif a[0] in 'BI' and a != 'O' and b[0] in ('IE' if closing else 'I') and b[2:] == a[2:]:
                out[i, j] = False
    return out


def viterbi(scores, continues, transitions, split):
    """Best tags of one block. scores [n, T]; transitions [T, T] with NEVER where forbidden; split [T, T]: NEVER where a word
    would be split. The state before and after the block is O (tag 0). Ties go to the lower tag."""
    n, count = scores.shape
    back = np.zeros((n, count), np.int64)
    best = transitions[0] + scores[0]
    for i in range(1, n):
        table = best[:, None] + transitions
        if continues[i]:
            table = table + split
        back[i] = table.argmax(0)
        best = table[back[i], np.arange(count)] + scores[i]
    last = int((best + transitions[:, 0]).argmax())
    out = [last]
    for i in range(n - 1, 0, -1):
        last = int(back[i, last])
        out.append(last)
    return out[::-1]


def likely_spans(scores, continues, moves, split):
    """[(role, first, last, probability)] of one block, by last, then first, then role: the spans whose probability among all sequences of
    tags is LEAST_SPAN or more, by forward and backward sums, scaled to one at each position. Arguments as of `viterbi`, of SPAN_TAGS."""
    n, count = scores.shape
    step, inner = np.exp(moves), np.exp(moves + split)
    weight = np.exp(scores)
    forward, backward, scale = np.zeros((n, count)), np.zeros((n, count)), np.zeros(n + 1)
    before = step[0]
    for i in range(n):
        row = before * weight[i]
        scale[i] = row.sum()
        forward[i] = row / scale[i]
        before = forward[i] @ (inner if i + 1 < n and continues[i + 1] else step)
    scale[n] = before[0]
    backward[n - 1] = step[:, 0] / scale[n]
    for i in range(n - 2, -1, -1):
        backward[i] = (inner if continues[i + 1] else step) @ (weight[i + 1] * backward[i + 1] / scale[i + 1])
    found = []
    for role in ROLES:
        begin, inside, end, single = (SPAN_TAGS.index(f'{p}-{role}') for p in 'BIES')
        alone = forward[:, single] * backward[:, single]
        found += [(role, int(i), int(i), float(alone[i])) for i in np.flatnonzero(alone >= LEAST_SPAN)]
        for first in np.flatnonzero(forward[:, begin] * backward[:, begin] >= LEAST_SPAN).tolist():
            so_far, tag = forward[first, begin], begin
            for i in range(first + 1, n):
                table = inner if continues[i] else step
                ended = so_far * table[tag, end] * weight[i, end] / scale[i] * backward[i, end]
                if ended >= LEAST_SPAN:
                    found.append((role, first, i, float(ended)))
                so_far, tag = so_far * table[tag, inside] * weight[i, inside] / scale[i], inside
                if so_far * backward[i, inside] < LEAST_SPAN:
                    break
    return sorted(found, key=lambda s: (s[2], s[1], ROLES.index(s[0])))


def apart(spans, least):
    """Of the spans of `likely_spans` those of no common position whose probabilities, each less its role's `least`, sum up to most;
    ties go to fewer and earlier ones."""
    best, taken = [(-1, 0.0)], [None]           # by last position: the most up to there, and which span brought it
    for k, (role, first, last, chance) in enumerate(spans):
        at = next(j for j in range(len(best) - 1, -1, -1) if best[j][0] < first)
        total = best[at][1] + chance - least[role]
        if total > best[-1][1]:
            best.append((last, total))
            taken.append((k, at))
    out, at = [], len(best) - 1
    while at > 0:
        k, at = taken[at]
        out.append(spans[k])
    return out[::-1]


def runs(tags, names):
    """Spans (kind, first, last) of a tag sequence, both ends included."""
    out = []
    for i, t in enumerate(tags):
        name = names[t]
        if name == 'O':
            continue
        if name[0] in 'BS' or not out or out[-1][2] != i - 1 or out[-1][0] != name[2:]:
            out.append([name[2:], i, i])
        else:
            out[-1][2] = i
    return [tuple(r) for r in out]


def bucket(distance):
    """17 buckets of a signed distance in positions: 8 for 0; 8 +- (1 + floor(log2 d)), at most 8 away."""
    d = abs(distance)
    return 8 + (0 if d == 0 else (1 if distance > 0 else -1) * min(8, d.bit_length()))


BUCKETS = np.array([bucket(d) for d in range(-512, 513)])


def link(query, key, bias, asking, candidates, window):
    """Log scores of one asking span over [none, *candidates], spans as (first, last) in stream positions.
    query, key [L, D] are one window's vectors, row 0 is [CLS], row i + 1 is position window[0] + i. A position's score for a
    candidate is the log of the summed exponentials over the candidate's positions; the asking span's is the mean over its
    positions that lie in the window. None is [CLS]'s key with bias[17]."""
    w0, w1 = window
    rows = np.arange(max(asking[0], w0), min(asking[1] + 1, w1))
    q = query[rows - w0 + 1] / math.sqrt(query.shape[1])
    table = q @ key.T
    out = [float((table[:, 0] + bias[17]).mean())]
    for first, last in candidates:
        columns = np.arange(max(first, w0), min(last + 1, w1))
        part = table[:, columns - w0 + 1] + bias[BUCKETS[np.clip(columns[None] - rows[:, None], -512, 512) + 512]]
        out.append(float(logsumexp(part, 1).mean()))
    return log_softmax(np.array(out))


class Decoder:
    """config is reader.json; encode(list of (ids, shapes)) -> list of dicts of arrays [L, .] by output name."""

    def __init__(self, config, tokenize, encode):
        self.config, self.tokenize, self.encode = config, tokenize, encode
        learned = np.array(config['spans']['transitions'], np.float64)
        self.span_moves = np.where(forbidden(SPAN_TAGS), NEVER, learned)
        self.name_moves = np.where(forbidden(NAME_TAGS), NEVER, 0.0)
        self.span_split = np.where(within_word(SPAN_TAGS), NEVER, 0.0)
        self.name_split = np.where(within_word(NAME_TAGS), NEVER, 0.0)
        self.least = dict(zip(ROLES, config['spans']['least']))

    def read(self, text):
        stream = Stream(text, self.tokenize)
        if len(stream) == 0:
            return {'attributions': [], 'names': []}
        return self.decode(stream, *self.run(stream))

    def run_frames(self, stream):
        """The windows, and each one's (ids, shapes)."""
        frames = windows(stream.ids, self.config['window'])
        return frames, [(np.concatenate([[CLS], stream.ids[a:b], [SEP]]), np.concatenate([[0], stream.shape[a:b], [0]]))
                        for a, b, _, _ in frames]

    def run(self, stream):
        """The windows and each one's outputs."""
        frames, inputs = self.run_frames(stream)
        return frames, self.encode(inputs)

    def decode(self, stream, frames, outputs, with_names=True):
        """What `read` gives; without names where they are not asked for, which saves half of the time."""
        n = len(stream)
        spans, names = np.zeros((n, len(SPAN_TAGS))), np.zeros((n, len(NAME_TAGS)))
        owner = np.zeros(n, np.int64)
        for w, ((a, b, c, d), out) in enumerate(zip(frames, outputs)):
            spans[c:d] = out['spans'][c - a + 1:d - a + 1]
            names[c:d] = out['names'][c - a + 1:d - a + 1]
            owner[c:d] = w
        span_log, name_log = log_softmax(spans), log_softmax(names)
        found, named = [], []
        edges = np.flatnonzero(stream.ids == SEP).tolist() + [n]
        at = 0
        for end in edges:
            if end > at:
                cont = stream.continues[at:end]
                found += [(k, f + at, l + at, p) for k, f, l, p in apart(self.likely(span_log[at:end], cont), self.least)]
                if with_names:
                    tags = viterbi(name_log[at:end], cont, self.name_moves, self.name_split)
                    named += [(k, f + at, l + at) for k, f, l in runs(tags, NAME_TAGS)]
            at = end + 1
        return {'attributions': self.attributions(stream, frames, outputs, owner, span_log, found),
                'names': [{'kind': k, 'start': int(stream.start[f]), 'end': int(stream.end[l]),
                           'confidence': self.certainty(name_log, NAME_TAGS, k, f, l)} for k, f, l in named]}

    def likely(self, log, continues):
        return likely_spans(log, continues, self.span_moves, self.span_split)

    @staticmethod
    def certainty(log, tags, kind, first, last):
        """Mean over the span of the probability that a position is of this kind, whatever its place in the span."""
        columns = [i for i, t in enumerate(tags) if t[2:] == kind]
        return float(np.exp(log[first:last + 1][:, columns]).sum(1).mean())

    def attributions(self, stream, frames, outputs, owner, span_log, found):
        by_role = {r: [(f, l) for k, f, l, _ in found if k == r] for r in ROLES}
        chance = {(f, l): p for _, f, l, p in found}
        options = self.config['links']
        told = {}                                   # cue -> [(content, log score)]
        for content in by_role['content']:
            w = owner[content[0]]
            a, b = frames[w][:2]
            near = [c for c in by_role['cue'] if c[0] < b and c[1] >= a]
            if not near:
                continue
            score = link(outputs[w]['content_query'], outputs[w]['cue_key'], np.array(options['cue_bias']), content, near, (a, b))
            score[0] += options['cue_none']
            best = int(score[1:].argmax())
            if score[0] < score[1 + best]:
                told.setdefault(near[best], []).append((content, float(score[1 + best])))
        out = []
        for cue in sorted(told):
            w = owner[cue[0]]
            a, b = frames[w][:2]
            near = [s for s in by_role['source'] if s[0] < b and s[1] >= a]
            score = link(outputs[w]['cue_query'], outputs[w]['source_key'], np.array(options['source_bias']), cue, near, (a, b))
            score[0] += options['source_none']
            best = int(score.argmax())
            source = near[best - 1] if best else None
            contents = [c for c, _ in told[cue]]
            sure = self.confidence(span_log, chance, cue, source, contents, [s for _, s in told[cue]], float(score[best]))
            if sure < self.config['confidence']['least']:
                continue
            out.append({'source': self.pieces(stream, [source] if source else []), 'cue': self.pieces(stream, [cue]),
                        'content': self.pieces(stream, contents),
                        'confidence': sure})
        return out

    @staticmethod
    def pieces(stream, spans):
        return [{'start': int(stream.start[f]), 'end': int(stream.end[l])} for f, l in spans]

    def features(self, span_log, chance, cue, source, contents, content_scores, source_score):
        """What the confidence is made of, each in 0 .. 1."""
        return [self.certainty(span_log, SPAN_TAGS, 'cue', *cue), chance[cue],
                chance[source] if source else 0.0,
                1.0 if source else 0.0,
                float(np.mean([self.certainty(span_log, SPAN_TAGS, 'content', *c) for c in contents])),
                float(np.mean([chance[c] for c in contents])),
                math.exp(min(content_scores)), math.exp(source_score)]

    def confidence(self, *evidence):
        """A logistic regression on `features`, fitted on held-out articles: the probability that the attribution is right."""
        weights = self.config['confidence']
        total = weights['constant'] + float(np.dot(weights['weights'], self.features(*evidence)))
        return round(1 / (1 + math.exp(-total)), 4)
