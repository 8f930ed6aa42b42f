"""The loop of diffusers' RePaintPipeline on a fixed network, for
`workers/inference/pipelines/repaint-diffusers.golden.json`.

    pip install diffusers==0.42.1 torch && python tools/goldens/repaint.py
"""

import json
from pathlib import Path

import diffusers
import torch
from diffusers import RePaintScheduler
from diffusers.schedulers import scheduling_repaint

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / 'workers/inference/pipelines/repaint-diffusers.golden.json'
ABOUT = (
    f'The loop of RePaintPipeline (diffusers {diffusers.__version__}, torch {torch.__version__}, CPU, float32), made '
    'by tools/goldens/repaint.py. Index i = 0..63 over [1,4,4,4]. start[i] = (((i*37)%101)-50)/25; '
    'known[i] = (((i*53)%89)-44)/50; hole = 1 where floor((i%16)/4) is even; draw k[i] = (((i*29+k*17)%97)-48)/28, '
    'one for each step and 1000//steps for each walk back; '
    'network(x,t)[i] = 0.2*x[i] - 0.1*x[(i+1)%64] + (t/1000-0.5)*0.3.'
)
SD = {'beta_start': 0.00085, 'beta_end': 0.012, 'beta_schedule': 'scaled_linear', 'clip_sample': False}
CASES = {
    'scaled_20_5_2_eta1': (SD, 20, 5, 2, 1.0),
    'scaled_20_5_2_eta0': (SD, 20, 5, 2, 0.0),
    'linear_clipped_50_10_3_eta1': ({}, 50, 10, 3, 1.0),
}


def values(formula) -> torch.Tensor:
    return torch.tensor([formula(i) for i in range(64)], dtype=torch.float32).reshape(1, 4, 4, 4)


def network(x: torch.Tensor, t: int) -> torch.Tensor:
    flat = x.flatten()
    return (0.2 * flat - 0.1 * flat.roll(-1) + (t / 1000 - 0.5) * 0.3).reshape(x.shape)


class Draws:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, *_args, **_kwargs) -> torch.Tensor:
        k = self.count
        self.count += 1
        return values(lambda i: (((i * 29 + k * 17) % 97) - 48) / 28)


def walk(config: dict, steps: int, length: int, samples: int, eta: float) -> dict:
    scheduler = RePaintScheduler(**config, eta=eta)
    scheduler.set_timesteps(steps, length, samples)
    draws = Draws()
    scheduling_repaint.randn_tensor = draws
    # undo_step draws with torch.randn or randn_tensor, depending on the device.
    randn, torch.randn = torch.randn, draws
    known = values(lambda i: (((i * 53) % 89) - 44) / 50)
    keep = values(lambda i: 0.0 if (i % 16) // 4 % 2 == 0 else 1.0)
    x = values(lambda i: (((i * 37) % 101) - 50) / 25)
    last = scheduler.timesteps[0] + 1
    for t in scheduler.timesteps:
        if t < last:
            x = scheduler.step(network(x, int(t)), t, x, known, keep).prev_sample
        else:
            x = scheduler.undo_step(x, last)
        last = t
    torch.randn = randn
    return {
        'config': {
            'betaStart': scheduler.config.beta_start,
            'betaEnd': scheduler.config.beta_end,
            'betaSchedule': scheduler.config.beta_schedule,
            'clipSample': scheduler.config.clip_sample,
        },
        **{'steps': steps, 'jumpLength': length, 'resampling': samples, 'eta': eta, 'draws': draws.count},
        'final': [float(f'{v:.7g}') for v in x.flatten().tolist()],
    }


cases = {name: walk(*given) for name, given in CASES.items()}
TARGET.write_text(json.dumps({'about': ABOUT, 'cases': cases}, indent=2) + '\n')
