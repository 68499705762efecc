import type { Api } from '#shared/api/api.ts';
import type { Events } from '#shared/api/channel.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { PracticeCode, PracticePrinter } from '#shared/api/practice.api.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { DrillHelp, DrillId, SchoolChoice, TrainingView } from '#shared/api/training.api.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Drill, Hand, Happening } from './drill.ts';
import type { DrillBook } from './drill-book.ts';
import { drillsWith } from './drills.ts';
import type { drillsOf } from './school.ts';

/** Follows a trainee: which drill, which step, what comes next. */
export interface Trainer {
  view(): TrainingView;
  start(drillId: DrillId): void;
  pullCable(out: boolean): void;
  cableOut(): boolean;
  /** Every news that the till tells its screens; what matters to a drill moves it on. */
  heard(name: keyof Events<Api>, payload: unknown): void;
}

export interface TrainerOptions {
  programs: SchoolChoice;
  /** What the programs teach. */
  teaches: ReturnType<typeof drillsOf>;
  book: DrillBook;
  /** What was written since it was last asked, in order. */
  newFacts(): Fact[];
  codes(): PracticeCode[];
  /** A card that nobody has. */
  freshCard(): string;
  changed(view: TrainingView): void;
}

/** A trainer without a drill under way. */
export function createTrainer({
  programs,
  teaches,
  book,
  newFacts,
  codes,
  freshCard,
  changed,
}: TrainerOptions): Trainer {
  let current: { drill: Drill; done: number; help: DrillHelp | null } | undefined;
  let cableOut = false;
  const drills = drillsWith(teaches.pointsNeeded);
  const lackOf = ({ needs }: Drill) => (needs && teaches.lacks.has(needs) ? needs : null);

  const view = (): TrainingView => ({
    programs,
    words: teaches.words,
    drills: drills.map((drill) => ({
      drillId: drill.drillId,
      finished: book.finished().has(drill.drillId),
      lacks: lackOf(drill),
    })),
    current: current
      ? {
          drillId: current.drill.drillId,
          step: current.drill.steps[current.done]?.step ?? null,
          done: current.done,
          steps: current.drill.steps.length,
          help: current.help,
        }
      : null,
  });
  const helpWith = (hand: Hand | undefined): DrillHelp | null => {
    if (!hand) return null;
    if (hand === 'paper-ok' || hand === 'paper-out')
      return { kind: 'paper', paper: hand === 'paper-ok' ? 'ok' : 'out' };
    if (hand === 'cable-in' || hand === 'cable-out') return { kind: 'cable', out: hand === 'cable-out' };
    const text = hand === 'fresh-card' ? freshCard() : codes().find(({ kind }) => kind === hand)?.text;
    return text === undefined ? null : { kind: 'scan', text, hint: text.slice(-4) };
  };
  const goTo = (drill: Drill, done: number): void => {
    current = { drill, done, help: helpWith(drill.steps[done]?.hand) };
    if (done === drill.steps.length) book.finish(drill.drillId);
    changed(view());
  };
  const happened = (happening: Happening): void => {
    if (current?.drill.steps[current.done]?.isDone(happening)) goTo(current.drill, current.done + 1);
  };
  const readFacts = (): void => {
    for (const fact of newFacts()) happened({ kind: 'fact', fact, cableOut });
  };
  return {
    view,
    start(drillId) {
      // What was done before does not count.
      newFacts();
      const drill = drills.find((one) => one.drillId === drillId);
      if (drill && lackOf(drill) === null) goTo(drill, 0);
    },
    pullCable(out) {
      cableOut = out;
      happened({ kind: 'cable', out });
    },
    cableOut: () => cableOut,
    heard(name, payload) {
      if (!current) return;
      // The till tells how it is after all that is written, so what was written comes first.
      readFacts();
      if (name === 'checkout.changed') happened({ kind: 'visit', view: payload as VisitView });
      if (name === 'print.changed') happened({ kind: 'job', state: (payload as PrintJobView).state });
      if (name === 'practice.printer-changed')
        happened({ kind: 'paper', paper: (payload as PracticePrinter).paper });
    },
  };
}
