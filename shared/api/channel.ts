import { z } from 'zod';

/** A question or command that screens may send: what goes in, what comes out. Both are checked at both ends. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  kind: 'call' as const,
  input,
  output,
});

/** News that the till sends to every screen. */
export const event = <P extends z.ZodType>(payload: P) => ({ kind: 'event' as const, payload });

export type Call = ReturnType<typeof call>;
export type Event = ReturnType<typeof event>;

/** What may be said over a channel, by name. */
export type Contract = Record<string, Call | Event>;
export type Calls<C extends Contract> = {
  [K in keyof C as C[K] extends Call ? K : never]: Extract<C[K], Call>;
};
export type Events<C extends Contract> = {
  [K in keyof C as C[K] extends Event ? K : never]: Extract<C[K], Event>;
};
export type Handlers<C extends Contract> = {
  [K in keyof Calls<C>]: (
    input: z.output<Calls<C>[K]['input']>,
  ) => z.input<Calls<C>[K]['output']> | Promise<z.input<Calls<C>[K]['output']>>;
};

/** What went wrong with a call itself. Refusals of the business are ordinary answers, not errors. */
export const ErrorCode = z.enum([
  'BAD_REQUEST',
  'UNKNOWN_METHOD',
  'BAD_RESPONSE',
  'NOT_FOUND',
  'TILL_STOPPED',
  'DATABASE_READ_ONLY',
  'DISK_FULL',
  'TIMEOUT',
  'CLOSED',
  'INTERNAL',
  /** Nobody is in at this till. */
  'LOCKED',
  /** Whoever is in may not, whoever says yes. */
  'NOT_ALLOWED',
  /** Somebody else has to say yes: the error tells to what. */
  'APPROVAL_NEEDED',
  /** Nobody said yes. */
  'NOT_APPROVED',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** A call that failed. `message` is for the log; people read the sentence of `error.<code>`. */
export class ChannelError extends Error {
  override name = 'ChannelError';
  readonly code: ErrorCode;
  /** With APPROVAL_NEEDED, what has to be approved, for whoever asks for it: see ApprovalAsked. */
  readonly asked: unknown;
  constructor(code: ErrorCode, message: string = code, asked?: unknown) {
    super(message);
    this.code = code;
    this.asked = asked;
  }
}

/** Why a call failed, by its code; what is no call's failure is our own mistake. */
export const errorCodeOf = (thrown: unknown): ErrorCode =>
  thrown instanceof ChannelError ? thrown.code : 'INTERNAL';

/** What travels: a request, its answer or error, or news. Plain JSON, the same over IPC and WebSocket. */
export const Frame = z.discriminatedUnion('t', [
  /** `a` is the word of somebody who approved of this very call. */
  z.object({
    t: z.literal('req'),
    id: z.int(),
    m: z.string().max(100),
    p: z.unknown(),
    a: z.string().max(64).optional(),
  }),
  z.object({ t: z.literal('ok'), id: z.int(), v: z.unknown() }),
  z.object({
    t: z.literal('err'),
    id: z.int(),
    code: ErrorCode,
    message: z.string(),
    asked: z.unknown().optional(),
  }),
  z.object({ t: z.literal('ev'), m: z.string().max(100), p: z.unknown() }),
]);
export type Frame = z.infer<typeof Frame>;

/** One end of a pipe between a screen and the till. */
export interface Port {
  send(frame: unknown): void;
  onFrame(listener: (frame: unknown) => void): void;
  onClose(listener: () => void): void;
}
