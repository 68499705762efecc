import { z } from 'zod';
import { knownPatterns, ReceiptPattern } from '../capture/receipt-pattern.ts';
import { CodePageName } from './code-page-name.ts';

const Port = z.int().min(1).max(65_535);

/** What every register has, however it is listened to. */
const register = {
  /** What people call it. */
  name: z.string().min(1).max(40).default('Register'),
  /** How it writes its total. All known ways unless told. */
  patterns: z
    .array(ReceiptPattern)
    .min(1)
    .max(20)
    .default([...knownPatterns]),
  /** The letters it writes in where it does not say: what the printer's own switch chooses, or what its files are in. */
  codePage: CodePageName.default('cp437'),
};

/** A register that prints on a network printer: Tessera stands in between, and passes every byte on. */
const PrinterRegister = z.object({
  kind: z.literal('printer'),
  ...register,
  /** Where the register prints to now. Another host than this computer's own has to be said: then the network can reach it. */
  listen: z.object({ host: z.string().min(1).default('127.0.0.1'), port: Port }),
  /** The real printer. */
  printer: z.object({ host: z.string().min(1), port: Port.default(9100) }),
  /** A receipt without a cut is over when nothing came for so long. */
  idleMs: z.int().min(100).max(60_000).default(2_000),
});
export type PrinterRegister = z.output<typeof PrinterRegister>;

/** A register that writes each receipt into a folder. Its files are only read. */
const FolderRegister = z.object({
  kind: z.literal('folder'),
  ...register,
  path: z.string().min(1),
  /** Which files: a name in which `*` stands for anything. */
  files: z.string().min(1).max(80).default('*.txt'),
  /** Where the total stands: on a receipt's line, in a field of JSON (`sale.total`), or in an element of XML (`Total`). */
  reads: z
    .discriminatedUnion('as', [
      z.object({ as: z.literal('receipt') }),
      z.object({ as: z.literal('json'), field: z.string().min(1).max(200) }),
      z.object({ as: z.literal('xml'), element: z.string().regex(/^[\p{L}_][\p{L}\p{N}_.:-]*$/u) }),
    ])
    .default({ as: 'receipt' }),
  /** How often the folder is looked at; shared folders tell nobody of what is new. */
  everyMs: z.int().min(50).max(60_000).default(500),
  /** A file that ends within a line is over when it did not grow for so long. */
  idleMs: z.int().min(100).max(600_000).default(5_000),
});
export type FolderRegister = z.output<typeof FolderRegister>;

/** The registers beside this till whose totals are read. None unless the owner names one. */
export const CaptureSettings = z.object({
  registers: z
    .array(z.discriminatedUnion('kind', [PrinterRegister, FolderRegister]))
    .max(8)
    .default([]),
});
export type CaptureSettings = z.output<typeof CaptureSettings>;

export type Register = CaptureSettings['registers'][number];
