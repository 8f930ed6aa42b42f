/** True on a Mac or an iPad, where the command key stands for Ctrl. */
export function onMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform ?? '');
}
