"""The reader: MiniLM (6 layers, hidden 384) with a casing input and heads, written out so that one CPU thread trains it well."""
import math
import os
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from decode import NAME_TAGS, SHAPES, SPAN_TAGS

ENCODER = os.path.join(os.environ.get('ENTENTE_TRAINING', '/tmp/entente-training'), 'encoder')
HIDDEN, LAYERS, HEADS, INNER, LINK = 384, 6, 12, 1536, 64
LINKS = ('cue_query', 'source_key', 'content_query', 'cue_key', 'mention_query', 'mention_key')


class Layer(nn.Module):
    """A transformer layer. forward(x [rows, positions, hidden], bias added to the scores of attention, drop)."""

    def __init__(self, inner=INNER, hidden=HIDDEN, heads=HEADS, epsilon=1e-12):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)

    def forward(self, x, bias, drop):
        b, n, hidden = x.shape
        qkv = self.qkv(x).view(b, n, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = (q * (1 / math.sqrt(hidden // self.heads))) @ k.transpose(-1, -2) + bias
        y = torch.softmax(scores, -1, dtype=scores.dtype) @ v
        x = self.norm1(x + drop(self.out(y.transpose(1, 2).reshape(b, n, hidden))))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, casing, layers=LAYERS, inner=INNER):
        super().__init__()
        self.words, self.places = nn.Embedding(30522, HIDDEN), nn.Embedding(512, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.casing = nn.Embedding(SHAPES, HIDDEN) if casing else None
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))
        if casing:
            nn.init.zeros_(self.casing.weight)

    def forward(self, ids, mask, casing=None, drop=lambda x: x):
        x = self.words(ids) + self.places.weight[:ids.shape[1]] + self.segment
        if casing is not None:
            x = x + self.casing(casing)
        x = drop(self.norm(x))
        bias = ((1 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        if torch.is_autocast_enabled('cpu'):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias, drop)
        return x

    def load(self, folder):
        from safetensors.numpy import load_file
        w = {k.removeprefix('bert.'): torch.from_numpy(np.ascontiguousarray(v))
             for k, v in load_file(pathlib.Path(folder) / 'model.safetensors').items()}
        own = {'words.weight': w['embeddings.word_embeddings.weight'], 'places.weight': w['embeddings.position_embeddings.weight'],
               'segment': w['embeddings.token_type_embeddings.weight'][0],
               'norm.weight': w['embeddings.LayerNorm.weight'], 'norm.bias': w['embeddings.LayerNorm.bias']}
        for i in range(LAYERS):
            at, to = f'encoder.layer.{i}.', f'layers.{i}.'
            for part in ('weight', 'bias'):
                own[to + 'qkv.' + part] = torch.cat([w[f'{at}attention.self.{n}.{part}'] for n in ('query', 'key', 'value')])
                for mine, theirs in (('out', 'attention.output.dense'), ('norm1', 'attention.output.LayerNorm'),
                                     ('up', 'intermediate.dense'), ('down', 'output.dense'), ('norm2', 'output.LayerNorm')):
                    own[f'{to}{mine}.{part}'] = w[f'{at}{theirs}.{part}']
        left = self.load_state_dict(own, strict=False)
        assert not left.unexpected_keys and set(left.missing_keys) <= {'casing.weight'}, left


class Reader(nn.Module):
    def __init__(self, layers=LAYERS, inner=INNER):
        super().__init__()
        self.encoder = Encoder(casing=True, layers=layers, inner=inner)
        self.spans, self.names = nn.Linear(HIDDEN, len(SPAN_TAGS)), nn.Linear(HIDDEN, len(NAME_TAGS))
        self.links = nn.Linear(HIDDEN, LINK * len(LINKS))
        self.transitions = nn.Parameter(torch.zeros(len(SPAN_TAGS), len(SPAN_TAGS)))
        self.bias = nn.Parameter(torch.zeros(3, 18))     # content->cue, cue->source, mention; 17 distances and none
        for head in (self.spans, self.names, self.links):
            nn.init.normal_(head.weight, std=.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids, mask, casing, drop=lambda x: x):
        return self.heads(self.encoder(ids, mask, casing, drop))

    def heads(self, x):
        return (self.spans(x), self.names(x), *self.links(x).split(LINK, -1))


def reader_of(state):
    """The reader of which this is the state: as many layers, as wide inside."""
    layers = 1 + max(int(k.split('.')[2]) for k in state if k.startswith('encoder.layers.'))
    model = Reader(layers, len(state['encoder.layers.0.up.weight']))
    model.load_state_dict(state)
    return model


class Sentences(nn.Module):
    """The untouched sentence encoder: mean over the pieces, length one."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder(casing=False)

    def forward(self, ids, mask):
        x = self.encoder(ids, mask)
        m = mask.to(x.dtype)[:, :, None]
        x = (x * m).sum(1) / m.sum(1).clamp(min=1e-9)
        return x / (x * x).sum(-1, keepdim=True).sqrt().clamp(min=1e-12)


def load_tokenizer(folder):
    """str -> [(id, start, end, continues)], code points, by the reference tokenizer."""
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(str(pathlib.Path(folder) / 'tokenizer.json'))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def tokenize(text):
        e = tokenizer.encode(text, add_special_tokens=False)
        return [(i, s, t, p.startswith('##')) for i, p, (s, t) in zip(e.ids, e.tokens, e.offsets)]
    tokenize.vocabulary = [t for t, _ in sorted(tokenizer.get_vocab().items(), key=lambda kv: kv[1])]
    return tokenize
