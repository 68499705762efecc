import { expect, onTestFinished, test, vi } from 'vitest';
import { createReceiptTap, type HeardReceipt, type TapOptions } from './receipt-tap.ts';

const patience = { timeout: 45_000, interval: 20 };

function listening(more: Partial<TapOptions> = {}) {
  const heard: HeardReceipt[] = [];
  const failures: unknown[] = [];
  const tap = createReceiptTap({
    characterIn: () => 'é',
    idleMs: 60_000,
    heard: (receipt) => void heard.push(receipt),
    failed: (error) => void failures.push(error),
    ...more,
  });
  onTestFinished(() => tap.close());
  const say = (text: string): void => tap.feed(Buffer.from(text, 'latin1'));
  const heardSo = (count: number) => vi.waitUntil(() => heard.length === count, patience);
  return { tap, heard, failures, say, heardSo };
}
const knife = '\x1dV\x00';

test('taking bytes reads nothing yet; everything taken is read in order, and the knife parts receipts', async () => {
  const { heard, say, heardSo } = listening();
  for (const one of ['TOT', 'ALE 1,00\n', knife, 'TOTALE', ` 2,00\n${knife}`]) say(one);
  expect(heard).toEqual([]);
  await heardSo(2);
  expect(heard).toEqual([
    { lines: ['TOTALE 1,00'], whole: true, isOpen: false },
    { lines: ['TOTALE 2,00'], whole: true, isOpen: false },
  ]);
});

test('without a knife a receipt is over when the register hangs up, or when it is silent', async () => {
  const { tap, heard, say, heardSo } = listening({ idleMs: 100 });
  say('TOTALE 1,00');
  tap.over();
  await heardSo(1);
  say('TOTALE 2,00');
  await heardSo(2);
  expect(heard.map(({ lines }) => lines)).toEqual([['TOTALE 1,00'], ['TOTALE 2,00']]);
});

test('questions to the printer are no receipt; a picture is one without lines', async () => {
  const { tap, heard, say, heardSo } = listening();
  say('\x10\x04\x01\x1b@');
  tap.over();
  say(`\x1dv0\x00\x01\x00\x01\x00.${knife}`);
  await heardSo(1);
  expect(heard).toEqual([{ lines: [], whole: true, isOpen: false }]);
});

test('a flood that cannot be read in time is passed over, and its receipt is not trusted', async () => {
  const { heard, say, heardSo } = listening();
  const page = Buffer.alloc(700_000, 0x2e).toString('latin1');
  say(`TOTALE 1,00\n${page}`);
  say(page);
  say(`\nTOTALE 2,00\n${knife}`);
  say(`TOTALE 3,00\n${knife}`);
  await heardSo(2);
  expect(heard).toEqual([
    { lines: ['TOTALE 2,00'], whole: false, isOpen: false },
    { lines: ['TOTALE 3,00'], whole: true, isOpen: false },
  ]);
});

test('a receipt of more lines than any is not trusted, and not kept', async () => {
  const { heard, say, heardSo } = listening();
  say('TOTALE 1,00\n'.repeat(5_000) + knife);
  await heardSo(1);
  expect([heard[0]?.whole, heard[0]?.lines.length]).toEqual([false, 1_000]);
});

test('a reading that fails says so, and the next receipt is read', async () => {
  let broken = true;
  const characterIn = () => {
    if (broken) throw new Error('no such letter');
    return 'É';
  };
  const { failures, heard, say, heardSo } = listening({ characterIn });
  say(`CAFF\xc9\nTOTALE 1,00\n${knife}`);
  await vi.waitUntil(() => failures.length === 1, patience);
  broken = false;
  say(`CAFF\xc9\nTOTALE 2,00\n${knife}`);
  await heardSo(1);
  expect(heard).toEqual([{ lines: ['CAFFÉ', 'TOTALE 2,00'], whole: true, isOpen: false }]);
});
