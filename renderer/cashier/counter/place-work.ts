import type { PlaceAnswer } from '#shared/api/places.api.ts';
import type { Till } from '../../client/till.ts';
import { liveCell, type Live } from '../../client/live.ts';
import { createCommandIds } from './command-ids.ts';

/** What came of a place that was asked for, and whose it was. */
export interface PlaceDone {
  walletId: string;
  programId: string;
  /** What was done, to say so in words. */
  what: 'booked' | 'given-up';
  answer: PlaceAnswer;
}

/** What a cashier does with places in something. */
export interface PlaceWork {
  /** What came of the last one, until the next is asked for. */
  done: Live<PlaceDone | undefined>;
  busy: Live<boolean>;
  /** Alt 0: takes the first place that the member at the counter may have. */
  key(): Promise<void>;
  book(programId: string): Promise<void>;
  giveUp(programId: string, voucherId: string): Promise<void>;
}

/** `attempt` says what the till could not be asked; `newId` makes ids for commands. */
export function createPlaceWork(
  till: Till,
  attempt: (what: () => Promise<unknown>) => Promise<void>,
  newId: () => string,
): PlaceWork {
  const done = liveCell<PlaceDone | undefined>(undefined);
  const busy = liveCell(false);
  const member = () => till.visit.get()?.member ?? undefined;
  const ask = async (
    { programId, what }: Pick<PlaceDone, 'programId' | 'what'>,
    call: (walletId: string) => Promise<PlaceAnswer>,
  ): Promise<void> => {
    const walletId = member()?.walletId;
    if (walletId === undefined || busy.get()) return;
    busy.set(true);
    done.set(undefined);
    await attempt(async () => done.set({ walletId, programId, what, answer: await call(walletId) }));
    busy.set(false);
  };
  const commands = createCommandIds(newId);
  const had = (): string[] =>
    (member()?.places ?? []).flatMap((place) => place.had.map(({ voucherId }) => voucherId));
  const book = (programId: string): Promise<void> =>
    ask({ programId, what: 'booked' }, (walletId) =>
      commands.send({ walletId, programId }, (command) => till.call('places.book', command), had()),
    );
  return {
    done,
    busy,
    book,
    async key() {
      const first = member()?.places?.find(({ unmet }) => unmet === null);
      if (first) await book(first.programId);
    },
    giveUp: (programId, voucherId) =>
      ask({ programId, what: 'given-up' }, async (walletId) => {
        const answer = await till.call('places.give-up', { walletId, voucherId });
        if (answer.ok) commands.undone(voucherId, { walletId, programId });
        return answer;
      }),
  };
}
