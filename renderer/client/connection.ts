import { ChannelError, type Contract, type Port } from '#shared/api/channel.ts';
import { createClient, type Client, type Timer } from '#shared/api/client.ts';
import { liveCell, type Live } from './live.ts';
import { NotKnown } from './open-port.ts';

/** `locked`: the till no longer knows this window, and only its launcher can open it again. */
export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'locked';

/** The way to the till, which heals itself. */
export interface Connection<C extends Contract> {
  state: Live<ConnectionState>;
  /** Asks the till; rejects with CLOSED at once while there is no connection. */
  call: Client<C>['call'];
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * Connects, and again whenever the connection drops, with pauses that grow from 250 ms to 5 s. `onOpen` meets each new
 * client before anybody is told that the connection is open.
 */
export function createConnection<C extends Contract>({
  contract,
  open,
  timer,
  onOpen,
}: {
  contract: C;
  open(): Promise<Port>;
  timer: Timer;
  onOpen(client: Client<C>): void;
}): Connection<C> {
  const state = liveCell<ConnectionState>('connecting');
  let client: Client<C> | undefined;
  let pauseMs = firstPauseMs;

  const retry = (): void => {
    timer.after(pauseMs, () => void connect());
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };
  const connect = async (): Promise<void> => {
    let port: Port;
    try {
      port = await open();
    } catch (thrown) {
      if (thrown instanceof NotKnown) state.set('locked');
      else retry();
      return;
    }
    port.onClose(() => {
      client = undefined;
      state.set('reconnecting');
      retry();
    });
    client = createClient<C>(contract, port, timer);
    pauseMs = firstPauseMs;
    onOpen(client);
    state.set('open');
  };
  void connect();
  return {
    state,
    call: (method, input, word) =>
      client?.call(method, input, word) ?? Promise.reject(new ChannelError('CLOSED')),
  };
}
