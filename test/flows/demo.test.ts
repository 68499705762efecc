import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

test('npm run demo tells the whole story, and leaves the voucher as a picture', async () => {
  const demo = spawn(process.execPath, ['electron/demo/demo.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, wrong, [code]] = await Promise.all([text(demo.stdout), text(demo.stderr), once(demo, 'exit')]);
  expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
  expect(said).toContain('+23 points');
  expect(said).toContain('voucher issued');
  expect(existsSync(path.join(root, 'test-results/demo-voucher.png'))).toBe(true);
}, 60_000);
