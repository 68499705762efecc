import { z } from 'zod';
import { hybridNext, hybridZero, type HybridTime } from '../base/hybrid-clock.ts';
import { laterSaid, said, type Said } from '../base/said.ts';

/** The ways in which somebody may be written to. */
export const writingFields = ['marketing.email', 'marketing.phone', 'marketing.sms'] as const;

/** What people agree to: each is asked for by itself and can be taken back by itself. */
export const consentFields = [...writingFields, 'display.name', 'board.nickname'] as const;
export type ConsentField = (typeof consentFields)[number];

/** The wording that people agree to today; raised when `member.consent.*` says something else. */
export const consentText = 'marketing-2026-11';

/** What somebody agreed to or took back: when by the wall clock, at which till, and to which wording. */
export const Consent = z.object({
  given: z.boolean(),
  atMs: z.int().nonnegative(),
  till: z.string().max(64),
  text: z.string().max(40),
});
export type Consent = z.infer<typeof Consent>;

/** A birthday as ISO writes one: `1980-11-22`, or `--11-22` when the year is nobody's business. */
export const Birthday = z.string().regex(/^(\d{4}|-)-\d{2}-\d{2}$/);
export type Birthday = z.infer<typeof Birthday>;

/** What may be known of a person, field by field; null is a field that was emptied. */
const fields = {
  name: z.string().min(1).max(120),
  /** Digits, with a plus in front if the country is said. */
  phone: z.string().regex(/^\+?\d{3,15}$/),
  email: z.string().max(200),
  birthday: Birthday,
  language: z.enum(['en', 'it', 'hu']),
  /** Chosen by them, to be read by others; never asked for without their wish. */
  nickname: z.string().min(1).max(24),
  /** For the cashier. */
  note: z.string().max(300),
  'marketing.email': Consent,
  'marketing.phone': Consent,
  'marketing.sms': Consent,
  /** To be greeted by the first name where everybody can read it. */
  'display.name': Consent,
  /** To stand on the leaderboard, by the nickname. */
  'board.nickname': Consent,
} as const;
type Fields = { [Name in keyof typeof fields]: z.infer<(typeof fields)[Name]> };
export type FieldName = keyof Fields;

/** What is known of a person now: only what somebody said. */
export type Person = Partial<Fields>;
/** What is said of a person anew; null empties a field. */
export type PersonChanges = { [Name in FieldName]?: Fields[Name] | null };

const stamped = <S extends z.ZodType>(value: S) => said(value.nullable());

/**
 * A person as state: each field by itself with the moment it was said. Of two sayings the later counts, so profiles that were
 * changed apart come together the same way in whatever order they meet. Never in the ledger, and gone with its key.
 */
export const Profile = z.object({
  name: stamped(fields.name).optional(),
  phone: stamped(fields.phone).optional(),
  email: stamped(fields.email).optional(),
  birthday: stamped(fields.birthday).optional(),
  language: stamped(fields.language).optional(),
  nickname: stamped(fields.nickname).optional(),
  note: stamped(fields.note).optional(),
  'marketing.email': stamped(Consent).optional(),
  'marketing.phone': stamped(Consent).optional(),
  'marketing.sms': stamped(Consent).optional(),
  'display.name': stamped(Consent).optional(),
  'board.nickname': stamped(Consent).optional(),
});
export type Profile = z.infer<typeof Profile>;
const names = Object.keys(fields) as FieldName[];

/** Two profiles of one person as one: commutative, associative, idempotent. */
export function mergeProfiles(one: Profile, other: Profile): Profile {
  const merged: Record<string, Said> = {};
  for (const name of names) {
    const [mine, theirs]: [Said | undefined, Said | undefined] = [one[name], other[name]];
    const winner = mine && theirs ? laterSaid(mine, theirs) : (mine ?? theirs);
    if (winner) merged[name] = winner;
  }
  return merged as Profile;
}

/** A profile after somebody said something new of the person: behind everything that was said before, whatever the clocks show. */
export function changeProfile(
  profile: Profile,
  changes: PersonChanges,
  { by, nowMs }: { by: string; nowMs: number },
): Profile {
  const at = hybridNext(latestIn(profile), nowMs);
  const person = personOf(profile);
  const news = names.filter((name) => {
    return changes[name] !== undefined && !sameValue(changes[name], person[name] ?? null);
  });
  const sayings = Object.fromEntries(news.map((name) => [name, { value: changes[name], at, by }]));
  return { ...profile, ...sayings } as Profile;
}

const sameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const latestIn = (profile: Profile): HybridTime =>
  names.reduce((latest, name) => {
    const at = profile[name]?.at ?? hybridZero;
    return at > latest ? at : latest;
  }, hybridZero);

/** Just what is known of the person, without when and by whom. */
export function personOf(profile: Profile): Person {
  const known = names.flatMap((name) => {
    const value = profile[name]?.value ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known) as Person;
}

/** Whether a person agreed to this. Nobody did who was not asked. */
export const agreedTo = (person: Person, field: ConsentField): boolean => person[field]?.given === true;

/** Whether a person may be written to in this way. */
export const mayWrite = (person: Person, field: (typeof writingFields)[number]): boolean =>
  agreedTo(person, field);
