import { expect, test } from 'vitest';
import { printerAnswers, type PrinterAnswer } from './printer-answers.ts';

/** What is understood of these bytes when they arrive in pieces of `size`. */
function understood(bytes: number[], size = bytes.length): PrinterAnswer[] {
  const answers: PrinterAnswer[] = [];
  const listen = printerAnswers((answer) => answers.push(answer));
  for (let at = 0; at < bytes.length; at += size) listen(Uint8Array.from(bytes.slice(at, at + size)));
  return answers;
}

const echo = [0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0x00];

test('a process id is heard whole, however its bytes arrive', () => {
  for (const size of [1, 2, 3, 7]) expect(understood(echo, size)).toEqual([{ kind: 'process', id: '0042' }]);
});

test('a status byte and the paper sensor are told apart by their fixed bits', () => {
  expect(understood([0x12, 0x1a, 0x72])).toEqual([
    { kind: 'status', byte: 0x12 },
    { kind: 'status', byte: 0x1a },
    { kind: 'status', byte: 0x72 },
  ]);
  expect(understood([0x00, 0x0f])).toEqual([
    { kind: 'paper-sensor', byte: 0x00 },
    { kind: 'paper-sensor', byte: 0x0f },
  ]);
});

test('an unasked state report and flow control between the answers confirm nothing', () => {
  const report = [0x18, 0x00, 0x0c, 0x00];
  expect(understood([...report, ...echo, 0x13, 0x11, ...report, 0x12], 1)).toEqual([
    { kind: 'process', id: '0042' },
    { kind: 'status', byte: 0x12 },
  ]);
});

test('a block of another kind is not taken for a process id', () => {
  expect(understood([0x37, 0x70, 0x40, 0x00, 0x12])).toEqual([{ kind: 'status', byte: 0x12 }]);
});
