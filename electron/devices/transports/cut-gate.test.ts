import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seeded, type Chance } from '#test/support/seeded.ts';
import { createCutGate, type CutGateOptions } from './cut-gate.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const cutsBegin = ['\x1dV', '\x1bi', '\x1bm'];
const holdMs = 400;
const cut = '\x1dVB\x00';
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A gate before a printer that keeps what it gets, and who is asked before each cut. */
function gateTo(more: Partial<CutGateOptions> = {}) {
  const sent: Uint8Array[] = [];
  const appended: Uint8Array[] = [];
  const asked: string[] = [];
  const settled: string[] = [];
  let held = false;
  const gate = createCutGate({
    send: (bytes) => void sent.push(bytes),
    append(bytes) {
      sent.push(bytes);
      appended.push(bytes);
    },
    isOpen: () => true,
    hold: (whether) => (held = whether),
    appending: () => ({ holdMs }),
    asks: (askId) => void asked.push(askId),
    settled: (_askId, outcome) => void settled.push(outcome),
    ...more,
  });
  const paper = (): string => Buffer.concat(sent).toString('latin1');
  return { gate, asked, settled, appended, paper, isHeld: () => held };
}

test('what comes before a cut goes on at once, and the cut behind the block that is answered', () => {
  const { gate, asked, settled, paper, isHeld } = gateTo();
  gate.feed(bytesOf(`TOTALE\n${cut}NEXT`));
  expect([paper(), isHeld(), asked.length]).toEqual(['TOTALE\n', true, 1]);
  gate.answer(asked[0] ?? '', bytesOf('[23 points]'));
  expect([paper(), isHeld(), settled]).toEqual([`TOTALE\n[23 points]${cut}NEXT`, false, ['appended']]);
});

test('nobody who answers is waited for no longer than was said, and what comes too late is not printed', () => {
  const { gate, asked, settled, paper, isHeld } = gateTo();
  gate.feed(bytesOf(`TOTALE\n${cut}`));
  vi.advanceTimersByTime(holdMs - 1);
  expect(paper()).toBe('TOTALE\n');
  vi.advanceTimersByTime(1);
  expect([paper(), isHeld(), settled]).toEqual([`TOTALE\n${cut}`, false, ['without']]);
  gate.answer(asked[0] ?? '', bytesOf('late'));
  expect([paper(), settled]).toEqual([`TOTALE\n${cut}`, ['without']]);
});

test.each([
  ['nothing to say', (gate: ReturnType<typeof gateTo>) => gate.gate.answer(gate.asked[0] ?? '', null), {}],
  [
    'an answer to another cut',
    (gate: ReturnType<typeof gateTo>) => gate.gate.answer('other', bytesOf('no')),
    {},
  ],
  ['a register that is gone', (gate: ReturnType<typeof gateTo>) => gate.gate.end(), {}],
  [
    'a printer that is gone',
    (gate: ReturnType<typeof gateTo>) => gate.gate.answer(gate.asked[0] ?? '', bytesOf('no')),
    { isOpen: () => false },
  ],
])('%s: the receipt is cut as it is, and not one byte of ours is told as sent', (_name, happens, more) => {
  const all = gateTo(more);
  all.gate.feed(bytesOf(`TOTALE\n${cut}TAIL`));
  happens(all);
  vi.advanceTimersByTime(holdMs);
  expect([all.paper(), all.settled, all.appended]).toEqual([`TOTALE\n${cut}TAIL`, ['without'], []]);
});

test('a register that hangs up while its cut waits is not hung up on before the cut went on', () => {
  const { gate, asked, paper } = gateTo();
  const over = vi.fn();
  gate.feed(bytesOf(`TOTALE\n${cut}`));
  gate.over(over);
  expect(over).not.toHaveBeenCalled();
  gate.answer(asked[0] ?? '', bytesOf('+'));
  expect([paper(), over.mock.calls.length]).toEqual([`TOTALE\n+${cut}`, 1]);
  const torn = gateTo();
  torn.gate.feed(bytesOf('TOTALE\n\x1dV'));
  torn.gate.over(over);
  expect([torn.paper(), over.mock.calls.length]).toEqual(['TOTALE\n\x1dV', 2]);
});

test('the beginning of a cut whose end does not come goes on by itself, and is asked about no more', () => {
  const { gate, asked, paper } = gateTo();
  gate.feed(bytesOf('TOTALE\n\x1dV'));
  expect(paper()).toBe('TOTALE\n');
  vi.advanceTimersByTime(50);
  expect(paper()).toBe('TOTALE\n\x1dV');
  gate.feed(bytesOf('B\x00'));
  expect([paper(), asked]).toEqual([`TOTALE\n${cut}`, []]);
});

