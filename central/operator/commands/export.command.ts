import { rmSync } from 'node:fs';
import { readLogs } from '#central/store/all-logs.ts';
import type { CentreCommand } from '../command.ts';
import { openNewFile } from '../new-file.ts';

/** Writes all logs as text that any program can read: one envelope of JSON a line, log by log, each in order. */
export const exportLogs: CentreCommand = {
  usage: {
    name: 'export',
    summary:
      'Writes all events of all logs as JSON, one a line, each with its hash. The centre may be running.',
    options: [{ name: 'to', value: 'file', about: 'a new file', required: true }],
  },
  needs: 'a centre',
  async run({ options }, { postgres, say, progress }) {
    const name = String(options['to']);
    const file = await openNewFile(name);
    const writers = new Set<string>();
    let events = 0;
    try {
      await readLogs(postgres, async (page, total) => {
        await file.write(page.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''));
        for (const { writer } of page) writers.add(writer);
        progress('events', (events += page.length), total);
      });
      await file.close();
    } catch (error) {
      await file.close().catch(() => undefined);
      rmSync(name, { force: true });
      throw error;
    }
    say(`${events} events of ${writers.size} logs are in ${name}.`);
    return 'fine';
  },
};
