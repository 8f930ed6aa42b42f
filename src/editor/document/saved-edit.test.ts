import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecord, encodeRecord } from '../../../workers/codec/session/record.ts';
import type { SessionRecord } from '../../../workers/shared/session.ts';
import type { Editor } from '../editor.ts';
import { drive } from '../testing/drive.ts';
import { editorWith, TEST_JOB, testFill } from '../testing/pictures.ts';
import { EditKeeper } from './saved-edit.ts';

/** Through bytes and back, as a journal does it. */
function throughBytes(record: SessionRecord): SessionRecord {
  const { parts, checksum } = encodeRecord(record);
  const read = decodeRecord(Uint8Array.from(parts.flatMap((part) => [...part])), checksum);
  if (!read) throw new Error('the record was not read');
  return read;
}

const step = fc.record({
  kind: fc.constantFrom(
    'stroke',
    'clone',
    'heal',
    'accept',
    'hide',
    'edge',
    'roll',
    'delete',
    'grow',
    'crop',
    'undo',
    'redo',
  ),
  x: fc.integer({ min: 0, max: 500 }),
  value: fc.integer({ min: 1, max: 255 }),
});

function run(editor: Editor, { kind, x, value }: { kind: string; x: number; value: number }): void {
  const { document } = editor.getState();
  const fill = document?.fills.at(-1);
  const retouches = kind === 'clone' || kind === 'heal';
  editor.setTool(retouches ? kind : 'brush');
  if (retouches) drive(editor).click(40, 9, { alt: true });
  if (retouches || kind === 'stroke')
    drive(editor)
      .down(x, 5)
      .move(x + 30, 20)
      .up();
  if (kind === 'accept') editor.acceptFill(testFill({ x, y: 3, width: 12, height: 9 }, value), TEST_JOB);
  if (kind === 'hide' && fill) editor.changeFill(fill.id, { visible: !fill.visible });
  if (kind === 'edge' && fill) {
    const data = fill.made.data.map((weight) => Math.min(weight, value));
    editor.changeFill(fill.id, { stitch: { ...fill.made, data }, edge: { feather: 0.5, grow: 0 } });
  }
  if (kind === 'roll' && fill) {
    editor.acceptFill(testFill({ x, y: 2, width: 10, height: 8 }, value), TEST_JOB, fill.id);
  }
  if (kind === 'delete' && fill) editor.changeFill(fill.id, null);
  if (kind === 'grow') editor.growCanvas({ left: value, top: 0, right: 1, bottom: 0 });
  if (kind === 'crop' && document) {
    editor.cropCanvas({ x: 1, y: 0, width: document.width - 1, height: document.height });
  }
  if (kind === 'undo') editor.undo();
  if (kind === 'redo') editor.redo();
}

function hash(bytes: Uint8Array | Uint8ClampedArray): number {
  let h = 0;
  for (const byte of bytes) h = (Math.imul(h, 31) + byte) | 0;
  return h;
}

function look(editor: Editor) {
  const { document, maskBounds, canUndo, canRedo } = editor.getState();
  if (!document) throw new Error('nothing is open');
  const { image, mask } = editor.readWindow({ x: 0, y: 0, width: document.width, height: document.height });
  const fills = document.fills.map(({ patch, stitch, hole, made, ...rest }) => [
    rest,
    ...[patch, stitch, hole, made].map(({ data }) => hash(data)),
  ]);
  const pixels = [hash(image.data), hash(mask.data)];
  return { fills, frame: document.frame, maskBounds, canUndo, canRedo, pixels };
}

test('whatever was done is there again after any number of kept edits, with its undo and redo', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), fc.nat(3), (steps, undos) => {
      const editor = editorWith(540, 30);
      const keeper = new EditKeeper();
      const kept: SessionRecord[] = [];
      editor.onEdit((edit) => kept.push(throughBytes(keeper.record(edit))));
      for (const each of steps) run(editor, each);

      const reader = new EditKeeper();
      const copy = editorWith(
        540,
        30,
        false,
        kept.map((record) => reader.edit(record)),
      );
      expect(look(copy)).toEqual(look(editor));
      for (let k = 0; k < undos; k++) {
        editor.undo();
        copy.undo();
        expect(look(copy)).toEqual(look(editor));
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('pixels are kept once, however often edits name them, and are the same object again', () => {
  const editor = editorWith(60, 40);
  const keeper = new EditKeeper();
  const kept: SessionRecord[] = [];
  editor.onEdit((edit) => kept.push(keeper.record(edit)));
  editor.acceptFill(testFill({ x: 1, y: 1, width: 9, height: 9 }, 7), TEST_JOB);
  const id = editor.getState().document?.fills[0]?.id ?? '';
  editor.changeFill(id, { visible: false });
  editor.changeFill(id, { visible: true });
  expect(kept.map(({ blobs }) => blobs.length)).toEqual([2, 0, 0]);
  const reader = new EditKeeper();
  const patches = kept.map((record) => {
    const edit = reader.edit(record);
    return 'fills' in edit ? edit.fills?.[0]?.patch : null;
  });
  expect(patches[0]).toBe(patches[2]);
});
