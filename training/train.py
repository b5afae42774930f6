#!/usr/bin/env python3
"""Fine-tune the reader on attribution, names and coreference together. See README.md for the commands and the figures.

A step is one batch of one task, in a fixed cycle. The learning rate rises over the first 5 % and falls to zero at the end of the
budget, which is either a number of steps (--steps: repeatable) or of minutes (--minutes: ends when it must).
"""
import argparse
import pathlib
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

import data
from decode import BUCKETS, CLS, NEVER, SEP, SPAN_TAGS, forbidden
from model import ENCODER, LAYERS, Reader, load_tokenizer

CYCLE = 'aaanaaanaaac'     # attribution, names, coreference
ROWS = 254


def slices(stream, rng, rows=ROWS):
    """Windows of one article: whole blocks as far as they go, the first cut short at random, some with a piece of what stands before."""
    n, at, out = len(stream), 0, []
    edges = np.append(np.flatnonzero(stream.ids == SEP) + 1, n)
    room = rng.randint(64, rows)
    while at < n:
        before = min(at, rng.randint(8, 48)) if rng.random() < .6 else 0
        limit = at + room - before
        fit = edges[(edges > at) & (edges <= limit)]
        end = int(fit[-1]) if len(fit) and (fit[-1] - at > 24 or fit[-1] == n) else min(n, limit)
        after = min(n - end, rng.randint(0, 16)) if rng.random() < .5 else 0
        out.append((at - before, min(end + after, at - before + rows)))
        at, room = end, rows
    return out


def pad(rows, value=0):
    width = (max(len(r) for r in rows) + 7) // 8 * 8
    out = np.full((len(rows), width), value, rows[0].dtype)
    for i, r in enumerate(rows):
        out[i, :len(r)] = r
    return out


def wrap(x, value=0):
    return np.concatenate([[value], x, [value]]).astype(x.dtype)


def inputs(items):
    ids = pad([np.concatenate([[CLS], s.stream.ids[a:b], [SEP]]) for s, a, b in items])
    shape = pad([wrap(s.stream.shape[a:b]) for s, a, b in items])
    return torch.from_numpy(ids), torch.from_numpy((ids != 0).astype(np.int64)), torch.from_numpy(shape)


def attribution_batch(items):
    tags = pad([wrap(s.tags[a:b]) for s, a, b in items])
    weight = pad([wrap(s.weight[a:b]) for s, a, b in items], 0)
    width = tags.shape[1]
    to_cue, to_source = np.zeros((2, len(items), width, width), bool)
    for k, (s, a, b) in enumerate(items):
        for n in set(s.att[a:b].tolist()) - {-1}:
            mine = np.flatnonzero(s.att[a:b] == n) + a
            cue = s.cues[n][(s.cues[n] >= a) & (s.cues[n] < b)]
            content = np.setdiff1d(mine, s.cues[n])
            target = cue - a + 1 if len(cue) else np.array([0])
            if len(s.cues[n]):
                to_cue[k][np.ix_(content - a + 1, target)] = True
            source = s.sources[n][(s.sources[n] >= a) & (s.sources[n] < b)]
            if len(source) or not len(s.sources[n]):
                to_source[k][np.ix_(cue - a + 1, source - a + 1 if len(source) else np.array([0]))] = True
    return [torch.from_numpy(x) for x in (tags, weight, to_cue, to_source)]


def told_tags(items, mask):
    """The teacher's log probabilities of tags, [rows, positions, tags]; none at [CLS], [SEP] at the end and padding."""
    out = np.zeros((*mask.shape, len(SPAN_TAGS)), np.float32)
    for row, (s, a, b) in zip(out, items):
        row[1:b - a + 1] = s.told[a:b]
    return torch.from_numpy(out)


def mention_batch(items):
    width = inputs(items)[0].shape[1]
    target = np.zeros((len(items), width, width), bool)
    for k, (s, a, b) in enumerate(items):
        seen = {}
        for chain, i, j in s.mentions:
            if i < a or j >= b:
                continue
            if j - i < 5:
                rows = np.arange(i, j + 1) - a + 1
                columns = np.array(sorted(set(seen.get(chain, [])) - set(rows.tolist())) or [0], np.int64)
                target[k][np.ix_(rows, columns)] = True
            seen.setdefault(chain, []).extend(range(i - a + 1, min(j, i + 3) - a + 2))
    return torch.from_numpy(target)


def pointer(query, key, bias, target, mask):
    """-log of the probability mass that each asking position gives its targets; position 0 is `none`."""
    n = query.shape[1]
    where = torch.arange(n)
    table = bias[torch.from_numpy(BUCKETS)[(where[None] - where[:, None]).clamp(-512, 512) + 512]].clone()
    table[:, 0] = bias[17]
    scores = (query.float() / 8) @ key.float().transpose(1, 2) + table
    scores = scores.masked_fill(mask[:, None] == 0, NEVER)
    asking = target.any(-1)
    if not asking.any():
        return scores.sum() * 0
    scores, target = scores[asking], target[asking]
    return (scores.logsumexp(-1) - scores.masked_fill(~target, NEVER).logsumexp(-1)).mean()


