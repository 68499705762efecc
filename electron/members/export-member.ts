import type { Profile } from '#shared/members/profile.ts';
import { formatWhen } from '#shared/api/sentences.ts';
import { formatDay, type LanguageTag, type Say } from '#shared/base/language.ts';
import { factOf } from '#shared/ledger/envelope.ts';
import { historyLine } from '#shared/reports/member-history.ts';
import { consentFields, personOf } from '#shared/members/profile.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { groupLots } from './group-lots.ts';
import type { Store } from '#electron/store/store.ts';

/** More than happens to anybody at one till. */
const mostEvents = 1_000_000;

/** Everything this till keeps of a member, for whoever has a right to know: for machines and in words. */
export function exportMember(
  store: Pick<Store, 'look' | 'profiles' | 'writer' | 'history'>,
  walletId: WalletId,
  { atMs, say, language }: { atMs: number; say: Say; language: LanguageTag },
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
    say('member.export.title', { when: formatWhen(atMs, language) }),
    '',
    ...personLines(profile, say, language),
    say('member.export.visits', { count: visits }),
    ...cards.map(({ tail, blocked }) => say(blocked ? 'member.export.blocked' : 'member.card', { tail })),
    ...holds.map(({ unit, amount }) => say('member.export.holds', { unit, amount })),
    ...owes.map(({ unit, amount }) => say('member.export.owes', { unit, amount: -amount })),
    ...reached.map(({ title, day }) =>
      say('member.export.reached', { title, day: formatDay(day, language) }),
    ),
    '',
    ...history.map(({ atMs, what, moved }) =>
      [
        `${formatWhen(atMs, language)}: ${say(`history.what.${what}`)}`,
        ...moved.map(({ unit, amount }) => `${amount > 0 ? '+' : ''}${amount} ${unit}`),
      ].join(', '),
    ),
    '',
    say('member.export.wallet', { walletId }),
  ];
  return { json: JSON.stringify(all, null, 2), text: `${lines.join('\n')}\n` };
}

function personLines(profile: Profile, say: Say, language: LanguageTag): string[] {
  const { name, phone, email, birthday, language: spoken, nickname, note, ...consents } = personOf(profile);
  const said = { name, phone, email, birthday, language: spoken, nickname, note };
  const facts = Object.entries(said).flatMap(([field, value]) =>
    value === undefined ? [] : `${say(`member.field.${field}`)}: ${value}`,
  );
  const asked = consentFields.flatMap((field) => {
    const consent = consents[field];
    if (!consent) return [];
    const when = formatWhen(consent.atMs, language);
    const { till, text } = consent;
    const key = consent.given ? 'member.export.agreed' : 'member.export.declined';
    return say(key, { what: say(`member.consent.${field}`), when, till, text });
  });
  return [...facts, ...asked];
}
