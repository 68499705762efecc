import type { DrillId, SchoolLack } from '#shared/api/training.api.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { PracticeCode, PracticePrinter } from '#shared/api/practice.api.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { Fact } from '#shared/ledger/events.ts';

/** What happens at a till in training, as it happens: a drill is done by doing it, and nobody says so but the till. */
export type Happening =
  | { kind: 'visit'; view: VisitView }
  | { kind: 'fact'; fact: Fact; cableOut: boolean }
  | { kind: 'paper'; paper: PracticePrinter['paper'] }
  | { kind: 'job'; state: PrintJobView['state'] }
  | { kind: 'cable'; out: boolean };

/** What a trainee may be handed: a code by its kind, a card that nobody has yet, or a switch of the make-believe counter. */
export type Hand = PracticeCode['kind'] | 'fresh-card' | 'paper-out' | 'paper-ok' | 'cable-out' | 'cable-in';

/** One thing to do. `step` names its words under `drill.<drillId>.`; `isDone` is asked of everything that happens. */
export interface DrillStep {
  step: string;
  hand?: Hand;
  isDone(happening: Happening): boolean;
}

/** Something that everybody behind a counter can do, in the order in which it is done. */
export interface Drill {
  drillId: DrillId;
  /** Without which it cannot be done. */
  needs?: SchoolLack;
  steps: readonly [DrillStep, ...DrillStep[]];
}
