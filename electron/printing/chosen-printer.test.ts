import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { choosePrinter } from './chosen-printer.ts';
import { parsePrinterAddress } from './printer-address.ts';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'printer-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a shop has no printer and the demo a virtual one, until somebody chooses', () => {
  const dir = folder();
  expect(choosePrinter(dir, null, false)).toMatchObject({ setup: { way: 'none' }, fixed: false });
  expect(choosePrinter(dir, null, true)).toMatchObject({ setup: { way: 'virtual' }, fixed: false });
  const usb = parsePrinterAddress('usb:J5XY/epson-tm-t20iii');
  choosePrinter(dir, null, false).keep(usb);
  expect(choosePrinter(dir, null, false).setup).toEqual(usb);
  expect(choosePrinter(dir, null, true).setup).toEqual(usb);
});

test('what was said at the start goes before what was chosen, and cannot be changed on the screen', () => {
  const dir = folder();
  choosePrinter(dir, null, false).keep(parsePrinterAddress('usb'));
  expect(choosePrinter(dir, '10.0.0.5', false)).toMatchObject({ setup: { way: 'network' }, fixed: true });
});

test('a choice that cannot be read stops the start in words', () => {
  const dir = folder();
  writeFileSync(path.join(dir, 'printer.json'), '{"way":"pigeon"}');
  expect(() => choosePrinter(dir, null, false)).toThrow(/printer\.json/);
});
