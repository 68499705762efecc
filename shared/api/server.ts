import { z } from 'zod';
import {
  ChannelError,
  Frame,
  type Calls,
  type Contract,
  type Event,
  type Events,
  type Handlers,
  type Port,
} from './channel.ts';

export interface Server<C extends Contract> {
  /** Serves one screen until its port closes. */
  attach(port: Port): void;
  /** Tells every attached screen. */
  emit<K extends keyof Events<C> & string>(name: K, payload: z.input<Events<C>[K]['payload']>): void;
}

/** Who stands at the till's one door: every call passes here before it is answered, and all news before it is told. */
export interface Gate<C extends Contract> {
  /**
   * Lets a call in and has it answered, with the input as it is to be answered, or throws a ChannelError. `word` is that of somebody
   * who approved of it. Whatever it judged by stays as it was until the answer is there.
   */
  pass(
    method: keyof Calls<C> & string,
    input: unknown,
    word: string | undefined,
    answer: (input: unknown) => unknown,
  ): Promise<unknown>;
  hears(event: keyof Events<C> & string): boolean;
}

/**
 * The typed end of ports for whoever answers. `explain` turns what a handler threw into an error that may be shown; what it
 * does not know becomes INTERNAL and goes to its log, never over the wire.
 */
export function createServer<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  explain: (thrown: unknown) => ChannelError,
  gate?: Gate<C>,
): Server<C> {
  const ports = new Set<Port>();
  const answer = async (method: string, params: unknown, word?: string): Promise<unknown> => {
    const spec = Object.hasOwn(contract, method) ? contract[method] : undefined;
    if (spec?.kind !== 'call') throw new ChannelError('UNKNOWN_METHOD', method);
    const input = spec.input.safeParse(params);
    if (!input.success) throw new ChannelError('BAD_REQUEST', z.prettifyError(input.error));
    const handler = (admitted: unknown): unknown =>
      (handlers as Record<string, (input: unknown) => unknown>)[method]?.(admitted);
    const said = gate
      ? await gate.pass(method as keyof Calls<C> & string, input.data, word, handler)
      : await handler(input.data);
    const output = spec.output.safeParse(said);
    if (!output.success) throw new ChannelError('BAD_RESPONSE', z.prettifyError(output.error));
    return output.data;
  };
  const serve = async (port: Port, { id, m, p, a }: Extract<Frame, { t: 'req' }>): Promise<void> => {
    try {
      port.send({ t: 'ok', id, v: await answer(m, p, a) } satisfies Frame);
    } catch (thrown) {
      const { code, message, asked } = thrown instanceof ChannelError ? thrown : explain(thrown);
      const what = asked === undefined ? {} : { asked };
      port.send({ t: 'err', id, code, message, ...what } satisfies Frame);
    }
  };
  return {
    attach(port) {
      ports.add(port);
      port.onClose(() => ports.delete(port));
      port.onFrame((raw) => {
        const frame = Frame.safeParse(raw);
        // A peer that does not speak the protocol is ignored, not answered.
        if (frame.success && frame.data.t === 'req') void serve(port, frame.data);
      });
    },
    emit(name, payload) {
      if (gate && !gate.hears(name)) return;
      const frame: Frame = { t: 'ev', m: name, p: (contract[name] as Event).payload.parse(payload) };
      for (const port of ports) port.send(frame);
    },
  };
}
