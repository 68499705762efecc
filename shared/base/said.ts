import { z } from 'zod';
import type { HybridTime } from './hybrid-clock.ts';

/** A field of state that several places may change apart: what was said, by the hybrid clock of whoever said it, and where that was. */
export const said = <S extends z.ZodType>(value: S) =>
  z.object({
    value,
    at: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
    by: z.string().max(64),
  });

/** What was said of a field, whatever it is of. */
export interface Said<T = unknown> {
  value: T;
  at: HybridTime;
  by: string;
}

/**
 * Which of two sayings counts: the later. Clocks that agree are told apart by who spoke, and one who contradicts himself in one moment
 * by what he said, so that the order is the same wherever they meet.
 */
export function laterSaid<T>(one: Said<T>, other: Said<T>): Said<T> {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  if (one.by !== other.by) return one.by > other.by ? one : other;
  return JSON.stringify(one.value) >= JSON.stringify(other.value) ? one : other;
}
