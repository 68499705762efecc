import { setTimeout as after } from 'node:timers';
import { api, type Api } from '#shared/api/api.ts';
import type { Port } from '#shared/api/channel.ts';
import { createClient, type Client } from '#shared/api/client.ts';
import { openTill, type Till } from '#electron/till.ts';
import type { TillOptions } from '#electron/till-options.ts';

/** A whole till and a screen attached to it, speaking real frames. */
export interface TillUnderTest {
  till: Till;
  screen: Client<Api>;
  close(): Promise<void>;
}

/** Opens the demo shop in `dir`, with the virtual printer and without a centre unless told otherwise. */
export async function openTestTill(dir: string, options: Partial<TillOptions> = {}): Promise<TillUnderTest> {
  const till = await openTill({
    dataDir: dir,
    shell: 'none',
    demo: true,
    centreUrl: null,
    pairingCode: 'demo-pairing',
    witnessDir: dir,
    printer: 'virtual',
    log: () => {},
    ...options,
  });
  const { here, there } = pipe();
  till.server.attach(there);
  const timer = {
    after(ms: number, run: () => void) {
      const pending = after(run, ms);
      return () => clearTimeout(pending);
    },
  };
  return { till, screen: createClient(api, here, timer), close: () => till.close() };
}

/** Two ports that hand each other copies of their frames, as any transport would. */
export function pipe(): { here: Port; there: Port } {
  const listeners = { here: [] as ((frame: unknown) => void)[], there: [] as ((frame: unknown) => void)[] };
  const port = (own: 'here' | 'there', other: 'here' | 'there'): Port => ({
    send(frame) {
      const copy: unknown = JSON.parse(JSON.stringify(frame));
      queueMicrotask(() => listeners[other].forEach((listener) => listener(copy)));
    },
    onFrame: (listener) => void listeners[own].push(listener),
    onClose: () => {},
  });
  return { here: port('here', 'there'), there: port('there', 'here') };
}
