import type { PrintAttempt, PrinterConfirms } from '#shared/api/printer.api.ts';

/** The ways in which a printer says that a paper is done, the surest first. */
export const confirmWays: readonly PrinterConfirms[] = ['gs-paren-h', 'gs-r', 'none'];

/** What somebody saw come out: this slip and nothing else on it, one with odd signs, or none. */
export type SlipSeen = 'clean' | 'odd' | 'nothing';

/** What the printer's word alone decides: whether somebody has to look at the slip, the next way is tried, or something is in the way. */
export function afterPrinting(
  way: PrinterConfirms,
  { outcome, trouble }: PrintAttempt,
): 'look' | 'next' | 'stop' {
  if (outcome === 'printed') return 'look';
  if (trouble !== 'no-answer') return 'stop';
  return way === 'none' ? 'look' : 'next';
}

/** What is true of a printer whose slip somebody saw. One that says "done" without a slip lies, and odd signs are a question it does not know. */
export function afterLooking(way: PrinterConfirms, seen: SlipSeen): 'keep' | 'next' | 'stop' {
  if (seen === 'clean') return 'keep';
  if (way !== 'none') return 'next';
  return seen === 'odd' ? 'keep' : 'stop';
}
