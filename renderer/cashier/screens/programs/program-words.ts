import { decimalsOf } from '#shared/money/money.ts';
import type { Texts } from '../../../texts/use-texts.tsx';

type Fields = Readonly<Record<string, unknown>>;

/** A program by the name that people read, or by its kind when it has none. */
export function programName(type: string, setup: Fields, say: Texts['say']): string {
  const { name } = setup;
  return typeof name === 'string' && name.trim() !== '' ? name : say(`kind.${type}`);
}

/**
 * What a set-up comes to, in one sentence for whoever fills it in; undefined where its name says it already. Points are called as the
 * program that gives them calls them.
 */
export function programWords(
  { programId, type, setup }: { programId: string; type: string; setup: Fields },
  { say, money, currency, language }: Texts,
): string | undefined {
  const text = (name: string): string => {
    const value = setup[name];
    return typeof value === 'string' ? value : '';
  };
  const number = (name: string) => Number(setup[name] ?? 0);
  const list = (name: string) => (Array.isArray(setup[name]) ? (setup[name] as Fields[]) : []);
  const names = (all: readonly Fields[]) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(all.map(({ name }) => String(name)));
  const gift = (of: unknown): string => giftWords(of as Fields | null, say, money);
  switch (type) {
    case 'points': {
      const per = say(`words.points.${text('earnBy') || 'amount'}`, {
        unit: money(10 ** decimalsOf(currency)),
      });
      return say('words.points', {
        ...{ count: number('pointsPerUnit'), per, at: number('voucherAt') },
        worth: money(number('voucherWorthMinor')),
        pointsOf: unitOf(programId),
      });
    }
    case 'cashback':
      return say('words.cashback', { percent: number('bp') / 100 });
    case 'stamps':
      return say('words.stamps', {
        ...{ count: number('stampsNeeded'), item: text('itemLabel') },
        reward: text('reward'),
      });
    case 'tiers': {
      const by = setup['by'] === 'spend' ? money : String;
      const steps = list('tiers').map(({ name, from }) => `${String(name)} (${by(Number(from))})`);
      return say('words.tiers', { tiers: new Intl.ListFormat(language).format(steps) });
    }
    case 'badges':
      return say('words.badges', { names: names(list('badges')) });
    case 'rewards': {
      const pointsOf = unitOf(setup['pointsProgramId']);
      const rewards = list('rewards').map(({ name, points }) =>
        say('words.reward', { name: String(name), points: Number(points), pointsOf }),
      );
      const pay = setup['payWithPoints'] as Fields | null | undefined;
      const rate = pay && {
        points: Number(pay['points']),
        worth: money(Number(pay['worthMinor'])),
        pointsOf,
      };
      return [rewards.join(', '), rate ? say('words.pay', rate) : ''].filter(Boolean).join('. ');
    }
    case 'gift-cards':
      return list('amounts')
        .map(({ minor }) => money(Number(minor)))
        .join(', ');
    case 'membership':
      return say('words.membership', {
        ...{ price: money(number('priceMinor')), months: number('months') || 12 },
      });
    case 'referral':
      return [
        say('words.referral', { gift: gift(setup['forReferrer']) }),
        ...(setup['forFriend'] ? [say('words.friend', { gift: gift(setup['forFriend']) })] : []),
      ].join(' ');
    case 'occasions':
    case 'challenges':
      return setup['gift'] ? say('words.gift', { gift: gift(setup['gift']) }) : undefined;
    case 'coupons':
      return text('code') ? say('words.code', { code: text('code') }) : say('words.paper');
    default:
      return undefined;
  }
}

/** The points of a program of points. */
const unitOf = (programId: unknown): string => `points:${String(programId)}`;

function giftWords(gift: Fields | null, say: Texts['say'], money: Texts['money']): string {
  if (!gift) return '';
  if (gift['kind'] === 'points')
    return say('words.gift.points', { points: Number(gift['amount']), pointsOf: unitOf(gift['programId']) });
  if (gift['kind'] === 'coupon') return String(gift['label']);
  const worth = money(Number(gift['worthMinor']));
  return say(gift['kind'] === 'credit' ? 'words.gift.credit' : 'words.gift.voucher', { worth });
}

/** A short name made of what people read: `Happy hour!` is `happy-hour`. Empty when nothing of it can stand. */
export const shortName = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);

/** That name, or with a number behind it when another program has it. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let number = 1;
  const name = () => (number === 1 ? wanted : `${wanted.slice(0, 36)}-${number}`);
  while (taken.has(name())) number += 1;
  return name();
}
