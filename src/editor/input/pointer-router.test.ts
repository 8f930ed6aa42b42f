import { describe, expect, test } from 'vitest';
import { PointerRouter } from './pointer-router.ts';
import type { RawPointer } from './raw-pointer.ts';

/** A router that writes down what it asks for. */
function setUp() {
  const log: string[] = [];
  const router = new PointerRouter({
    beginTool: (_, eraser) => log.push(eraser ? 'begin eraser' : 'begin'),
    moveTool: () => log.push('move'),
    completeTool: () => log.push('complete'),
    dropTool: () => log.push('drop'),
    panBy: (dx, dy) => log.push(`pan ${dx} ${dy}`),
    zoomBy: (factor, at) => log.push(`zoom ${factor.toFixed(2)} at ${at.x} ${at.y}`),
    hover: () => {},
    tap: (fingers) => log.push(`tap ${fingers}`),
  });
  return { router, log };
}

function raw(x: number, y: number, part: Partial<RawPointer> = {}): RawPointer {
  const samples = [{ x, y, pressure: 0.5 }];
  return {
    id: 1,
    device: 'mouse',
    samples,
    button: 0,
    shift: false,
    alt: false,
    ctrl: false,
    timeMs: 0,
    ...part,
  };
}

const finger = (id: number, x: number, y: number, timeMs = 0) => raw(x, y, { id, device: 'touch', timeMs });

describe('mouse and pen', () => {
  test('the main button works the tool', () => {
    const { router, log } = setUp();
    router.move(raw(1, 1));
    router.down(raw(1, 1));
    router.move(raw(5, 5));
    router.up(raw(5, 5));
    expect(log).toEqual(['begin', 'move', 'complete']);
  });

  test('the middle button pans, and so does the main one while Space is held', () => {
    for (const space of [false, true]) {
      const { router, log } = setUp();
      router.spaceHeld = space;
      router.down(raw(10, 10, { button: space ? 0 : 1 }));
      router.move(raw(15, 8));
      router.up(raw(15, 8));
      router.move(raw(50, 50));
      expect(log).toEqual(['pan 5 -2']);
    }
  });

  test('the other end of a pen erases, the right button does nothing', () => {
    const { router, log } = setUp();
    router.down(raw(0, 0, { device: 'pen', button: 5 }));
    router.up(raw(0, 0, { device: 'pen' }));
    router.down(raw(0, 0, { button: 2 }));
    router.up(raw(0, 0, { button: 2 }));
    expect(log).toEqual(['begin eraser', 'complete']);
  });
});

describe('touch', () => {
  test('one finger paints', () => {
    const { router, log } = setUp();
    router.down(finger(1, 0, 0));
    router.move(finger(1, 30, 0, 300));
    router.up(finger(1, 30, 0, 400));
    expect(log).toEqual(['begin', 'move', 'complete']);
  });

  test('a second finger that comes soon drops the stroke; two fingers pan and zoom', () => {
    const { router, log } = setUp();
    router.down(finger(1, 0, 0, 0));
    router.move(finger(1, 40, 0, 50));
    router.down(finger(2, 140, 0, 150));
    router.move(finger(2, 240, 0, 200));
    expect(log).toEqual(['begin', 'move', 'drop', 'pan 50 0', 'zoom 2.00 at 140 0']);
    router.up(finger(2, 240, 0, 250));
    router.move(finger(1, 0, 0, 300));
    router.up(finger(1, 0, 0, 300));
    expect(log).toHaveLength(5);
    router.down(finger(3, 0, 0, 900));
    expect(log.at(-1)).toBe('begin');
  });

  test('a late finger beside a real stroke is a palm and is ignored', () => {
    const { router, log } = setUp();
    router.down(finger(1, 0, 0, 0));
    router.move(finger(1, 90, 0, 500));
    router.down(finger(2, 200, 200, 600));
    router.move(finger(2, 220, 200, 650));
    router.move(finger(1, 99, 0, 700));
    router.up(finger(1, 99, 0, 800));
    expect(log).toEqual(['begin', 'move', 'move', 'complete']);
    router.up(finger(2, 220, 200, 900));
    router.down(finger(1, 0, 0, 1000));
    expect(log.at(-1)).toBe('begin');
  });

  test('a pointer that the system takes away drops the stroke', () => {
    const { router, log } = setUp();
    router.down(finger(1, 0, 0));
    router.cancel(1);
    router.down(finger(2, 0, 0));
    expect(log).toEqual(['begin', 'drop', 'begin']);
  });
});
