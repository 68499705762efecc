import { assert } from './assert.ts';

/** What may stand in an event: JSON without fractions, so that every engine writes the same bytes. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text per value: keys sorted by code unit, no white space, absent instead of undefined. Numbers are safe integers
 * only; anything else is a broken promise. A subset of RFC 8785.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), `the ledger holds whole numbers only, not ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const item = (value as { [key: string]: Json | undefined })[key];
    if (item !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
  }
  return `{${fields.join(',')}}`;
}
