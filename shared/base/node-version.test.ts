import { expect, test } from 'vitest';
import { requireNode } from './node-version.ts';

test.each(['22.12.0', '22.20.1', '24.21.0', '26.0.0'])('Node %s will do', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test.each(['20.20.2', '18.0.0', '22.11.9', '', 'nonsense'])('Node %s is refused, in words', (version) => {
  expect(() => requireNode(version)).toThrow('npm scripts');
});
