/**
 * A hybrid logical clock reading (Kulkarni et al. 2014): wall milliseconds, then a counter, as text that sorts in
 * causal order: 12 hex digits, dash, 4 hex digits. It orders events for people; no safety rule depends on it.
 */
export type HybridTime = string;

/** Before any event. */
export const hybridZero: HybridTime = '000000000000-0000';

/** The wall clock's part of a reading: milliseconds. */
export const hybridMs = (time: HybridTime): number => Number.parseInt(time.slice(0, 12), 16);

/** The next reading: never before `last`, even if the wall clock jumped back. */
export function hybridNext(last: HybridTime, nowMs: number): HybridTime {
  const lastMs = hybridMs(last);
  const count = Number.parseInt(last.slice(13), 16);
  if (nowMs > lastMs) return render(nowMs, 0);
  return count < 0xffff ? render(lastMs, count + 1) : render(lastMs + 1, 0);
}

const render = (ms: number, count: number): HybridTime =>
  `${Math.trunc(ms).toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`;
