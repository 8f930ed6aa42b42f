const GROWTH_FIGURES = ['seam', 'drift', 'own_drift', 'along', 'own_along', 'repeat', 'own_repeat'];
const FIGURES = ['sharpness', 'seam_rel', 'bias', 'ring_lab', 'noise'];

/**
 * The fills as a table, without the extensions; figures are missing where there was no python.
 *
 * @param {any[]} results
 * @param {string} machine
 */
export function fillTable(results, machine) {
  const seconds = (/** @type {number | undefined} */ ms) => (ms === undefined ? '' : (ms / 1000).toFixed(1));
  const rows = [];
  for (const { name, runs, figures, grown } of results) {
    if (grown) continue;
    for (const [run, { timings: t }] of Object.entries(/** @type {Record<string, any>} */ (runs))) {
      const times = [t.totalMs, t.encodeMs, t.denoiseMs, t.decodeMs, t.detailMs, t.exportMs].map(seconds);
      rows.push([name, run, t.steps ?? '', ...times, ...figuresOf(figures, run)]);
    }
    rows.push([name, 'Telea', ...Array(7).fill(''), ...figuresOf(figures, 'telea')]);
  }
  return [
    `Machine: ${machine}`,
    '',
    '| hole | method | steps | total (s) | encode | denoise | decode | own pixels | export | sharpness | R_rel | bias | Lab ring | noise |',
    `|${' --- |'.repeat(14)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    ...(rows.length > 0 && results.some(({ figures, grown }) => figures && !grown)
      ? [summary(results), '']
      : []),
  ].join('\n');
}

/**
 * The extensions to the right as a table, without the fills.
 *
 * @param {any[]} results
 * @param {string} machine
 */
export function growthTable(results, machine) {
  const growths = results.filter(({ grown }) => grown);
  const rows = growths.map(({ name, share, way, run, grown, figures: f }) => {
    const steps = grown.chain.find((/** @type {any} */ { stage }) => stage === 'steps')?.note ?? '1';
    const seconds = (grown.timings.totalMs / 1000).toFixed(1);
    const figures = GROWTH_FIGURES.map((key) => f?.[key]?.toFixed(2) ?? '');
    return `| ${[name, `${Math.round(100 * share)} %`, way, run, steps, seconds, grown.changed, ...figures].join(' | ')} |`;
  });
  return [
    `Machine: ${machine}`,
    '',
    '| extended on the right | by | way | candidate | steps | total (s) | original pixels changed | seam | drift | own drift | along | own along | repetition | own repetition |',
    `|${' --- |'.repeat(14)}`,
    ...rows,
    '',
    ...growthSummary(growths),
  ].join('\n');
}

/** How many extensions by a quarter keep their colours. @param {any[]} growths */
function growthSummary(growths) {
  return ['first', 'default'].flatMap((run) => summaryOf(growths, run));
}

/** @param {any[]} growths @param {string} wanted */
function summaryOf(growths, wanted) {
  const measured = growths.filter(({ share, run, figures }) => share <= 0.5 && run === wanted && figures);
  if (measured.length === 0) return [];
  const count = (/** @type {(figures: Record<string, number>) => boolean} */ ok) =>
    measured.filter(({ figures }) => ok(figures)).length;
  const most = Math.max(...measured.map(({ grown }) => grown.timings.totalMs)) / 1000;
  return [
    `Extensions by a quarter, ${wanted}, of ${measured.length}: Lab drift from the whole picture's mean up to 3: ${count((f) => (f.drift ?? 9) <= 3)}; the photographs themselves: ${count((f) => (f.own_drift ?? 9) <= 3)}. Drift along the extension up to 3: ${count((f) => (f.along ?? 9) <= 3)}; up to 3 or the photograph's own over the same distance: ${count((f) => (f.along ?? 9) <= Math.max(3, f.own_along ?? 0))}. Longest: ${most.toFixed(1)} s.`,
  ];
}

/** @param {Record<string, Record<string, number>> | null} figures @param {string} run */
function figuresOf(figures, run) {
  return FIGURES.map((figure) => figures?.[run]?.[figure]?.toFixed(2) ?? '');
}

/** The picture's own pixels against Telea's method on the same holes. @param {any[]} measured */
function againstTelea(measured) {
  const off = (/** @type {number} */ sharpness) => Math.abs(Math.log(Math.max(0.01, sharpness)));
  const count = (/** @type {(own: any, telea: any) => boolean} */ ok) =>
    measured.filter(({ figures }) => ok(figures.exemplar, figures.telea)).length;
  const seam = count((own, telea) => own.seam_rel <= telea.seam_rel);
  const nearer = count((own, telea) => off(own.sharpness) <= off(telea.sharpness));
  const both = count(
    (own, telea) => own.seam_rel <= telea.seam_rel && off(own.sharpness) <= off(telea.sharpness),
  );
  return `Exemplar against Telea, of ${measured.length}: seam no worse in ${seam}, sharpness at least as near to the truth's in ${nearer}, both in ${both}.`;
}

/** How many fills lie within the bounds aimed at. @param {any[]} results */
function summary(results) {
  const within = {
    sharpness: (/** @type {number} */ value) => value >= 0.8 && value <= 1.2,
    seam_rel: (/** @type {number} */ value) => value <= 1.25,
    bias: (/** @type {number} */ value) => value <= 3,
    ring_lab: (/** @type {number} */ value) => value <= 3,
    noise: (/** @type {number} */ value) => value >= 0.7 && value <= 1.3,
  };
  const measured = results.filter(({ figures, grown }) => figures && !grown);
  const lines = ['exemplar', 'bare', 'detail', 'first', 'drawn', 'default', 'telea']
    .filter((run) => measured.some(({ figures }) => figures[run]))
    .map((run) => {
      const counts = Object.entries(within).map(
        ([figure, ok]) => measured.filter(({ figures }) => ok(figures[run][figure])).length,
      );
      return `| ${[run, ...counts].join(' | ')} |`;
    });
  return [
    `Fills within the bounds, of ${measured.length}: sharpness 0.8 to 1.2, R_rel up to 1.25, bias up to 3, Lab ring shift up to 3, noise 0.7 to 1.3.`,
    '',
    '| method | sharpness | R_rel | bias | Lab ring | noise |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    againstTelea(measured),
  ].join('\n');
}
