import type { Action } from './action.ts';
import type { AccessRefusal } from './refusal.ts';

/** One very call: what it does, of whom and how much, what was said to the letter, and in whose session. */
export interface BoundCall {
  action: Action;
  /** A hash of the call's name, its input, and what lay on the counter. */
  hash: string;
  amount: number | null;
  /** The number of the session in which it was asked: whoever signs in later asks anew. */
  session: number;
}

/** A call that waits for somebody to say yes. */
export interface PendingApproval extends BoundCall {
  requestId: string;
  askedBy: string;
  /** Wallet, sale or whatever else it is about; empty when nothing has a name. */
  subject: string;
  /** The wallets it is good for: nobody approves what they gain by. */
  wallets: readonly string[];
  because: AccessRefusal;
}

/** What waits for approval and what was approved, in memory: a till that starts anew asks anew. */
export interface Approvals {
  ask(wanted: Omit<PendingApproval, 'requestId'>, nowMs: number): PendingApproval;
  pending(requestId: string, nowMs: number): PendingApproval | undefined;
  /** The latest that waits. */
  latest(nowMs: number): PendingApproval | undefined;
  /** Says yes: a word that is good once, for this very call, for a minute. */
  approve(requestId: string, approver: string, nowMs: number): string | undefined;
  /** Whoever asked thought better of it. */
  withdraw(requestId: string): void;
  /** Takes the word. Undefined, and the word is spent, when it is late, unknown, used or was given for another call. */
  use(word: string, call: BoundCall, nowMs: number): (PendingApproval & { approver: string }) | undefined;
  /** Somebody else is in, or nobody: nothing waits any more. */
  clear(): void;
}

/** How long a yes is good. */
export const approvalLivesMs = 60_000;
/** How long a question waits for its yes. */
const questionLivesMs = 300_000;
const mostWaiting = 20;

/** Nothing asked, nothing approved. `newId` makes words that nobody can guess. */
export function createApprovals(newId: () => string): Approvals {
  const waiting = new Map<string, { pending: PendingApproval; atMs: number }>();
  const approved = new Map<string, { pending: PendingApproval; approver: string; atMs: number }>();
  const isFresh = (atMs: number, livesMs: number, nowMs: number): boolean =>
    nowMs >= atMs && nowMs - atMs < livesMs;
  const pending = (requestId: string, nowMs: number): PendingApproval | undefined => {
    const found = waiting.get(requestId);
    return found && isFresh(found.atMs, questionLivesMs, nowMs) ? found.pending : undefined;
  };
  return {
    ask(wanted, nowMs) {
      const [oldest] = waiting.keys();
      if (waiting.size >= mostWaiting && oldest !== undefined) waiting.delete(oldest);
      const asked = { ...wanted, requestId: newId() };
      waiting.set(asked.requestId, { pending: asked, atMs: nowMs });
      return asked;
    },
    pending,
    latest: (nowMs) => {
      const last = [...waiting.keys()].at(-1);
      return last === undefined ? undefined : pending(last, nowMs);
    },
    approve(requestId, approver, nowMs) {
      const asked = pending(requestId, nowMs);
      if (!asked) return undefined;
      waiting.delete(requestId);
      const word = newId();
      approved.set(word, { pending: asked, approver, atMs: nowMs });
      return word;
    },
    withdraw: (requestId) => void waiting.delete(requestId),
    use(word, { action, hash, amount, session }, nowMs) {
      const yes = approved.get(word);
      approved.delete(word);
      if (!yes || !isFresh(yes.atMs, approvalLivesMs, nowMs)) return undefined;
      const { pending: asked, approver } = yes;
      const same =
        asked.action === action &&
        asked.hash === hash &&
        asked.amount === amount &&
        asked.session === session;
      return same ? { ...asked, approver } : undefined;
    },
    clear() {
      waiting.clear();
      approved.clear();
    },
  };
}
