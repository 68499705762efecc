import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { findTotal } from '#shared/capture/find-total.ts';
import { knownPatterns, type ReceiptPattern } from '#shared/capture/receipt-pattern.ts';
import { typedAmount } from '#shared/money/money.ts';
import { fileLines } from '#electron/capture/receipt-file.ts';
import { codePages, type CodePage } from '#electron/devices/dots/code-pages.ts';
import { readSettings } from '#electron/opening.ts';
import type { TillCommand } from '../command.ts';

/** Reads a receipt from a file as the till would from a register, and says what came of every pattern. */
export const readReceipt: TillCommand = {
  usage: {
    name: 'read-receipt',
    summary: 'Reads a receipt, text or what a printer gets, and says which total each pattern finds in it.',
    operand: 'file',
    options: [
      { name: 'page', value: 'page', about: `the letters of the register: ${pageNames().join(', ')}` },
    ],
  },
  async run({ operand, options }, desk) {
    const settings = readSettings(desk.dataDir, !existsSync(path.join(desk.dataDir, 'settings.json')));
    const { registers } = settings.capture;
    const page = pageNamed(options['page'], registers[0]?.codePage ?? 'cp437');
    const { lines } = fileLines(readNamed(operand), page);
    for (const line of lines) if (line.trim() !== '') desk.say(`  | ${line}`);
    const tried = registers.flatMap(({ name, patterns }) => patterns.map((pattern) => ({ name, pattern })));
    const known = knownPatterns.map((pattern) => ({ name: 'known', pattern }));
    const all = tried.length > 0 ? tried : known;
    const patterns = all.map(({ pattern }) => pattern);
    for (const { name, pattern } of all)
      desk.say(`${name}, ${pattern.name}: ${outcome(lines, [pattern], settings.currency)}`);
    desk.say(`all of them: ${outcome(lines, patterns, settings.currency)}`);
    return findTotal(lines, patterns, settings.currency).ok ? 'fine' : 'faults';
  },
};

function outcome(lines: readonly string[], patterns: readonly ReceiptPattern[], currency: string): string {
  const found = findTotal(lines, patterns, currency);
  if (!found.ok) {
    const { error } = found;
    return error.code === 'OTHER_PAPER' ? `${error.code} by "${error.line}"` : error.code;
  }
  const { total, line, number, doubt } = found.value;
  const called = number === null ? '' : `, receipt ${number}`;
  const perhaps = doubt === null ? '' : `; perhaps a copy or a report by "${doubt}"`;
  return `${typedAmount(total)} ${currency} from "${line}"${called}${perhaps}`;
}

function pageNames(): CodePage[] {
  return Object.keys(codePages) as CodePage[];
}

function pageNamed(name: string | true | undefined, otherwise: CodePage): CodePage {
  if (name === undefined) return otherwise;
  const page = pageNames().find((one) => one === name);
  if (!page)
    throw new Trouble('RECEIPT_PAGE', `There is no page "${name}". Known: ${pageNames().join(', ')}.`);
  return page;
}

function readNamed(file: string | null): Uint8Array {
  if (file === null) throw new Trouble('RECEIPT_FILE', 'Name the file with the receipt.');
  try {
    return readFileSync(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Trouble('RECEIPT_FILE', `${file} cannot be read (${why}).`, 'never', { cause });
  }
}
