"""Trajectories of diffusers' schedulers, for `workers/inference/schedulers/*.golden.json` and
`workers/inference/numerics/level-grids.golden.json`.

    pip install diffusers==0.42.1 torch && python tools/goldens/samplers.py

Inputs are formulas over the flat index i = 0..63 of [1,4,4,4]; see ABOUT.
"""

import json
from pathlib import Path

import diffusers
import torch
from torch import Tensor

ROOT = Path(__file__).resolve().parents[2] / 'workers' / 'inference'
SIZE = 64
ABOUT = (
    f'Trajectories of diffusers {diffusers.__version__} (torch {torch.__version__}, CPU, float32), made by '
    'tools/goldens/samplers.py. Index i = 0..63 over [1,4,4,4]. start[i] = (((i*37)%101)-50)/25, times '
    'startScale; draw k: n_k[i] = (((i*29+k*17)%97)-48)/28, one a step where the sampler draws; network(x,t)[i] = '
    '0.2*x[i] - 0.1*x[(i+1)%64] + (t/1000-0.5)*0.3 on the scaled input. trace = [mean, mean of absolute values] '
    'after every step; final = the last state. overAlpha: states are over alpha (noise over signal counts).'
)
SD = {'beta_start': 0.00085, 'beta_end': 0.012, 'beta_schedule': 'scaled_linear'}
SD1 = {**SD, 'steps_offset': 1}
V = {'prediction_type': 'v_prediction'}
TRAILING = {'timestep_spacing': 'trailing'}
LEADING = {'timestep_spacing': 'leading'}
ZERO_SNR = {**V, **TRAILING, 'rescale_betas_zero_snr': True}
COSINE = {'beta_schedule': 'squaredcos_cap_v2'}
THRESHOLD = {'thresholding': True, 'dynamic_thresholding_ratio': 0.9, 'sample_max_value': 2.5}
DDIM_SD = {**SD1, 'clip_sample': False, 'set_alpha_to_one': False}
KARRAS = {'use_karras_sigmas': True}
SDE = {'algorithm_type': 'sde-dpmsolver++'}

# sampler -> scheduler class, [case, config, steps, eta]
CASES: dict[str, tuple[str, list[tuple[str, dict, int, float]]]] = {
    'ddim': (
        'DDIMScheduler',
        [
            ('leading_20', DDIM_SD, 20, 0),
            ('leading_20_eta1', DDIM_SD, 20, 1),
            ('trailing_20_v', {**DDIM_SD, **V, **TRAILING}, 20, 0),
            ('trailing_20_v_zero_snr', {**DDIM_SD, **ZERO_SNR}, 20, 0),
            ('linear_clip_10', {}, 10, 0),
            ('cosine_sample_clip_10', {**COSINE, 'prediction_type': 'sample', 'clip_sample_range': 2.0}, 10, 0.5),
            ('threshold_10', {**DDIM_SD, **THRESHOLD}, 10, 0),
        ],
    ),
    'ddpm': (
        'DDPMScheduler',
        [
            ('leading_20', {**SD1, 'clip_sample': False}, 20, 0),
            ('linear_clip_10', {}, 10, 0),
            ('linspace_7_v', {**SD, **V, 'timestep_spacing': 'linspace', 'clip_sample': False}, 7, 0),
            ('trailing_8_zero_snr', {**SD, **ZERO_SNR, 'clip_sample': False}, 8, 0),
        ],
    ),
    'euler': (
        'EulerDiscreteScheduler',
        [
            ('leading_20', {**SD1, **LEADING}, 20, 0),
            ('karras_20', {**SD, **KARRAS}, 20, 0),
            ('karras_leading_10', {**SD1, **LEADING, **KARRAS}, 10, 0),
            ('linspace_7', SD, 7, 0),
            ('trailing_20_v', {**SD, **V, **TRAILING}, 20, 0),
            ('trailing_8_v_zero_snr', {**SD, **ZERO_SNR}, 8, 0),
            ('linspace_8_sigma_min', {**SD, 'final_sigmas_type': 'sigma_min'}, 8, 0),
        ],
    ),
    'euler-ancestral': (
        'EulerAncestralDiscreteScheduler',
        [
            ('leading_20', {**SD1, **LEADING}, 20, 0),
            ('linspace_7', SD, 7, 0),
            ('trailing_20_v', {**SD, **V, **TRAILING}, 20, 0),
        ],
    ),
    'dpmpp-2m': (
        'DPMSolverMultistepScheduler',
        [
            ('leading_20', {**SD1, **LEADING}, 20, 0),
            ('linspace_16_v', {**SD, **V}, 16, 0),
            ('karras_20', {**SD, **KARRAS}, 20, 0),
            ('karras_10', {**SD, **KARRAS}, 10, 0),
            ('trailing_8_v_zero_snr', {**SD, **ZERO_SNR}, 8, 0),
            ('sample_threshold_10', {**SD, **THRESHOLD, 'prediction_type': 'sample'}, 10, 0),
        ],
    ),
    'dpmpp-2m-sde': (
        'DPMSolverMultistepScheduler',
        [
            ('karras_20', {**SD, **SDE, **KARRAS}, 20, 0),
            ('leading_20', {**SD1, **SDE, **LEADING}, 20, 0),
        ],
    ),
    'lcm': (
        'LCMScheduler',
        [
            ('4', SD, 4, 0),
            ('8', SD, 8, 0),
            ('7_v_clip', {**SD, **V, 'clip_sample': True}, 7, 0),
        ],
    ),
}
OVER_ALPHA = {'euler', 'euler-ancestral'}
# A state of 4096 standard deviations in float32 has lost three of its seven digits.
COARSE = {('euler', 'trailing_8_v_zero_snr'): 5e-5}


