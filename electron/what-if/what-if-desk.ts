import { availableParallelism } from 'node:os';
import type { WhatIfMember, WhatIfPeriod, WhatIfSums, WhatIfView } from '#shared/api/what-if.api.ts';
import type { ProgramView } from '#shared/api/programs.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { personOf } from '#shared/members/profile.ts';
import { limitsOf } from '#shared/reports/what-if-limits.ts';
import { periodBounds } from '#shared/reports/what-if-period.ts';
import type { HalfResult, MemberDifference } from '#shared/reports/what-if-result.ts';
import type { MonthSums } from '#shared/reports/what-if-sums.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { hitOf } from '#electron/members/find-members.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Store } from '#electron/store/store.ts';
import { runWhatIf, type WhatIfResult } from './run-what-if.ts';

/** What screens ask of replays: one at a time, and its answer until the next. */
export interface WhatIfDesk {
  /** Begins; one that is under way is given up. */
  start(program: ProgramView, period: WhatIfPeriod): void;
  stop(): void;
  view(): WhatIfView;
  members(): { gains: WhatIfMember[]; losses: WhatIfMember[] };
  /** Ends with the till. */
  close(): void;
}

export interface WhatIfDeskOptions {
  /** The till's own file: what is asked is read beside the counter, and never through its connection. */
  file: string;
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
  /** A till without a centre. */
  alone: boolean;
  log: Log;
  moved(running: boolean): void;
}

/** Before so much is done nobody can tell how long the rest will take. */
const shareToTell = 0.03;

/** Nothing was asked yet. */
export function createWhatIfDesk(options: WhatIfDeskOptions): WhatIfDesk {
  const { file, store, settings, machine, alone, log, moved } = options;
  let view: WhatIfView = { state: 'none' };
  let last: WhatIfResult | undefined;
  let ending: AbortController | undefined;
  const become = (next: WhatIfView): void => {
    view = next;
    moved(next.state === 'running');
  };
  const stop = (): void => {
    ending?.abort(new Trouble('STOPPED', 'Stopped.'));
    ending = undefined;
  };
  const run = async (program: ProgramView, period: WhatIfPeriod, signal: AbortSignal): Promise<void> => {
    const { programId, type, setup } = program;
    const begunMs = performance.now();
    try {
      const result = await runWhatIf({
        ...{ file, signal, changed: [{ programId, type, setup }], settings: structuredClone(settings) },
        ...periodBounds(period, businessDay(machine.now(), settings)),
        // One core is the counter's.
        threads: Math.max(1, availableParallelism() - 1),
        progress(done, total) {
          if (signal.aborted) return;
          const share = total === 0 ? 0 : done / total;
          const leftMs =
            share < shareToTell ? null : Math.round(((performance.now() - begunMs) * (1 - share)) / share);
          become({ state: 'running', programId, period, done, total, leftMs });
        },
      });
      if (signal.aborted) return;
      last = result;
      become({ state: 'done', programId, period, sums: sumsOf(result, limitsOf(type, alone)) });
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof Trouble ? error.code : 'INTERNAL';
      log(`what-if: ${error instanceof Error ? error.message : String(error)}`);
      become({ state: 'failed', programId, code });
    }
  };
  const named = ({ walletId, beforeMinor, afterMinor }: MemberDifference): WhatIfMember => ({
    member: hitOf({ walletId, person: personOf(store.profiles.read(walletId) ?? {}) }, store),
    beforeMinor,
    afterMinor,
  });
  return {
    start(program, period) {
      stop();
      last = undefined;
      ending = new AbortController();
      const { programId } = program;
      become({ state: 'running', programId, period, done: 0, total: 0, leftMs: null });
      void run(program, period, ending.signal);
    },
    stop() {
      if (view.state !== 'running') return;
      stop();
      become({ state: 'stopped', programId: view.programId });
    },
    view: () => view,
    members: () => ({ gains: (last?.gains ?? []).map(named), losses: (last?.losses ?? []).map(named) }),
    close: stop,
  };
}

/** The result as a page shows it. */
function sumsOf({ before, after, asItWas, changed, checkedOf }: WhatIfResult, limits: string[]): WhatIfSums {
  const pair = <T>(then: T, now: T, of: (one: T) => number) => ({ before: of(then), after: of(now) });
  const over = (of: (month: MonthSums) => number) =>
    pair(before, after, ({ months }: HalfResult) => months.reduce((sum, month) => sum + of(month), 0));
  const months = [...new Set([...before.months, ...after.months].map(({ month }) => month))].sort();
  const programs = [...new Set([...before.programs, ...after.programs].map(({ programId }) => programId))];
  const costIn = (half: HalfResult, month: string) =>
    half.months.find((one) => one.month === month)?.costMinor ?? 0;
  const programIn = (half: HalfResult, programId: string) =>
    half.programs.find((one) => one.programId === programId);
  return {
    sales: over(({ sales }) => sales).before,
    cost: over(({ costMinor }) => costMinor),
    members: pair(before, after, ({ members }) => members),
    redemptions: over(({ vouchersUsed, offersUsed }) => vouchersUsed + offersUsed),
    months: months.map((month) => ({ month, cost: pair(before, after, (half) => costIn(half, month)) })),
    programs: programs.sort().map((programId) => ({
      programId,
      times: pair(before, after, (half) => programIn(half, programId)?.times ?? 0),
      cost: pair(before, after, (half) => programIn(half, programId)?.costMinor ?? 0),
    })),
    ...{ checkedOf, asked: asItWas.asked, same: asItWas.same, otherwise: changed.otherwise, limits },
  };
}
