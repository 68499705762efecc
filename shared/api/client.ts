import { z } from 'zod';
import {
  ChannelError,
  Frame,
  type Call,
  type Calls,
  type Contract,
  type Events,
  type Port,
} from './channel.ts';

/** How long a call may take, and who measures it: timers belong to the machine, so they are handed in. */
export interface Timer {
  after(ms: number, run: () => void): () => void;
}

export interface Client<C extends Contract> {
  /**
   * Asks the till. Rejects with a ChannelError: TIMEOUT, CLOSED, BAD_RESPONSE or what the till answered. `word` is that of somebody who
   * approved of this very call.
   */
  call<K extends keyof Calls<C> & string>(
    method: K,
    input: z.input<Calls<C>[K]['input']>,
    word?: string,
  ): Promise<z.output<Calls<C>[K]['output']>>;
  /** Listens to news until the returned function is called. */
  on<K extends keyof Events<C> & string>(
    name: K,
    listener: (payload: z.output<Events<C>[K]['payload']>) => void,
  ): () => void;
}

interface Waiting {
  answered(frame: Frame): void;
  failed(error: ChannelError): void;
}

/** The typed end of a port for whoever asks. Input is checked before it leaves, output before it is believed. */
export function createClient<C extends Contract>(
  contract: C,
  port: Port,
  timer: Timer,
  timeoutMs = 10_000,
): Client<C> {
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  port.onClose(() => {
    for (const one of waiting.values()) one.failed(new ChannelError('CLOSED'));
    waiting.clear();
  });
  port.onFrame((raw) => {
    const parsed = Frame.safeParse(raw);
    if (!parsed.success) return;
    const frame = parsed.data;
    if (frame.t === 'ok' || frame.t === 'err') {
      waiting.get(frame.id)?.answered(frame);
      waiting.delete(frame.id);
    } else if (frame.t === 'ev') {
      const news = contract[frame.m];
      const payload = news?.kind === 'event' ? news.payload.safeParse(frame.p) : undefined;
      if (payload?.success)
        for (const listener of listeners.get(frame.m) ?? []) listener(payload.data as never);
    }
  });
  return {
    call(method, input, word) {
      const spec = contract[method] as Call;
      const id = (lastId += 1);
      return new Promise((resolve, reject) => {
        const stop = timer.after(timeoutMs, () => {
          waiting.delete(id);
          reject(new ChannelError('TIMEOUT', method));
        });
        waiting.set(id, {
          failed: (error) => {
            stop();
            reject(error);
          },
          answered: (frame) => {
            stop();
            if (frame.t === 'err') return reject(new ChannelError(frame.code, frame.message, frame.asked));
            const output = spec.output.safeParse(frame.t === 'ok' ? frame.v : undefined);
            return output.success
              ? resolve(output.data as never)
              : reject(new ChannelError('BAD_RESPONSE', z.prettifyError(output.error)));
          },
        });
        const parsed = spec.input.safeParse(input);
        const approved = word === undefined ? {} : { a: word };
        if (parsed.success)
          port.send({ t: 'req', id, m: method, p: parsed.data, ...approved } satisfies Frame);
        else
          waiting
            .get(id)
            ?.answered({ t: 'err', id, code: 'BAD_REQUEST', message: z.prettifyError(parsed.error) });
      });
    },
    on(name, listener) {
      const some = listeners.get(name) ?? new Set();
      listeners.set(name, some.add(listener as (payload: never) => void));
      return () => void some.delete(listener as (payload: never) => void);
    },
  };
}
