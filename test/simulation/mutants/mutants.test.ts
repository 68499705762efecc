import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mutants } from './mutants.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');

test.each(mutants)(
  'the mistake of $name can still be made: what it changes stands there once',
  ({ edits }) => {
    for (const { file, find, replace } of edits) {
      expect([file, find, text(file).split(find).length - 1]).toEqual([file, find, 1]);
      expect(replace).not.toBe(find);
    }
  },
);
