/** True when another page shows this one in a frame. Lacuna then stays inert, so that no click can be borrowed. */
export function isFramed(): boolean {
  return window.top !== window.self;
}