test('several cuts in one packet share the time that one may wait; the next packet has its own', () => {
  const { gate, asked, paper, isHeld } = gateTo();
  gate.feed(bytesOf(`ONE\n${cut}TWO\n${cut}THREE\n${cut}FOUR\n${cut}`));
  vi.advanceTimersByTime(holdMs - 100);
  gate.answer(asked[0] ?? '', bytesOf('+'));
  expect([paper(), asked.length]).toEqual([`ONE\n+${cut}TWO\n`, 2]);
  vi.advanceTimersByTime(100);
  expect([paper(), asked.length]).toEqual([`ONE\n+${cut}TWO\n${cut}THREE\n${cut}FOUR\n${cut}`, 2]);
  expect(isHeld()).toBe(false);
  gate.feed(bytesOf(`FIVE\n${cut}`));
  vi.advanceTimersByTime(holdMs - 1);
  expect([paper().endsWith('FIVE\n'), asked.length]).toEqual([true, 3]);
});

test('a cut before which nothing was printed is of no receipt, and waits for nobody', () => {
  const { gate, asked, paper } = gateTo();
  gate.feed(bytesOf(`\x1b@${cut}\x1bp\x00\x19\xfa${cut}`));
  expect([paper(), asked]).toEqual([`\x1b@${cut}\x1bp\x00\x19\xfa${cut}`, []]);
  gate.feed(bytesOf(`TOTALE\n${cut}`));
  gate.answer(asked[0] ?? '', bytesOf('+'));
  gate.feed(bytesOf(`\n\n${cut}`));
  expect([paper().endsWith(`TOTALE\n+${cut}\n\n${cut}`), asked.length]).toEqual([true, 1]);
});

test('where nothing is added any more a cut does not wait', () => {
  const { gate, asked, paper } = gateTo({ appending: () => null });
  gate.feed(bytesOf(`TOTALE\n${cut}`));
  expect([paper(), asked]).toEqual([`TOTALE\n${cut}`, []]);
});

/** What registers send: lines, pictures with the bytes of cuts in them, drawer kicks, two cuts, noise. */
function drawStream(chance: Chance): Buffer {
  const parts: (() => string)[] = [
    () => 'CAFFE   1,00\n',
    () => cut,
    () => '\x1dV\x00',
    () => `\x1bi`,
    () => '\x1bm',
    () => '\x1bp\x00\x19\xfa',
    () => '\x1b@',
    () => `\x1dv0\x00\x04\x00\x02\x00${cut}${cut}`,
    () => `\x1dkI\x04${cut}`,
    () => `\x1d(k\x07\x00\x31\x50\x30${cut}`,
    () => '\x10\x04\x01',
    () => Buffer.from(chance.bytes(chance.int(1, 12))).toString('latin1'),
  ];
  return bytesOf(Array.from({ length: chance.int(1, 30) }, () => chance.pick(parts)()).join(''));
}

test('whatever is sent in whatever pieces comes out whole and in order, blocks only before cuts', () => {
  const chance = seeded(48);
  const block = bytesOf('<our block, 0123456789>');
  let blocks = 0;
  for (let round = 0; round < 400; round += 1) {
    const stream = drawStream(chance);
    const { gate, asked, settled, appended, paper } = gateTo();
    let answered = 0;
    for (let at = 0; at < stream.length;) {
      const size = chance.int(1, chance.pick([1, 3, 60]));
      gate.feed(stream.subarray(at, at + size));
      at += size;
      // Sometimes an answer, sometimes none, sometimes nobody at all.
      for (; answered < asked.length && chance.int(0, 3) > 0; answered += 1)
        gate.answer(asked[answered] ?? '', chance.int(0, 2) > 0 ? block : null);
      if (chance.int(0, 4) === 0) vi.advanceTimersByTime(holdMs);
    }
    const over = vi.fn();
    gate.over(over);
    for (let patience = 0; patience < 100; patience += 1) vi.advanceTimersByTime(holdMs);
    expect(over).toHaveBeenCalledOnce();
    expect(settled).toHaveLength(asked.length);
    const out = paper();
    const before = out.split(block.toString('latin1'));
    expect(before.join('')).toBe(stream.toString('latin1'));
    for (const rest of before.slice(1)) expect(cutsBegin.some((begin) => rest.startsWith(begin))).toBe(true);
    blocks += appended.length;
  }
  expect(blocks).toBeGreaterThan(200);
});
