import type { MemberAnswer, MemberHit } from '#shared/api/members.api.ts';
import { liveCell, type Live, type LiveCell } from '../../client/live.ts';
import type { Till } from '../../client/till.ts';

/** What is typed of a person who gets a new card: all of it may stay empty. */
export interface Draft {
  name: string;
  /** A number or an address: whichever it looks like. */
  contact: string;
  agrees: boolean;
}
const emptyDraft: Draft = { name: '', contact: '', agrees: false };

/** What the cashier has in hand of members, beside the visit that the till keeps. */
export interface MemberWork {
  /** What is typed to find somebody; undefined while nobody is looked for. */
  finding: LiveCell<string | undefined>;
  draft: LiveCell<Draft>;
  /** Who may be the person that was just to be enrolled. */
  known: Live<readonly MemberHit[]>;
  /** Whose sheet is open. */
  sheet: LiveCell<string | undefined>;
  /** Whose history is open. */
  history: LiveCell<string | undefined>;
  /** Opens the history of the member at the counter, or closes it. */
  showHistory(): void;
  /** Who lost a card and waits for the new one. */
  replacing: LiveCell<{ walletId: string; name: string } | undefined>;
  /** A letter typed outside of any field: of the new member's name, if there is a new card, else of somebody to be found. */
  typed(letter: string): void;
  /** Makes a member of whoever holds the new card; with `anyway` also when somebody else seems to be them. */
  enrol(anyway: boolean): Promise<MemberAnswer>;
  present(walletId: string): Promise<MemberAnswer>;
  attach(walletId: string): Promise<MemberAnswer>;
  /** Notes what keys can change, and gives back how to undo what they did since. */
  remember(): () => void;
  /** Forgets whatever was begun. Whether there was anything. */
  drop(): boolean;
}

/** The work with members at a till, with nothing begun. */
export function createMemberWork(till: Till): MemberWork {
  const finding = liveCell<string | undefined>(undefined);
  const draft = liveCell(emptyDraft);
  const known = liveCell<readonly MemberHit[]>([]);
  const sheet = liveCell<string | undefined>(undefined);
  const history = liveCell<string | undefined>(undefined);
  const replacing = liveCell<{ walletId: string; name: string } | undefined>(undefined);
  const done = (answer: MemberAnswer): MemberAnswer => {
    known.set(answer.ok ? [] : answer.known);
    if (answer.ok) drop();
    return answer;
  };
  const drop = (): boolean => {
    const begun = [finding, replacing, sheet, history].some((cell) => cell.get() !== undefined);
    finding.set(undefined);
    replacing.set(undefined);
    sheet.set(undefined);
    history.set(undefined);
    draft.set(emptyDraft);
    known.set([]);
    return begun;
  };
  // What was typed of one person must not be said of the next.
  let card = till.visit.get()?.newCard?.tail;
  till.visit.subscribe(() => {
    const { newCard, member } = till.visit.get() ?? {};
    const now = newCard?.tail;
    // Who left the counter in between does not come back to a form.
    for (const cell of [sheet, history]) if (member?.walletId !== cell.get()) cell.set(undefined);
    if (member && member.walletId !== replacing.get()?.walletId) replacing.set(undefined);
    if (now === card) return;
    card = now;
    draft.set(emptyDraft);
    known.set([]);
  });
  return {
    finding,
    draft,
    known,
    sheet,
    history,
    showHistory: () =>
      history.set(history.get() === undefined ? till.visit.get()?.member?.walletId : undefined),
    replacing,
    typed(letter) {
      const now = draft.get();
      if (till.visit.get()?.newCard && finding.get() === undefined)
        draft.set({ ...now, name: now.name + letter });
      else finding.set((finding.get() ?? '') + letter);
    },
    async enrol(anyway) {
      const { name, contact, agrees } = draft.get();
      const isEmail = contact.includes('@');
      const consents = isEmail ? { 'marketing.email': true } : { 'marketing.sms': true };
      const person = {
        ...(name.trim() === '' ? {} : { name }),
        ...(contact.trim() === '' ? {} : isEmail ? { email: contact } : { phone: contact }),
        ...(agrees && contact.trim() !== '' ? { consents } : {}),
      };
      return done(await till.call('members.enrol', { person, anyway }));
    },
    present: async (walletId) =>
      done(await till.call('members.present', { walletId, text: finding.get() ?? '' })),
    attach: async (walletId) => done(await till.call('members.attach', { walletId })),
    remember() {
      const before = [finding.get(), draft.get()] as const;
      return () => {
        finding.set(before[0]);
        draft.set(before[1]);
      };
    },
    drop,
  };
}
