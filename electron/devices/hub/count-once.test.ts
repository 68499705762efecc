import { expect, test } from 'vitest';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { countOnce } from './count-once.ts';

function counter() {
  let nowMs = 0;
  const taken: RawScan[] = [];
  const scan = countOnce(
    () => nowMs,
    async (raw) => taken.push(raw),
  );
  return {
    taken,
    at(ms: number, deviceId: string, text: string, usText?: string) {
      nowMs = ms;
      return scan({ deviceId, text, ...(usText === undefined ? {} : { usText }) });
    },
  };
}

test('one scanner heard as device and as keyboard counts once, and both get the one answer', async () => {
  const { at, taken } = counter();
  const first = at(0, 'hid', ']C0TCBCDFGHJKLMNP');
  const second = at(120, 'keyboard-wedge', 'TCBCDFGHJKLMNP');
  expect(taken).toHaveLength(1);
  expect(await second).toBe(await first);
});

test('the keyboard may be first, and be in another layout', () => {
  const { at, taken } = counter();
  void at(0, 'keyboard-wedge', '4öö6', '4006');
  void at(30, 'hid', '4006');
  expect(taken).toHaveLength(1);
});

test('a code scanned twice counts twice, also when each is heard twice', () => {
  const { at, taken } = counter();
  void at(0, 'hid', '4006');
  void at(20, 'keyboard-wedge', '4006');
  void at(400, 'hid', '4006');
  void at(420, 'keyboard-wedge', '4006');
  expect(taken).toHaveLength(2);
});

test('an echo is taken off once: what the second source says again was scanned again', () => {
  const { at, taken } = counter();
  void at(0, 'hid', '4006');
  void at(20, 'keyboard-wedge', '4006');
  void at(300, 'keyboard-wedge', '4006');
  expect(taken).toHaveLength(2);
});

test('another code, or the same after a moment, is another scan', () => {
  const { at, taken } = counter();
  void at(0, 'hid', '4006');
  void at(10, 'keyboard-wedge', '4007');
  void at(701, 'keyboard-wedge', '4006');
  expect(taken).toHaveLength(3);
});

test('a clock that is set back by a day makes nothing count for ever', () => {
  const { at, taken } = counter();
  void at(86_400_000, 'hid', '4006');
  void at(0, 'keyboard-wedge', '4006');
  expect(taken).toHaveLength(2);
});
