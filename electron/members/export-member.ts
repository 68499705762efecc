import type { Profile } from '#shared/members/profile.ts';
import { formatWhen, tillWords, type Speech } from '#shared/api/sentences.ts';
import { valueWords } from '#shared/api/value-words.ts';
import { tillName } from '#shared/visit/till-name.ts';
import { formatDay, type Say } from '#shared/base/language.ts';
import { factOf } from '#shared/ledger/envelope.ts';
import { historyLine } from '#shared/reports/member-history.ts';
import { consentFields, personOf } from '#shared/members/profile.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { groupLots } from './group-lots.ts';
import type { Store } from '#electron/store/store.ts';

/** More than happens to anybody at one till. */
const mostEvents = 1_000_000;

/** When and to whom it is told: in their language, by the shop's clock and in its words for value. */
interface Told extends Speech {
  atMs: number;
  currency: string;
  zone: string;
}

/** Everything this till keeps of a member, for whoever has a right to know: for machines and in words. */
export function exportMember(
  store: Pick<Store, 'look' | 'profiles' | 'writer' | 'history'>,
  walletId: WalletId,
  { atMs, say, language, currency, zone }: Told,
): { json: string; text: string } {
  const profile = store.profiles.read(walletId) ?? {};
  const cards = store.profiles.cardsOf(walletId);
  const holds = groupLots(store.look.lots(walletId));
  const owes = groupLots(store.look.debts(walletId));
  const visits = store.look.visitsOf(walletId);
  const { reached } = store.look.memberFacts(walletId);
  const history = store.history.page([walletId], null, mostEvents).flatMap((envelope) => {
    const fact = factOf(envelope);
    const line = fact && historyLine(fact, envelope, [walletId]);
    return line ? [{ atMs: envelope.at, day: envelope.day, ...line }] : [];
  });
  const when = (ms: number): string => formatWhen(ms, language, zone);
  const words = (unit: string, amount: number): string =>
    valueWords({ unit, amount: Math.abs(amount) }, { say, language }, currency);
  const tills = store.look.tills();
  const all = {
    walletId,
    exportedAtMs: atMs,
    till: store.writer,
    profile,
    cards,
    holds,
    owes,
    visits,
    reached,
    history,
  };
  const lines = [
    say('member.export.title', { when: when(atMs) }),
    '',
    ...personLines(profile, say, { when, till: (writer) => tillWords(tillName(writer, tills), say) }),
    say('member.export.visits', { count: visits }),
    ...cards.map(({ tail, blocked }) => say(blocked ? 'member.export.blocked' : 'member.card', { tail })),
    ...holds.map(({ unit, amount }) => say('member.export.holds', { value: words(unit, amount) })),
    ...owes.map(({ unit, amount }) => say('member.export.owes', { value: words(unit, amount) })),
    ...reached.map(({ title, day }) =>
      say('member.export.reached', { title, day: formatDay(day, language) }),
    ),
    '',
    ...history.map(({ atMs, what, moved }) =>
      [
        `${when(atMs)}: ${say(`history.what.${what}`)}`,
        ...moved.map(({ unit, amount }) => `${amount < 0 ? '-' : '+'}${words(unit, amount)}`),
      ].join(', '),
    ),
    '',
    say('member.export.wallet', { walletId }),
  ];
  return { json: JSON.stringify(all, null, 2), text: `${lines.join('\n')}\n` };
}

function personLines(
  profile: Profile,
  say: Say,
  told: { when(ms: number): string; till(writer: string): string },
): string[] {
  const { name, phone, email, birthday, language: spoken, nickname, note, ...consents } = personOf(profile);
  const said = { name, phone, email, birthday, language: spoken, nickname, note };
  const facts = Object.entries(said).flatMap(([field, value]) =>
    value === undefined ? [] : `${say(`member.field.${field}`)}: ${value}`,
  );
  const asked = consentFields.flatMap((field) => {
    const consent = consents[field];
    if (!consent) return [];
    const { text } = consent;
    const [when, till] = [told.when(consent.atMs), told.till(consent.till)];
    const key = consent.given ? 'member.export.agreed' : 'member.export.declined';
    return say(key, { what: say(`member.consent.${field}`), when, till, text });
  });
  return [...facts, ...asked];
}
