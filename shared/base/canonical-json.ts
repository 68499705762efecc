import { assert } from './assert.ts';

/** What may stand in an event: JSON without fractions, so that every engine writes the same bytes. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Texts that stand in JSON as they are: most ids, days and codes. */
const bare = /^[ !#-[\]-~]*$/;

/** A text as JSON writes it. */
export const quoted = (text: string): string => (bare.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * One text per value: keys sorted by code unit, no white space, absent instead of undefined. Numbers are safe integers
 * only; anything else is a broken promise. A subset of RFC 8785.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), `the ledger holds whole numbers only, not ${value}`);
    return `${value === 0 ? 0 : value}`;
  }
  if (value === null || typeof value === 'boolean') return `${value}`;
  return Array.isArray(value)
    ? listJson(value)
    : recordJson(value as { readonly [key: string]: Json | undefined });
}

function listJson(items: readonly Json[]): string {
  let text = '';
  for (const item of items) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `[${text}]`;
}

function recordJson(record: { readonly [key: string]: Json | undefined }): string {
  let text = '';
  for (const key of Object.keys(record).sort()) {
    const item = record[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}
