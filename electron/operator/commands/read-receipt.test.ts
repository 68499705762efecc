import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { readReceipt } from './read-receipt.command.ts';

async function read(bytes: Uint8Array, settings?: object, options: Record<string, string> = {}) {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  const said: string[] = [];
  const operand = path.join(dir, 'receipt.bin');
  writeFileSync(operand, bytes);
  if (settings) writeFileSync(path.join(dir, 'settings.json'), JSON.stringify(settings));
  const desk = {
    dataDir: dir,
    centreUrl: null,
    machine: nodeMachine,
    say: (line: string) => void said.push(line),
    progress: () => {},
    signal: new AbortController().signal,
  };
  return { outcome: await readReceipt.run({ operand, options }, desk), said };
}
const hungarian = Uint8Array.from([0x1b, 0x40, 0x99, ...Buffer.from('SSZESEN: 1 234 Ft\n')]);

test('what a printer gets is shown as text, with what each pattern finds in it', async () => {
  const { outcome, said } = await read(hungarian, { currency: 'HUF' }, { page: 'cp852' });
  expect(outcome).toBe('fine');
  expect(said).toContain('  | ÖSSZESEN: 1 234 Ft');
  expect(said).toContain('known, hu: 1234 HUF from "ÖSSZESEN: 1 234 Ft"');
  expect(said).toContain('known, it: NO_TOTAL');
  expect(said.at(-1)).toBe('all of them: 1234 HUF from "ÖSSZESEN: 1 234 Ft"');
});

test('the shop’s own registers go before what is known, and nothing read is a finding', async () => {
  const pattern = { name: 'own', labels: ['DA PAGARE'], decimal: 'comma' };
  const registers = [{ kind: 'folder', name: 'Back', path: '/nowhere', patterns: [pattern] }];
  const { outcome, said } = await read(Buffer.from('TOTALE 5,00\n'), { capture: { registers } });
  expect(outcome).toBe('faults');
  expect(said.slice(1)).toEqual(['Back, own: NO_TOTAL', 'all of them: NO_TOTAL']);
});

test('a page that nobody knows is refused in words', async () => {
  await expect(read(hungarian, undefined, { page: 'cp999' })).rejects.toThrow('There is no page "cp999"');
});
