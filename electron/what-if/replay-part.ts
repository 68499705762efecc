import { Trouble } from '#shared/base/trouble.ts';
import type { Day } from '#shared/base/business-time.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { configure, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { worthUnder } from '#shared/programs/unit-worth.ts';
import { createPart, takenBackIn, isForEach, type Part } from '#shared/reports/what-if-parts.ts';
import { createReplay } from '#shared/reports/what-if-replay.ts';
import { createSums, noSums } from '#shared/reports/what-if-sums.ts';
import { partResult, type PartResult } from '#shared/reports/what-if-result.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { LogReader } from '#electron/store/log-reader.ts';

/** A program as it would be: `setup` is JSON in its kind's own schema. */
export interface WantedChange {
  programId: string;
  type: string;
  setup: string;
}

/** What is asked of a ledger. */
export interface WhatIfAsked {
  changed: readonly WantedChange[];
  settings: ShopSettings;
  /** The first and last day that count; null for no bound. */
  from: Day | null;
  to: Day | null;
}

/** How a ledger is to be replayed: up to which event, and which members concern each other. */
export interface ReplayPlan {
  upTo: number;
  sales: number;
  ties: [WalletId, WalletId][];
  /** Whether members can be replayed apart from each other. */
  apart: boolean;
}

/** Looks how a ledger can be replayed under these changes, as it is at this moment. */
export function planReplay(reader: LogReader, { changed }: WhatIfAsked): ReplayPlan {
  const { seq: upTo, sales } = reader.end();
  const once = reader.bodies('ProgramConfigured', upTo).flatMap((body) => {
    const known = configure(JSON.parse(body) as Parameters<typeof configure>[0]);
    return known ?? [];
  });
  const apart = [...once, ...configured(changed)].every(isForEach);
  return { upTo, sales, apart, ties: reader.ties() };
}

const configured = (changed: readonly WantedChange[]): ConfiguredProgram[] =>
  changed.map((one) => {
    const program = configure({ ...one, revision: 1 });
    if (!program) throw new Trouble('SETUP_WRONG', `Program "${one.programId}" does not fit its kind.`);
    return program;
  });

/** How many sales are asked again without the change, at the least, if there are as many: all of some members. */
const checkedSales = 100_000;

/** Of how many members one is asked again without the change: of each, unless there are very many sales. */
export const checkedOf = ({ apart, sales }: Pick<ReplayPlan, 'apart' | 'sales'>): number =>
  apart ? Math.max(1, Math.floor(sales / checkedSales)) : 1;

/** Events read at a time: the writer of the file never waits for a reader, and progress is told after each page. */
const pageSize = 2_000;

/** Replays the members of one part from the first event to the last. `told` hears how many of its sales are done. */
export function replayPart(
  reader: LogReader,
  { changed: wanted, settings, from, to }: WhatIfAsked,
  plan: ReplayPlan,
  part: Part,
  told: (sales: number) => void,
): PartResult {
  const now = reader.programs();
  const changed = configured(wanted);
  const others = now.filter(({ programId }) => !changed.some((one) => one.programId === programId));
  const { currency } = settings;
  const before = createSums(worthUnder(now, currency));
  const after = createSums(worthUnder([...others, ...changed], currency));
  const takenBack = takenBackIn(reader.bodies('SaleReversed', plan.upTo));
  const common = {
    ...{ till: reader.writer, settings, from, to, birthday: reader.birthday },
    isTakenBack: (saleId: string) => takenBack.has(saleId),
  };
  const withChange = createReplay({ ...common, changed, before, after });
  const asItWas = createReplay({ ...common, changed: [], before: noSums, after: noSums });
  const route = createPart(part, plan.ties);
  const checked = { index: part.index, of: part.of * checkedOf(plan) };
  const routeChecked = checked.of === part.of ? route : createPart(checked, plan.ties);
  let sales = 0;
  for (let seq = 0; seq < plan.upTo;) {
    const rows = reader.rows(seq, plan.upTo, pageSize);
    for (const row of rows) {
      const routed = route(row);
      const again = routeChecked === route ? routed : routeChecked(row);
      if (again) asItWas[again.how](again.dated);
      if (!routed) continue;
      if (row.type === 'SaleRecorded') sales += 1;
      withChange[routed.how](routed.dated);
    }
    seq = rows.length < pageSize ? plan.upTo : (rows.at(-1)?.seq ?? plan.upTo);
    told(sales);
  }
  return partResult({ withChange: withChange.finish(), asItWas: asItWas.finish(), before, after });
}
