/** What a decision answers: a value, or a refusal that somebody can read. Never thrown. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Wraps a value as the good answer. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** Wraps a refusal as the answer. */
export const refuse = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
