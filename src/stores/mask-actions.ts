import { LacunaError } from '../../workers/shared/errors.ts';
import type { MaskLook } from '../editor/tools/options.ts';
import { t } from '../i18n/t.ts';
import { notify, notifyError } from './notices-store.ts';
import { services } from './services.ts';

/** Asks for a picture file and makes it the mask: white is filled, black kept. */
export function chooseMask(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/png,image/webp,image/*';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void loadMask(file);
  });
  input.click();
}

/** Takes a picture file as the mask; one that does not fit changes nothing, and says why. */
async function loadMask(file: File): Promise<void> {
  const { editor, codec } = services();
  const info = editor.getState().document;
  if (!info) return;
  const { width, height } = info;
  try {
    const mask = await codec.decodeMask({ file, width, height });
    // another picture, or another canvas, may have come meanwhile
    const now = editor.getState().document;
    if (now?.width === width && now.height === height) editor.setMask(mask);
  } catch (error) {
    const sizes = error instanceof LacunaError && error.code === 'job-invalid' ? error.detail : null;
    if (!sizes) return notifyError(error);
    const { maskWidth, maskHeight } = sizes;
    notify(
      'error',
      t('mask.wrongSize', { maskWidth: Number(maskWidth), maskHeight: Number(maskHeight), width, height }),
    );
  }
}

const LOOK_KEY = 'lacuna.mask-look';

/** Changes how the mask is shown, here and on the next visit. */
export function setMaskLook(change: Partial<MaskLook>): void {
  const { editor } = services();
  editor.setMaskLook(change);
  try {
    localStorage.setItem(LOOK_KEY, JSON.stringify(editor.getState().maskLook));
  } catch {
    // storage may be forbidden: the choice then lasts as long as the page
  }
}

/** Shows the mask as it was chosen on an earlier visit. */
export function restoreMaskLook(): void {
  try {
    const { color, opacity } = JSON.parse(localStorage.getItem(LOOK_KEY) ?? '{}') as Record<string, unknown>;
    services().editor.setMaskLook({
      ...(typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? { color } : {}),
      ...(typeof opacity === 'number' && opacity >= 0 && opacity <= 1 ? { opacity } : {}),
    });
  } catch {
    // what was stored is no look
  }
}
