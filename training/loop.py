"""What the trainings beside train.py share: optimiser, rate, running mean of the weights, log and checkpoints."""
import pathlib
import time

import numpy as np
import torch

BF16 = 'avx512_bf16' in pathlib.Path('/proc/cpuinfo').read_text()     # without it bf16 is emulated, slowly


def arguments(ap):
    """The options that all of them have."""
    ap.add_argument('--minutes', type=float, help='end when this much time of training has passed')
    ap.add_argument('--steps', type=int, help='end after so many steps')
    ap.add_argument('--small', action='store_true', help='a few articles only')


def run(a, model, groups, losses, shown_every, saved_every, mean=.997, rise=.05):
    """Trains until a.minutes or a.steps are spent; a.out/final.pt then holds {'model': last, 'mean': running mean}, by parameter.

    groups: the optimiser's, with the highest rate of each; rates rise over `rise` of the budget and fall to 0. losses(step): the step's losses by name.
    """
    assert a.minutes or a.steps
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(groups, weight_decay=.01, betas=(.9, .98), eps=1e-6, fused=True)
    peak = [g['lr'] for g in optimizer.param_groups]
    trained = {k: p for k, p in model.named_parameters() if p.requires_grad}
    average = [p.detach().clone() for p in trained.values()]

    def save(name):
        state = {'model': model.state_dict(), 'mean': {**model.state_dict(), **dict(zip(trained, average))}}
        torch.save(state, out / 'part.pt')
        (out / 'part.pt').replace(out / name)

    step, tally, shown, began = 0, {}, time.time(), time.time()
    while True:
        gone = max(step / a.steps if a.steps else 0, (time.time() - began) / 60 / a.minutes if a.minutes else 0)
        if gone >= 1:
            break
        for g, rate in zip(optimizer.param_groups, peak):
            g['lr'] = rate * max(min(gone / rise, (1 - gone) / (1 - rise)), 1e-3)
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=BF16):
            parts = losses(step)
        optimizer.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        optimizer.step()
        step += 1
        torch._foreach_lerp_(average, [p.detach() for p in trained.values()], 1 - min(mean, (1 + step) / (10 + step)))
        for k, v in parts.items():
            tally.setdefault(k, []).append(v.item())
        if step % shown_every == 0:
            print(f'{step} ({gone:.3f}) {(time.time() - shown) / shown_every:.2f} s/step  ' +
                  '  '.join(f'{k} {np.mean(v):.4f}' for k, v in sorted(tally.items())), flush=True)
            shown, tally = time.time(), {}
        if step % saved_every == 0:
            save('last.pt')
    save('final.pt')
    print(f'{step} steps, {(time.time() - began) / 60:.1f} minutes', flush=True)
