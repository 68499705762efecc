import { ok, refuse, type Result } from '../base/result.ts';
import { readBirthday } from './birthday.ts';
import { consentText, type ConsentField, type PersonChanges } from './profile.ts';

/** A person as typed at a counter: what is left out stays as it is, what is empty is emptied. */
export interface TypedPerson {
  name?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  birthday?: string | undefined;
  language?: 'en' | 'it' | 'hu' | null | undefined;
  nickname?: string | undefined;
  note?: string | undefined;
  /** What the person agreed to or took back just now. */
  consents?: Partial<Record<ConsentField, boolean>> | undefined;
}

/** Why what was typed of a person is not taken. */
export type PersonRefusal =
  | { code: 'BIRTHDAY_NOT_A_DAY' }
  | { code: 'EMAIL_NOT_AN_ADDRESS' }
  | { code: 'PHONE_NOT_A_NUMBER' };

/** Reads what was typed of a person. `till` and `nowMs` are noted with each consent. */
export function readPerson(
  typed: TypedPerson,
  { till, nowMs }: { till: string; nowMs: number },
): Result<PersonChanges, PersonRefusal> {
  const changes: PersonChanges = {};
  const { name, phone, email, birthday, language, nickname, note, consents = {} } = typed;
  if (name !== undefined) changes.name = orNull(name.trim().replaceAll(/\s+/g, ' '));
  if (nickname !== undefined) changes.nickname = orNull(nickname.trim().replaceAll(/\s+/g, ' '));
  if (note !== undefined) changes.note = orNull(note.trim());
  if (language !== undefined) changes.language = language;
  if (phone !== undefined) {
    const read = readPhone(phone);
    if (read === undefined) return refuse({ code: 'PHONE_NOT_A_NUMBER' });
    changes.phone = read;
  }
  if (email !== undefined) {
    const read = email.trim().toLowerCase();
    if (read !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/.test(read))
      return refuse({ code: 'EMAIL_NOT_AN_ADDRESS' });
    changes.email = orNull(read);
  }
  if (birthday !== undefined) {
    const read = birthday.trim() === '' ? ok(null) : readBirthday(birthday);
    if (!read.ok) return read;
    changes.birthday = read.value;
  }
  for (const [field, given] of Object.entries(consents))
    changes[field as ConsentField] = { given, atMs: nowMs, till, text: consentText };
  return ok(changes);
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Digits with a plus before a country; `00` in front says a country too. Undefined for what is no number, null for nothing. */
function readPhone(text: string): string | null | undefined {
  const bare = text.replaceAll(/[\s()./-]/g, '').replace(/^00/, '+');
  if (bare === '') return null;
  return /^\+?\d{6,15}$/.test(bare) ? bare : undefined;
}
