import { existsSync } from 'node:fs';
import { businessDay, Day } from '#shared/base/business-time.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { writeYear } from '#electron/demo/year/write-year.ts';
import type { TillCommand } from '../command.ts';
import { ledgerFile, whileStopped } from '../till-files.ts';

const defaults = { seed: 1, members: 600, sales: 20_000, days: 365 };

/** Fills an empty folder with a demo shop that has a past. */
export const demoYear: TillCommand = {
  usage: {
    name: 'demo-year',
    summary: 'Fills an empty folder with a year of a demo shop: the same seed and last day, the same year.',
    options: [
      { name: 'seed', value: 'number', about: `which year; ${defaults.seed} unless said` },
      { name: 'members', value: 'number', about: `who comes; ${defaults.members} unless said` },
      { name: 'sales', value: 'number', about: `${defaults.sales} unless said` },
      { name: 'days', value: 'number', about: `${defaults.days} unless said` },
      { name: 'until', value: 'day', about: 'the last day, like 2026-11-21; yesterday unless said' },
    ],
  },
  run: ({ options }, desk) =>
    whileStopped(desk.dataDir, async () => {
      if (existsSync(ledgerFile(desk.dataDir)))
        throw new Trouble(
          'DATA_FOLDER',
          `${desk.dataDir} has a till already. Name an empty folder with --data; nothing was changed.`,
        );
      const number = (name: keyof typeof defaults, most: number): number => {
        const value = Number(options[name] ?? defaults[name]);
        if (Number.isInteger(value) && value >= 1 && value <= most) return value;
        throw new Trouble('OPTION_WRONG', `--${name} is a whole number from 1 to ${most}.`);
      };
      const yesterday = businessDay(desk.machine.now() - 86_400_000, demoShop.settings);
      const until = Day.safeParse(options['until'] ?? yesterday);
      if (!until.success) throw new Trouble('OPTION_WRONG', '--until is a day like 2026-11-21.');
      const begunMs = performance.now();
      const year = await writeYear({
        dataDir: desk.dataDir,
        seed: number('seed', 0x7fff_ffff),
        members: number('members', 100_000),
        sales: number('sales', 1_000_000),
        days: number('days', 3_650),
        until: until.data,
        progress: (done, total) => desk.progress('days', done, total),
        signal: desk.signal,
      });
      const seconds = ((performance.now() - begunMs) / 1000).toFixed(1);
      desk.say(
        `${year.sales} sales of ${year.members} members, ${year.vouchersUsed} vouchers used, ${year.takenBack} sales taken back: ${year.events} events in ${seconds} s.`,
      );
      desk.say(
        `Open it with TESSERA_DATA=${desk.dataDir} npm start. Its key follows from the seed: never for a real shop.`,
      );
      return 'fine' as const;
    }),
};
