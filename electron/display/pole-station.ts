import path from 'node:path';
import { z } from 'zod';
import type { PoleView } from '#shared/api/pole.api.ts';
import type { Say } from '#shared/base/language.ts';
import { PoleSetup } from '#shared/settings/pole-setup.ts';
import { drivers } from '#electron/devices/drivers.ts';
import type { CustomerDisplay, TwoLines } from '#electron/devices/pole/pole-display.ts';
import { systemClock, type Clock } from '#electron/platform/clock.ts';
import { keptChoice } from '#electron/platform/kept-choice.ts';
import type { TillOptions } from '#electron/till-options.ts';
import { parsePole } from './parse-pole.ts';

const KeptPole = z.object({ pole: PoleSetup.nullable().default(null) });

/** How long test text stands there. */
const testMs = 8_000;
const kinds = { escpos: drivers['pole-display-escpos'], cd5220: drivers['pole-display-cd5220'] };

/** The pole display of a till: what it shows, which one it is, and trying it. */
export interface PoleStation {
  show(lines: TwoLines): void;
  view(): PoleView;
  /** Takes another display from now on, or none. It shows at once what the last one did. */
  setUp(setup: PoleSetup | null): Promise<void>;
  test(): void;
  close(): Promise<void>;
}

/**
 * The display that was said at the start (`TESSERA_DISPLAY`), else the one that was chosen, with what it shows at first. A till of
 * make-believe leaves it to the real one. Throws Trouble in words for one that cannot be.
 */
export function openPole(
  options: Pick<TillOptions, 'display' | 'training'>,
  dataDir: string,
  first: TwoLines,
  say: Say,
  clock: Clock = systemClock,
): PoleStation {
  const said = options.display ?? null;
  const fixed = said !== null || options.training !== undefined;
  const kept = keptChoice(path.join(dataDir, 'pole.json'), KeptPole);
  let setup = said === null ? kept.get().pole : parsePole(said);
  let latest = first;
  let endTest = (): void => {};
  const open = (): CustomerDisplay | null => setup && kinds[setup.kind].open(setup, clock);
  let display = open();
  display?.show(latest);
  return {
    show(lines) {
      latest = lines;
      // Whoever is served comes before a test.
      endTest();
      display?.show(lines);
    },
    view: () => ({ setup, fixed, open: display?.isOpen() ?? false }),
    async setUp(next) {
      endTest();
      kept.keep({ pole: next });
      await display?.close();
      setup = next;
      display = open();
      display?.show(latest);
    },
    test() {
      endTest();
      display?.show([say('pole.test.top'), say('pole.test.bottom')]);
      endTest = clock.after(testMs, () => display?.show(latest));
    },
    async close() {
      endTest();
      await display?.close();
    },
  };
}
