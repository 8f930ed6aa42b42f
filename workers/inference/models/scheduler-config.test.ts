import { describe, expect, it } from 'vitest';
import { parseSchedulerConfig } from './scheduler-config.ts';

describe('parseSchedulerConfig', () => {
  it('reads what is written', () => {
    const config = parseSchedulerConfig({
      _class_name: 'DPMSolverMultistepScheduler',
      num_train_timesteps: 500,
      beta_start: 0.001,
      beta_end: 0.01,
      beta_schedule: 'squaredcos_cap_v2',
      prediction_type: 'v_prediction',
      timestep_spacing: 'trailing',
      steps_offset: 2,
      rescale_betas_zero_snr: true,
      use_karras_sigmas: true,
      final_sigmas_type: 'sigma_min',
      thresholding: true,
      dynamic_thresholding_ratio: 0.9,
      sample_max_value: 1.5,
      clip_sample_range: 3,
    });
    expect(config).toMatchObject({
      sampler: 'dpmpp-2m',
      numTrainTimesteps: 500,
      betaStart: 0.001,
      betaEnd: 0.01,
      betaSchedule: 'squaredcos_cap_v2',
      predictionType: 'v_prediction',
      timestepSpacing: 'trailing',
      stepsOffset: 2,
      rescaleZeroSnr: true,
      karras: true,
      endsAtSmallest: true,
      threshold: { quantile: 0.9, most: 1.5 },
      clipRange: 3,
    });
    expect(config.standsInFor).toBeUndefined();
  });

  it('fills in the defaults of the class', () => {
    expect(parseSchedulerConfig({ _class_name: 'DDIMScheduler' })).toMatchObject({
      sampler: 'ddim',
      betaSchedule: 'linear',
      timestepSpacing: 'leading',
      clipSample: true,
      setAlphaToOne: true,
    });
    expect(parseSchedulerConfig({ _class_name: 'EulerDiscreteScheduler' })).toMatchObject({
      timestepSpacing: 'linspace',
      clipSample: false,
    });
    expect(parseSchedulerConfig({ _class_name: 'LCMScheduler' })).toMatchObject({
      sampler: 'lcm',
      betaStart: 0.00085,
      betaSchedule: 'scaled_linear',
      originalSteps: 50,
      timestepScaling: 10,
    });
  });

  it.each([
    [{ _class_name: 'PNDMScheduler', skip_prk_steps: true }, 'dpmpp-2m', 'PNDM'],
    [{ _class_name: 'UniPCMultistepScheduler' }, 'dpmpp-2m', 'UniPCMultistep'],
    [{ _class_name: 'KDPM2AncestralDiscreteScheduler' }, 'euler-ancestral', 'KDPM2AncestralDiscrete'],
    [{ _class_name: 'DPMSolverMultistepScheduler', solver_order: 3 }, 'dpmpp-2m', 'DPMSolverMultistep'],
    [
      { _class_name: 'DPMSolverMultistepScheduler', use_beta_sigmas: true, lower_order_final: false },
      'dpmpp-2m',
      'DPMSolverMultistep, use_beta_sigmas, lower_order_final',
    ],
    [
      { _class_name: 'EulerDiscreteScheduler', timestep_type: 'continuous' },
      'euler',
      'EulerDiscrete, timestep_type',
    ],
    [{ _class_name: 'NeverHeardOfScheduler' }, 'ddim', 'NeverHeardOf'],
    [{ _class_name: 'constructor' }, 'ddim', 'constructor'],
  ])('%j has a nearest sampler, and a word about it', (config, sampler, standsInFor) => {
    expect(parseSchedulerConfig(config)).toMatchObject({ sampler, standsInFor });
  });

  it('tells the two kinds of DPM-Solver apart', () => {
    const config = { _class_name: 'DPMSolverMultistepScheduler', algorithm_type: 'sde-dpmsolver++' };
    const { sampler, standsInFor } = parseSchedulerConfig(config);
    expect([sampler, standsInFor]).toEqual(['dpmpp-2m-sde', undefined]);
  });

  it('takes betas written out, and no others', () => {
    const config = parseSchedulerConfig({ trained_betas: [0.1, 0.2, 0.3] });
    expect(config).toMatchObject({ trainedBetas: [0.1, 0.2, 0.3], numTrainTimesteps: 3 });
    expect(() => parseSchedulerConfig({ trained_betas: [0.1, 'x'] })).toThrow('trained_betas');
    expect(parseSchedulerConfig({ trained_betas: null }).trainedBetas).toBeUndefined();
  });

  it.each([
    { _class_name: 'FlowMatchEulerDiscreteScheduler' },
    { _class_name: 'EDMEulerScheduler' },
    { _class_name: 'UniPCMultistepScheduler', use_flow_sigmas: true },
    { prediction_type: 'flow_prediction' },
    { beta_schedule: 'laplace' },
  ])('refuses %j', (config) => {
    expect(() => parseSchedulerConfig(config)).toThrow(expect.objectContaining({ code: 'pack-invalid' }));
  });
});
