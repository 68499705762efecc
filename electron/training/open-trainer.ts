import type { Machine } from '#shared/base/machine.ts';
import type { PracticeCode } from '#shared/api/practice.api.ts';
import type { SchoolChoice, TrainingView } from '#shared/api/training.api.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { newMemberCardCode } from '#shared/scan/formats/member-card.format.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import type { Store } from '#electron/store/store.ts';
import { openDrillBook } from './drill-book.ts';
import { drillsOf } from './school.ts';
import { createTrainer, type Trainer } from './trainer.ts';

/** People who do not exist, to be looked for. */
const names = ['Anna Rossi', 'Béla Kovács', 'Carla Bianchi'];

/** What one press of a key can write, and more. */
const factsAtOnce = 1_000;

/** The trainer of a till in training, whose first members it gives names. */
export function openTrainer(options: {
  /** Where it is kept which drills were done, whichever programs they were done with. */
  bookDir: string;
  programs: SchoolChoice;
  settings: ShopSettings;
  store: Store;
  machine: Pick<Machine, 'now' | 'sha256' | 'randomBytes'>;
  codes(): PracticeCode[];
  changed(view: TrainingView): void;
}): Trainer {
  const { bookDir, programs, settings, store, machine, codes, changed } = options;
  if (store.profiles.count() === 0)
    for (const [at, name] of names.entries()) {
      const walletId = walletIdOf(cardIdOf(demoShop.members[at]?.card ?? '', machine.sha256), machine.sha256);
      store.profiles.change(walletId, { name }, { by: store.writer, nowMs: machine.now() });
    }
  let upTo = store.head().seq;
  return createTrainer({
    programs,
    teaches: drillsOf(settings),
    book: openDrillBook(bookDir),
    newFacts() {
      const entries = readEntries(store.ownAfter(upTo, factsAtOnce));
      upTo = store.head().seq;
      return entries.map(({ fact }) => fact);
    },
    codes,
    freshCard: () => newMemberCardCode(machine.randomBytes(16)),
    changed,
  });
}