def indexed(formula) -> Tensor:
    return torch.tensor([formula(i) for i in range(SIZE)], dtype=torch.float32).reshape(1, 4, 4, 4)


def draw(k: int) -> Tensor:
    return indexed(lambda i: (((i * 29 + k * 17) % 97) - 48) / 28)


def network(x: Tensor, t) -> Tensor:
    flat = x.flatten()
    return (0.2 * flat - 0.1 * flat.roll(-1) + (float(t) / 1000 - 0.5) * 0.3).reshape(x.shape)


class Draws:
    """Stands in for diffusers' random source: draw k is a formula."""

    def __init__(self, first: int = 0) -> None:
        self.count = first

    def __call__(self, *_args, **_kwargs) -> Tensor:
        self.count += 1
        return draw(self.count - 1)


def install(name: str, draws: Draws) -> None:
    """Puts the draws in the place of `randn_tensor` in a scheduler's module."""
    module = __import__(getattr(diffusers, name).__module__, fromlist=['randn_tensor'])
    if hasattr(module, 'randn_tensor'):
        module.randn_tensor = draws


def make(name: str, config: dict):
    return getattr(diffusers, name)(**config)


def significant(value: float, digits: int = 8) -> float:
    return float(f'{value:.{digits}g}')


def trajectory(name: str, config: dict, steps: int, eta: float) -> dict:
    scheduler = make(name, config)
    scheduler.set_timesteps(steps)
    install(name, Draws())
    x = indexed(lambda i: (((i * 37) % 101) - 50) / 25) * float(scheduler.init_noise_sigma)
    trace = []
    for t in scheduler.timesteps:
        output = network(scheduler.scale_model_input(x, t), t)
        x = scheduler.step(output, t, x, **({'eta': eta} if eta else {})).prev_sample
        trace.append([significant(float(x.double().mean())), significant(float(x.double().abs().mean()))])
    return {
        'config': {'_class_name': name, **config},
        'steps': steps,
        **({'eta': eta} if eta else {}),
        'timesteps': [significant(float(t)) for t in scheduler.timesteps],
        'startScale': significant(float(scheduler.init_noise_sigma)),
        'trace': trace,
        'final': [significant(v) for v in x.flatten().tolist()],
    }