FORBIDDEN = torch.from_numpy(forbidden(SPAN_TAGS))


def crf(logits, tags, lengths, transitions):
    """Negative log likelihood of the tag sequences, the sum; free at both ends (a window may cut a span)."""
    moves = transitions.masked_fill(FORBIDDEN, NEVER)
    b, n, t = logits.shape
    where = torch.arange(n)
    valid = where[None] < lengths[:, None]
    gold = (logits.gather(2, tags[..., None]).squeeze(2) * valid).sum() + (moves[tags[:, :-1], tags[:, 1:]] * valid[:, 1:]).sum()
    alpha = logits[:, 0]
    steps = logits.unbind(1)
    for i in range(1, n):
        new = torch.logsumexp(alpha[:, :, None] + moves, 1) + steps[i]
        alpha = torch.where(valid[:, i:i + 1], new, alpha)
    return alpha.logsumexp(1).sum() - gold


class Source:
    """Batches of the three tasks, each endless, in an order that the seed fixes."""

    def __init__(self, tokenize, rng, small, rows=(ROWS,)):
        """rows: the longest windows, of which each reading of an article has one."""
        n = 30 if small else None
        self.rng, self.rows = rng, rows
        every = data.polnear(tokenize, 'train', n)
        self.articles = [a for a in every if not data.held_out(a.name)]
        self.conll = data.names(tokenize, 'conll2003-train', 300 if small else None)
        self.politics = data.names(tokenize, 'crossner-politics-train', 100 if small else None)
        self.stories = [s for s in data.coreference(tokenize, 10 if small else None) if not data.held_out(s.name, 9)]
        self.epoch, self.turn = 0, 0
        self.queues = {k: [] for k in 'anpc'}
        self.pieces = sum(len(a.stream) for a in self.articles)

    def batches(self, items, size):
        items.sort(key=lambda x: x[2] - x[1] + self.rng.random() * 24)
        out, at = [], 0
        while at < len(items):
            k = at
            while k < len(items) and (k == at or (k - at + 1) * (items[k][2] - items[k][1] + 2) <= size):
                k += 1
            out.append(items[at:k])
            at = k
        self.rng.shuffle(out)
        return out

    def next(self, task):
        rng = self.rng
        if task == 'n':
            self.turn += 1
            task = 'p' if self.turn % 5 == 0 else 'n'
        queue = self.queues[task]
        if not queue:
            if task in 'ac':
                self.epoch += task == 'a'
                items = [(s, a, b) for s in (self.articles if task == 'a' else self.stories) for a, b in slices(s.stream, rng, rng.choice(self.rows))]
            elif task == 'n':
                items, at = [], 0
                while at < len(self.conll):
                    size = 1 if rng.random() < .85 else rng.randint(2, 8)
                    items.append(self.pack(self.conll[at:at + size]))
                    at += size
            else:
                items = [self.pack([s]) for s in self.politics]
            rng.shuffle(items)
            queue += self.batches(items, 2048)
        return task, queue.pop()

    def pack(self, pairs):
        natural = self.rng.random() < .4
        parts = [p[natural] for p in pairs]
        if len(parts) == 1:
            return parts[0], 0, min(len(parts[0].stream), ROWS)
        s = data.Article()
        s.stream = data.Article()
        for name in ('ids', 'shape'):
            setattr(s.stream, name, np.concatenate([np.append(getattr(p.stream, name), SEP if name == 'ids' else 0) for p in parts])[:-1])
        s.tags = np.concatenate([np.append(p.tags, 0) for p in parts])[:-1]
        return s, 0, min(len(s.tags), ROWS)


def losses(model, task, items, drop):
    ids, mask, shape = inputs(items)
    found = model(ids, mask, shape, drop)
    names, mention_query, mention_key = found[1], *found[6:]
    if task in 'np':
        tags = torch.from_numpy(pad([wrap(s.tags[a:b]) for s, a, b in items]))
        flat = F.cross_entropy(names.float().flatten(0, 1), tags.flatten(), reduction='none')
        return {'names': (flat * mask.flatten()).sum() / mask.sum()}
    if task == 'c':
        return {'mention': .3 * pointer(mention_query, mention_key, model.bias[2], mention_batch(items), mask)}
    return attribution_losses(model, found, ids, mask, items)


def attribution_losses(model, found, ids, mask, items):
    """What the annotation of a batch says of the model's outputs `found`."""
    spans, _, cue_query, source_key, content_query, cue_key = found[:6]
    tags, weight, to_cue, to_source = attribution_batch(items)
    spans = spans.float()
    flat = F.cross_entropy(spans.flatten(0, 1), tags.flatten(), reduction='none')
    weight = weight.flatten()
    only_o = torch.zeros(len(SPAN_TAGS))
    only_o[1:] = NEVER
    inner = spans + (ids == SEP)[..., None] * only_o
    lengths = mask.sum(1) - 2
    return {'tags': .5 * (flat * weight).sum() / weight.sum(),
            'sequence': .5 * crf(inner[:, 1:-1], tags[:, 1:-1], lengths, model.transitions) / lengths.sum(),
            'to cue': .3 * pointer(content_query, cue_key, model.bias[0], to_cue, mask),
            'to source': .3 * pointer(cue_query, source_key, model.bias[1], to_source, mask)}


