import type { MessageKey } from './catalogue.ts';
import { t } from './t.ts';

const STAGES: Readonly<Record<string, MessageKey>> = {
  sampler: 'stage.sampler',
  'colour-match': 'stage.colour-match',
  'detail-transfer': 'stage.detail-transfer',
  grain: 'stage.grain',
  'structure-hint': 'stage.structure-hint',
  exemplar: 'candidates.own',
  eraser: 'stage.eraser',
  'eraser-left-out': 'stage.eraser-left-out',
  finetuned: 'method.finetuned',
  replace: 'method.replace',
  repaint: 'method.repaint',
  soft: 'method.soft',
  langevin: 'method.langevin',
  tiles: 'advanced.refine',
  steps: 'stage.steps',
  tileable: 'stage.tileable',
  wrap: 'stage.wrap',
};

/** A stage of a candidate's chain in words; its own name where there are none for it. */
export function stageText(stage: string): string {
  const key = STAGES[stage];
  return key ? t(key) : stage;
}
