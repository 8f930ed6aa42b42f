import type { FillFigures } from './metrics/measure-fill.ts';

/** One fill of one case by one method. */
export interface EvaluationResult {
  readonly index: number;
  readonly kind: string;
  readonly method: string;
  readonly figures: FillFigures;
  /** From the call to the picture; null for what another program filled. */
  readonly seconds: number | null;
}

/** Within what a fill would pass unnoticed, by figure. */
const BOUNDS: Readonly<Record<string, (figures: FillFigures) => boolean>> = {
  'R_rel <= 1.25': ({ seamRatio }) => seamRatio <= 1.25,
  'bias <= 2': ({ bias }) => bias <= 2,
  'Lab ring <= 2': (figures) => figures.ringShift <= 2,
  'sharpness 0.8 to 1.2': ({ sharpness }) => sharpness >= 0.8 && sharpness <= 1.2,
};

/** The evaluation as Markdown: medians by method, fills within the bounds, distances by kind of hole. */
export function evaluationTables(results: readonly EvaluationResult[]): string {
  const methods = [...new Set(results.map(({ method }) => method))];
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  const of = (method: string, kind?: string) =>
    results.filter((result) => result.method === method && (kind === undefined || result.kind === kind));
  const figure = (
    rows: readonly EvaluationResult[],
    get: (figures: FillFigures) => number,
    digits: number,
  ) => (rows.length === 0 ? '' : median(rows.map(({ figures }) => get(figures))).toFixed(digits));

  const main = methods.map((method) => {
    const rows = of(method);
    const times = rows.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
    return [
      method,
      String(rows.length),
      figure(rows, ({ swd }) => swd, 0),
      figure(rows, ({ seamRatio }) => seamRatio, 2),
      figure(rows, ({ bias }) => bias, 1),
      figure(rows, ({ ringShift }) => ringShift, 1),
      figure(rows, ({ sharpness }) => sharpness, 2),
      figure(rows, ({ noise }) => noise, 2),
      figure(rows, ({ repetition }) => repetition, 2),
      figure(rows, ({ psnr }) => psnr, 1),
      figure(rows, ({ ssim }) => ssim, 2),
      times.length === 0 ? '' : median(times).toFixed(1),
    ];
  });
  const within = methods.map((method) => {
    const rows = of(method);
    const share = (ok: (figures: FillFigures) => boolean) =>
      `${Math.round((100 * rows.filter(({ figures }) => ok(figures)).length) / rows.length)} %`;
    return [method, ...Object.values(BOUNDS).map(share)];
  });
  const byKind = methods.map((method) => [
    method,
    ...kinds.map((kind) => figure(of(method, kind), ({ swd }) => swd, 0)),
  ]);
  return [
    "Medians over all cases. SWD: sliced Wasserstein distance on Laplacian pyramids, times 1000; R_rel, bias, Lab ring: the seam against the truth; sharpness: gradient energy over the truth's; noise: inside over outside; repetition: largest autocorrelation off the peak, less the truth's. PSNR and SSIM reward blur and are no goal.",
    '',
    table(
      [
        'method',
        'cases',
        'SWD',
        'R_rel',
        'bias',
        'Lab ring',
        'sharpness',
        'noise',
        'repetition',
        'PSNR',
        'SSIM',
        'seconds',
      ],
      main,
    ),
    '',
    'Share of the fills within the bounds:',
    '',
    table(['method', ...Object.keys(BOUNDS)], within),
    '',
    'Median SWD by kind of hole:',
    '',
    table(['method', ...kinds], byKind),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}