def groups(model, rate):
    """Layer-wise rates: the heads fastest, the lower the layer the slower; word embeddings stay."""
    model.encoder.words.weight.requires_grad_(False)
    out = [{'params': [p for h in (model.spans, model.names, model.links) for p in h.parameters()], 'lr': 5 * rate},
           {'params': [model.transitions, model.bias], 'lr': 25 * rate, 'weight_decay': 0.0},
           {'params': list(model.encoder.casing.parameters()), 'lr': 5 * rate}]
    for i, layer in enumerate(model.encoder.layers):
        out.append({'params': list(layer.parameters()), 'lr': rate * .88 ** (LAYERS - 1 - i)})
    rest = [model.encoder.places.weight, model.encoder.segment, *model.encoder.norm.parameters()]
    return out + [{'params': rest, 'lr': rate * .88 ** LAYERS}]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--encoder', default=ENCODER, help='unpacked all-MiniLM-L6-v2')
    ap.add_argument('--out', default='/tmp/entente-reader')
    ap.add_argument('--minutes', type=float, help='end when this much time of training has passed')
    ap.add_argument('--steps', type=int, help='end after so many steps')
    ap.add_argument('--rate', type=float, default=2e-4)
    ap.add_argument('--seed', type=int, default=5)
    ap.add_argument('--small', action='store_true', help='a few articles only')
    ap.add_argument('--save', type=int, default=200, help='steps between checkpoints')
    ap.add_argument('--no-bf16', action='store_true')
    ap.add_argument('--resume', action='store_true')
    a = ap.parse_args()
    assert a.minutes or a.steps
    bf16 = not a.no_bf16 and 'avx512_bf16' in pathlib.Path('/proc/cpuinfo').read_text()     # without it bf16 is emulated, slowly
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    np.random.seed(a.seed)
    tokenize = load_tokenizer(a.encoder)
    began = time.time()
    source = Source(tokenize, rng, a.small)
    print(f'{len(source.articles)} articles, {source.pieces} pieces; {len(source.conll)} + {len(source.politics)} sentences; '
          f'{len(source.stories)} stories; read in {time.time() - began:.0f} s', flush=True)
    model = Reader()
    model.encoder.load(a.encoder)
    optimizer = torch.optim.AdamW(groups(model, a.rate), weight_decay=.01, betas=(.9, .98), eps=1e-6, fused=True)
    peak = [g['lr'] for g in optimizer.param_groups]
    trained = [p for p in model.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in trained]
    step, spent = 0, 0.0
    if a.resume and (out / 'last.pt').exists():
        state = torch.load(out / 'last.pt', weights_only=False)
        model.load_state_dict(state['model'])
        optimizer.load_state_dict(state['optimizer'])
        step, spent, average = state['step'], state['spent'], state['average']
        rng.seed(a.seed + step)
        torch.manual_seed(a.seed + step)
        print(f'going on at step {step}', flush=True)

    def save(name):
        mean = dict(model.state_dict())
        mean.update({k: v for (k, p), v in zip([(k, p) for k, p in model.named_parameters() if p.requires_grad], average)})
        torch.save({'model': model.state_dict(), 'mean': mean, 'average': average, 'optimizer': optimizer.state_dict(),
                    'step': step, 'spent': spent}, out / 'part.pt')
        (out / 'part.pt').replace(out / name)

    shown, tally, began = time.time(), {}, time.time() - spent
    drop = torch.nn.Dropout(.1)
    while True:
        spent = time.time() - began
        gone = max(step / a.steps if a.steps else 0, spent / 60 / a.minutes if a.minutes else 0)
        if gone >= 1:
            break
        factor = min(gone / .05, (1 - gone) / .95) if not a.steps else min((step + 1) / (.05 * a.steps), (1 - gone) / .95)
        for g, lr in zip(optimizer.param_groups, peak):
            g['lr'] = lr * max(factor, 1e-3)
        task, items = source.next(CYCLE[step % len(CYCLE)])
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=bf16):
            parts = losses(model, task, items, drop)
        optimizer.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        decay = min(.997, (1 + step) / (10 + step))
        torch._foreach_lerp_(average, [p.detach() for p in trained], 1 - decay)
        for k, v in parts.items():
            tally.setdefault(k, []).append(v.item())
        if step % 20 == 0:
            now = time.time()
            print(f'{step} ({gone:.3f}, epoch {source.epoch}) {(now - shown) / 20:.2f} s/step  ' +
                  '  '.join(f'{k} {np.mean(v):.4f}' for k, v in sorted(tally.items())), flush=True)
            shown, tally = now, {}
        if step % a.save == 0:
            save('last.pt')
    save('final.pt')
    print(f'{step} steps, {source.epoch} epochs, {spent / 60:.1f} minutes')


if __name__ == '__main__':
    main()
