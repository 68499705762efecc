import { expect, test } from 'vitest';
import { afterLooking, afterPrinting, confirmWays, type SlipSeen } from './confirms-verdict.ts';

/** A printer as it truly is: what it answers to each way, and what then comes out. */
const printers = {
  'an Epson': {
    'gs-paren-h': ['printed', 'clean'],
    'gs-r': ['printed', 'clean'],
    none: ['unknown', 'clean'],
  },
  'one that prints the question it does not know': {
    'gs-paren-h': ['printed', 'odd'],
    'gs-r': ['printed', 'clean'],
    none: ['unknown', 'clean'],
  },
  'one that never answers': {
    'gs-paren-h': ['unknown', 'clean'],
    'gs-r': ['not-printed', 'nothing'],
    none: ['unknown', 'clean'],
  },
  'one that says done to everything': {
    'gs-paren-h': ['printed', 'nothing'],
    'gs-r': ['printed', 'nothing'],
    none: ['unknown', 'nothing'],
  },
} as const;

function found(printer: (typeof printers)[keyof typeof printers]): string {
  for (const way of confirmWays) {
    const [outcome, seen] = printer[way] as readonly ['printed' | 'unknown' | 'not-printed', SlipSeen];
    const said = afterPrinting(way, { outcome, trouble: outcome === 'printed' ? null : 'no-answer' });
    const verdict = said === 'look' ? afterLooking(way, seen) : said;
    if (verdict !== 'next') return verdict === 'keep' ? way : verdict;
  }
  return 'nothing found';
}

test('each printer is found to be what it is', () => {
  expect(Object.values(printers).map(found)).toEqual(['gs-paren-h', 'gs-r', 'none', 'stop']);
});

test.each(['paper-out', 'cover-open', 'link-lost', 'handed-over'])(
  'a printer in trouble (%s) is not judged by it',
  (trouble) => {
    for (const way of confirmWays) {
      expect(afterPrinting(way, { outcome: 'unknown', trouble })).toBe('stop');
      expect(afterPrinting(way, { outcome: 'not-printed', trouble })).toBe('stop');
    }
    expect(afterPrinting('gs-r', { outcome: 'busy', trouble: null })).toBe('stop');
  },
);
