import type { z } from 'zod';
import type { Action } from '#shared/access/action.ts';
import type { Api } from '#shared/api/api.ts';
import type { MeasuredCall } from '#shared/api/call-access.ts';
import type { Calls } from '#shared/api/channel.ts';
import type { WalletId } from '#shared/members/wallet.ts';

/** What a call is about, as far as it decides who may make it. */
export interface About {
  /** In what its action is measured in; null when nobody can tell. Without an action that is measured, 0. */
  amount: number | null;
  /** The sale, wallet or batch. */
  subject: string;
  /** Whose wallet gains or loses by it, or null. */
  walletId: WalletId | null;
  /** Who gains by it beside them: whoever sent the customer, or the other half of a merge. */
  others?: () => readonly WalletId[];
  /** What else somebody has to be allowed for this very call, beside the action of all calls of its name. */
  also?: Action;
  /** For a sale: how many points the member would earn by it. */
  earns?: () => number;
  /** What else has to be the same when it is approved: what lies on the counter. */
  context?: () => string;
}

type InputOf<K extends keyof Calls<Api>> = z.output<Calls<Api>[K]['input']>;
type Looks<K extends keyof Calls<Api>> = { [M in K]: (input: InputOf<M>) => About | Promise<About> };

/**
 * How to see what a call is about before it is made, moving nothing: demanded of every call with a limit, and of others that concern a
 * member's wallet. Each stands beside the handlers of its calls, in electron/api/<group>.about.ts.
 */
export type WhatAbout = Looks<MeasuredCall> & Partial<Looks<keyof Calls<Api>>>;

/** Of a call that was made before, and is only repeated, or that nobody gains by. */
export const aboutNothing = (subject: string): About => ({ amount: 0, subject, walletId: null });

/** Of a call about one member's value. */
export const aboutWallet = (walletId: WalletId, amount: number | null = 0): About => ({
  amount,
  subject: walletId,
  walletId,
});
