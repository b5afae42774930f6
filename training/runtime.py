"""The exported model in Python: windows -> logits, by OpenVINO. For evaluation, tuning and the golden files."""
import json
import pathlib

import numpy as np
import openvino as ov

from decode import Decoder
from model import load_tokenizer


def read_model(core, folder):
    """The graph, its weights behind those that it shares with another model, where it does."""
    folder = pathlib.Path(folder)
    about = folder / 'reader.json'
    shared = json.loads(about.read_text()).get('shared') if about.exists() else None
    if not shared:
        return core.read_model(folder / 'model.xml')
    weights = (folder / shared['folder'] / 'model.bin').read_bytes()[:shared['bytes']] + (folder / 'model.bin').read_bytes()
    return core.read_model((folder / 'model.xml').read_bytes(), ov.Tensor(np.frombuffer(weights, np.uint8)))


class Exported:
    def __init__(self, folder, threads=1, batch=8):
        core = ov.Core()
        core.set_property('CPU', {'INFERENCE_NUM_THREADS': threads, 'INFERENCE_PRECISION_HINT': 'f32'})
        self.model = core.compile_model(read_model(core, folder), 'CPU')
        self.names = [next(iter(o.names)) for o in self.model.outputs]
        self.batch = batch

    def __call__(self, rows):
        """[(ids, shapes)] with [CLS] and [SEP] -> [{output name: [L, .]}], in order; batches of like lengths."""
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
        out = [None] * len(rows)
        for at in range(0, len(order), self.batch):
            part = order[at:at + self.batch]
            width = max(len(rows[i][0]) for i in part)
            ids, shape = np.zeros((2, len(part), width), np.int64)
            for k, i in enumerate(part):
                ids[k, :len(rows[i][0])], shape[k, :len(rows[i][1])] = rows[i]
            result = self.model({'input_ids': ids, 'attention_mask': (ids != 0).astype(np.int64), 'casing': shape})
            for k, i in enumerate(part):
                out[i] = {n: result[j][k, :len(rows[i][0])].copy() for j, n in enumerate(self.names)}
        return out


def decoder(folder, encoder, threads=1):
    config = json.loads((pathlib.Path(folder) / 'reader.json').read_text())
    return Decoder(config, load_tokenizer(encoder), Exported(folder, threads))
