import { expect, it } from 'vitest';
import type { GraphSession } from '../runtime/types.ts';
import { sessionSlots } from './session-slots.ts';

function slots(lean: boolean) {
  const log: string[] = [];
  const open = async (component: string) => {
    log.push(`open ${component}`);
    const release = async () => void log.push(`release ${component}`);
    const session = { inputs: [], outputs: [], run: async () => ({}), release } satisfies GraphSession;
    return { session, half: false, device: null, reason: null };
  };
  return { log, ...sessionSlots(open, lean) };
}

it('keeps every session', async () => {
  const { log, get, release } = slots(false);
  await get('text_encoder');
  await get('unet');
  await get('text_encoder');
  expect(log).toEqual(['open text_encoder', 'open unet']);
  await release();
  expect(log.slice(2)).toEqual(['release text_encoder', 'release unet']);
});

it('releases the text encoder before the U-Net where memory is short', async () => {
  const { log, get } = slots(true);
  await get('text_encoder');
  await get('unet');
  await get('unet');
  expect(log).toEqual(['open text_encoder', 'release text_encoder', 'open unet']);
});
