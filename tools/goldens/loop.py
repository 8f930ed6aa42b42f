"""The 4-channel loop of diffusers' StableDiffusionInpaintPipeline, for
`workers/inference/pipelines/denoise.golden.json`.

    pip install diffusers==0.42.1 torch && python tools/goldens/loop.py
"""

import json

import diffusers
import torch
from samplers import DDIM_SD, KARRAS, LEADING, ROOT, SD, SD1, Draws, draw, indexed, install, make, network, significant

ABOUT = (
    f'The denoising loop of StableDiffusionInpaintPipeline (diffusers {diffusers.__version__}, torch '
    f'{torch.__version__}, CPU, float32) with a 4-channel UNet and without guidance, made by tools/goldens/loop.py: '
    'known cells are noised to the next level after every step but the last. Index i = 0..63 over [1,4,4,4]. '
    'known[i] = (((i*53)%89)-44)/50; hole = 1 where floor((i%16)/4) is even; draw k[i] = (((i*29+k*17)%97)-48)/28: '
    'draw 0 is the start (at strength 1 times the start scale, else the known latents noised to the first level), '
    'the next ones are the steps\'; network(x,t)[i] = 0.2*x[i] - 0.1*x[(i+1)%64] + (t/1000-0.5)*0.3.'
)
SAMPLERS = {
    'ddim_20': ('DDIMScheduler', DDIM_SD, 20),
    'ddpm_20': ('DDPMScheduler', {**SD1, 'clip_sample': False}, 20),
    'euler_20': ('EulerDiscreteScheduler', {**SD1, **LEADING}, 20),
    'euler_ancestral_10': ('EulerAncestralDiscreteScheduler', SD, 10),
    'dpmpp_2m_karras_20': ('DPMSolverMultistepScheduler', {**SD, **KARRAS}, 20),
    'lcm_5': ('LCMScheduler', SD, 5),
}


def walk(name: str, config: dict, steps: int, strength: float) -> dict:
    """The order of calls is the pipeline's: get_timesteps, prepare_latents, then the loop."""
    scheduler = make(name, config)
    scheduler.set_timesteps(steps)
    skipped = steps - min(int(steps * strength), steps)
    timesteps = scheduler.timesteps[skipped * scheduler.order :]
    if hasattr(scheduler, 'set_begin_index'):
        scheduler.set_begin_index(skipped * scheduler.order)
    install(name, Draws(first=1))
    noise = draw(0)
    known = indexed(lambda i: (((i * 53) % 89) - 44) / 50)
    hole = indexed(lambda i: float((i % 16) // 4 % 2 == 0))
    pure = strength == 1
    x = noise * scheduler.init_noise_sigma if pure else scheduler.add_noise(known, noise, timesteps[:1])
    for i, t in enumerate(timesteps):
        output = network(scheduler.scale_model_input(x, t), t)
        x = scheduler.step(output, t, x, return_dict=False)[0]
        proper = known
        if i < len(timesteps) - 1:
            proper = scheduler.add_noise(proper, noise, torch.tensor([timesteps[i + 1]]))
        x = (1 - hole) * proper + hole * x
    return {
        'config': {'_class_name': name, **config},
        'steps': steps,
        'strength': strength,
        'timesteps': [significant(float(t)) for t in timesteps],
        'final': [significant(v) for v in x.flatten().tolist()],
    }


if __name__ == '__main__':
    cases = {
        f'{case}_s{strength}': walk(name, config, steps, strength)
        for case, (name, config, steps) in SAMPLERS.items()
        for strength in (1, 0.6)
    }
    path = ROOT / 'pipelines' / 'denoise.golden.json'
    path.write_text(json.dumps({'about': ABOUT, 'cases': cases}) + '\n')
    print(path.stat().st_size)
