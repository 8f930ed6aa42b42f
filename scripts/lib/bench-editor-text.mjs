import { KEPT_STROKES, measureEditor, measureTasks } from './bench-editor.mjs';
import { LONG_MS, quantile } from './bench-trace.mjs';
import { table } from './markdown.mjs';

/** @typedef {import('./bench-editor.mjs').Cost} Cost */
/** @typedef {{ executablePath: string, threads: number }} Launch */

const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(2);
const whole = (/** @type {number} */ ms) => ms.toFixed(0);
const megabytes = (/** @type {number | null} */ bytes) => (bytes === null ? '' : (bytes / 1e6).toFixed(0));
const kilobytes = (/** @type {number} */ bytes) => (bytes / 1e3).toFixed(0);

/**
 * The section of docs/benchmarks.md about the page's main thread during a fill.
 *
 * @param {Launch} launch
 * @param {string} machine
 * @returns {Promise<string>}
 */
export async function tasksSection(launch, machine) {
  const rows = await measureTasks(launch);
  return [
    '## The page during a fill',
    '',
    `Machine: ${machine}. The main thread from the button to the last candidate (bar: no task over ${LONG_MS} ms), the second fill of a visit:`,
    '',
    table(
      [
        'picture',
        'fill (s)',
        'longest task (ms)',
        `tasks over ${LONG_MS} ms`,
        'most processor time of a task (ms)',
      ],
      rows.map(({ picture, ms, longestTaskMs, longTasks, busiestTaskMs }) => [
        picture,
        seconds(ms),
        whole(longestTaskMs),
        longTasks,
        whole(busiestTaskMs),
      ]),
    ),
    '',
    'The threads of the fill take every core of this machine: what a task takes beyond its processor time it waits for one.',
  ].join('\n');
}

/**
 * The section of docs/benchmarks.md about the editor itself.
 *
 * @param {Launch} launch
 * @param {string} machine
 * @returns {Promise<string>}
 */
export async function editorSection(launch, machine) {
  const rows = await measureEditor(launch);
  const strokes = rows.flatMap(({ megapixels, stroke, settledStroke }) =>
    [/** @type {const} */ (['model loads', stroke]), /** @type {const} */ (['at rest', settledStroke])].map(
      ([when, { paintedMs, onScreenMs, longestTaskMs, busiestTaskMs }]) => [
        megapixels,
        when,
        ...[0.5, 0.95].map((share) => quantile(paintedMs, share).toFixed(1)),
        ...[0.5, 0.95].map((share) => quantile(onScreenMs, share).toFixed(1)),
        `${whole(longestTaskMs)} (${whole(busiestTaskMs)})`,
      ],
    ),
  );
  const cost = (/** @type {Cost} */ { ms, longestTaskMs, busiestTaskMs }) => [
    seconds(ms),
    `${whole(longestTaskMs)} (${whole(busiestTaskMs)})`,
  ];
  const times = rows.map(({ megapixels, open, invert, uninvert, undo, save }) => [
    megapixels,
    ...[open, invert, uninvert, undo, save].flatMap(cost),
  ]);
  const memory = rows.map((row) => [
    row.megapixels,
    megabytes(row.heldBytes),
    megabytes(row.open.peakBytes),
    megabytes(row.save.peakBytes),
    kilobytes(row.strokeBytes),
    kilobytes(row.invertBytes),
  ]);
  const named = (/** @type {string} */ name) => [`${name} (s)`, 'longest task (ms)'];
  return [
    '## The editor',
    '',
    `Machine: ${machine}. A stroke of 240 moves over the whole picture, with the brush that the picture is opened with; milliseconds. In the page: from the move as the page gets it to the end of the frame that draws it (bar: 16 at the 95th percentile). On the screen: from the mouse to the frame on the screen by the browser's own account, the wait for the next frame and the drawing without a graphics card included. Once right after opening, while runtime and model load beside it, and once later with nothing else going on, when the page has painted before. The longest task: in brackets the most processor time of one.`,
    '',
    table(
      ['megapixels', 'when', 'page p50', 'page p95', 'screen p50', 'screen p95', 'longest task'],
      strokes,
    ),
    '',
    `Opening a JPEG, turning the whole mask round, taking that back, taking back the stroke, and exporting a PNG; the longest task is the longest time for which the page did not answer, in brackets the most processor time of a task.`,
    '',
    table(
      ['megapixels', ...['open', 'invert', 'undo invert', 'undo stroke', 'export'].flatMap(named)],
      times,
    ),
    '',
    `Memory. Held: by the page because the picture is open. Peaks: resident in the page's process, workers included, by the end of opening and of exporting. Undo: what the history holds for each of ${KEPT_STROKES} short strokes, mask included, and for a mask turned round.`,
    '',
    table(
      [
        'megapixels',
        'held (MB)',
        'peak open (MB)',
        'peak export (MB)',
        'undo a stroke (kB)',
        'undo invert (kB)',
      ],
      memory,
    ),
  ].join('\n');
}
