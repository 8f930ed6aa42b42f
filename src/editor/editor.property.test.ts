import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extendRect, NO_SIDES, type Sides } from '../../workers/shared/geometry/growth.ts';
import type { Editor } from './editor.ts';
import type { ToolId } from './ports.ts';
import { drive } from './testing/drive.ts';
import { editorWith, TEST_JOB, testFill } from './testing/pictures.ts';

const WIDTH = 530;
const HEIGHT = 40;
const point = fc.tuple(fc.integer({ min: -5, max: WIDTH + 5 }), fc.integer({ min: -5, max: HEIGHT + 5 }));

const DRAWN = [
  'stroke',
  'rectangle',
  'ellipse',
  'lasso',
  'wand',
  'clone',
  'heal',
  'erase',
  'cancelled',
] as const;
const WHOLE = ['clear', 'invert', 'grow', 'shrink', 'feather', 'fill-holes', 'undo', 'redo'] as const;
/** What happens to the newest fill. */
const FILL = ['hide', 'edge', 'roll', 'delete'] as const;

type Step =
  | {
      readonly kind: (typeof DRAWN)[number];
      readonly from: [number, number];
      readonly to: [number, number];
    }
  | { readonly kind: 'accept' | (typeof FILL)[number]; readonly x: number; readonly value: number }
  | { readonly kind: 'extend' | 'crop'; readonly by: number; readonly side: keyof Sides }
  | { readonly kind: (typeof WHOLE)[number] };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(...DRAWN),
    from: point,
    to: point,
  }),
  fc.record({
    kind: fc.constantFrom('accept' as const, ...FILL),
    x: fc.integer({ min: 0, max: WIDTH - 20 }),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({
    kind: fc.constantFrom('extend' as const, 'crop' as const),
    by: fc.integer({ min: 1, max: 9 }),
    side: fc.constantFrom<keyof Sides>('left', 'top', 'right', 'bottom'),
  }),
  fc.record({ kind: fc.constantFrom(...WHOLE) }),
);

/** All that a person can see of a document, as a short string. */
function look(editor: Editor): string {
  const { maskBounds, document } = editor.getState();
  if (!document) throw new Error('nothing is open');
  const { width, height, frame, fills } = document;
  const { image, mask } = editor.readWindow({ x: 0, y: 0, width, height });
  const entries = fills.map(({ id, rect, visible, edge }) => [id, rect, visible, edge]);
  return JSON.stringify([hash(image.data), hash(mask.data), maskBounds, frame, entries]);
}

function hash(bytes: Iterable<number>): number {
  let h = 0;
  for (const byte of bytes) h = (Math.imul(h, 31) + byte) | 0;
  return h;
}

function run(editor: Editor, step: Step): void {
  switch (step.kind) {
    case 'grow':
    case 'shrink':
    case 'feather':
      editor.operateMask({ kind: step.kind, pixels: 3 });
      return;
    case 'fill-holes':
      editor.operateMask({ kind: step.kind });
      return;
    case 'accept':
      editor.acceptFill(fillOf(step), TEST_JOB);
      return;
    case 'hide':
    case 'edge':
    case 'roll':
    case 'delete':
      changeNewest(editor, step);
      return;
    case 'extend':
      editor.growCanvas({ ...NO_SIDES, [step.side]: step.by });
      return;
    case 'crop':
      crop(editor, step);
      return;
    case 'clear':
      editor.clearMask();
      return;
    case 'invert':
      editor.invertMask();
      return;
    case 'undo':
      editor.undo();
      return;
    case 'redo':
      editor.redo();
      return;
    default:
      draw(editor, step);
  }
}

function fillOf({ x, value }: { readonly x: number; readonly value: number }) {
  return testFill({ x, y: 4, width: 20, height: 20 }, value);
}

function changeNewest(editor: Editor, step: { kind: string; x: number; value: number }): void {
  const fill = editor.getState().document?.fills.at(-1);
  if (!fill) return;
  if (step.kind === 'hide') editor.changeFill(fill.id, { visible: !fill.visible });
  else if (step.kind === 'roll') editor.acceptFill(fillOf(step), TEST_JOB, fill.id);
  else if (step.kind === 'delete') editor.changeFill(fill.id, null);
  else {
    const data = fill.made.data.map((weight) => Math.min(weight, step.value));
    const edge = { feather: fill.edge.feather === 0.5 ? 0.25 : 0.5, grow: 0 };
    editor.changeFill(fill.id, { stitch: { ...fill.made, data }, edge });
  }
}

/** Cuts a side, as long as something is left. */
function crop(editor: Editor, { by, side }: { readonly by: number; readonly side: keyof Sides }): void {
  const { width = 0, height = 0 } = editor.getState().document ?? {};
  if (height < 2 * by || width < 2 * by) return;
  editor.cropCanvas(extendRect({ x: 0, y: 0, width, height }, { ...NO_SIDES, [side]: -by }));
}

const TOOL_OF = { stroke: 'brush', erase: 'eraser', cancelled: 'brush' } as const;

function draw(editor: Editor, { kind, from, to }: Extract<Step, { readonly from: unknown }>): void {
  editor.setTool(kind in TOOL_OF ? TOOL_OF[kind as keyof typeof TOOL_OF] : (kind as ToolId));
  if (kind === 'clone' || kind === 'heal') drive(editor).click(to[0], to[1], { alt: true });
  const pointer = drive(editor)
    .down(...from)
    .move(from[0], to[1])
    .move(...to);
  if (kind === 'cancelled') pointer.cancel();
  else pointer.up();
}

test('random edits and undos end where they should', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      const editor = editorWith(WIDTH, HEIGHT);
      editor.setBrush({ size: 16, hardness: 0.5 });
      // the oracle: a list of looks and where in it we are
      let looks = [look(editor)];
      let at = 0;
      for (const step of steps) {
        run(editor, step);
        if (step.kind === 'undo') at = Math.max(0, at - 1);
        else if (step.kind === 'redo') at = Math.min(looks.length - 1, at + 1);
        else if (look(editor) !== looks[at]) {
          looks = [...looks.slice(0, at + 1), look(editor)];
          at++;
        }
        expect(look(editor)).toBe(looks[at]);
        expect(editor.getState()).toMatchObject({ canUndo: at > 0, canRedo: at < looks.length - 1 });
      }
      while (editor.getState().canUndo) editor.undo();
      expect(look(editor)).toBe(looks[0]);
      while (editor.getState().canRedo) editor.redo();
      expect(look(editor)).toBe(looks.at(-1));
    }),
    { numRuns: 40 },
  );
}, 20_000);