def fingerprints(name: str, config: dict, most: int) -> list[int]:
    """For every number of steps the sum of (i + 1) * timestep i; a list that rounding made one too long loses its -1."""
    marks = []
    for steps in range(1, most + 1):
        scheduler = make(name, config)
        scheduler.set_timesteps(steps)
        timesteps = [int(t) for t in scheduler.timesteps if t >= 0]
        assert len(timesteps) == steps, (name, config, steps, len(timesteps))
        marks.append(sum((i + 1) * t for i, t in enumerate(timesteps)))
    return marks


def level_grids() -> dict:
    spacings = ('leading', 'trailing', 'linspace')
    lists = []
    for sampler, name in (
        ('ddim', 'DDIMScheduler'),
        ('ddpm', 'DDPMScheduler'),
        ('euler', 'EulerDiscreteScheduler'),
        ('dpmpp-2m', 'DPMSolverMultistepScheduler'),
    ):
        for spacing in spacings:
            if (sampler, spacing) != ('euler', 'linspace'):
                config = {**SD1, 'timestep_spacing': spacing}
                lists.append({'sampler': sampler, 'spacing': spacing, 'marks': fingerprints(name, config, 100)})
    lists.append({'sampler': 'lcm', 'spacing': 'leading', 'marks': fingerprints('LCMScheduler', SD, 50)})
    karras = []
    for sampler, name in (('euler', 'EulerDiscreteScheduler'), ('dpmpp-2m', 'DPMSolverMultistepScheduler')):
        for steps in (4, 20, 50):
            scheduler = make(name, {**SD, **KARRAS})
            scheduler.set_timesteps(steps)
            karras.append(
                {
                    'sampler': sampler,
                    'steps': steps,
                    'timesteps': [significant(float(t)) for t in scheduler.timesteps],
                    'ratios': [significant(float(s)) for s in scheduler.sigmas],
                }
            )
    shares = []
    for name, config in (
        ('linear', {}),
        ('scaled_linear', SD),
        ('squaredcos_cap_v2', COSINE),
        ('zero_snr', {**SD, 'rescale_betas_zero_snr': True}),
    ):
        table = make('DDIMScheduler', config).alphas_cumprod
        at = [0, 1, 51, 201, 401, 601, 801, 951, 981, 998, 999]
        shares.append({'name': name, 'config': config, 'at': at, 'shares': [significant(float(table[t])) for t in at]})
    return {
        'about': f'Timesteps and levels of diffusers {diffusers.__version__}, made by tools/goldens/samplers.py. marks: '
        'for N = 1, 2, ... steps the sum of (i + 1) * timestep i. ratios: noise over signal.',
        'shares': shares,
        'lists': lists,
        'karras': karras,
    }


def random_numbers() -> dict:
    """Draws of torch.randn: the whole of short ones, both ends of long ones, and the draw that follows."""
    draws = []
    for seed in (0, 42, 1234):
        for size in (4, 16, 20, 16384):
            generator = torch.Generator('cpu').manual_seed(seed)
            first, second = (torch.randn(size, generator=generator).tolist() for _ in range(2))
            head, tail, after = ([significant(v) for v in part] for part in (first[:20], first[-8:], second[:4]))
            draws.append({'seed': seed, 'size': size, 'head': head, 'tail': tail, 'after': after})
    return {'about': f'torch.randn of torch {torch.__version__}, CPU generator.', 'draws': draws}


def write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value) + '\n')
    print(path.relative_to(ROOT), path.stat().st_size)


if __name__ == '__main__':
    for sampler, (name, cases) in CASES.items():
        golden = {'about': ABOUT, 'sampler': sampler, 'overAlpha': sampler in OVER_ALPHA, 'cases': {}}
        for case, config, steps, eta in cases:
            tolerance = {'tolerance': COARSE[sampler, case]} if (sampler, case) in COARSE else {}
            golden['cases'][case] = {**tolerance, **trajectory(name, config, steps, eta)}
        write(ROOT / 'schedulers' / f'{sampler}.golden.json', golden)
    write(ROOT / 'numerics' / 'level-grids.golden.json', level_grids())
    write(ROOT / 'numerics' / 'rng.golden.json', random_numbers())
