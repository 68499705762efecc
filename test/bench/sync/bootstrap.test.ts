import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { freshDatabase } from '#test/support/centre-database.ts';
import { learned, rowsEach } from './bootstrap.ts';

test('the chain that the bench makes fits the read tables of today, and a new till learns all of it', async () => {
  const folder = temporaryFolder();
  try {
    const { rows } = await learned(await freshDatabase(), folder.dir, 25);
    expect(rows).toBe(25 * rowsEach);
  } finally {
    folder.remove();
  }
});
