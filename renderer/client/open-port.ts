import type { Port } from '#shared/api/channel.ts';

declare global {
  interface Window {
    /** The Electron shell's pipe to the till; absent in a browser. */
    tessera?: { send(frame: unknown): void; onFrame(listener: (frame: unknown) => void): void };
  }
}

/** The till no longer knows this window: trying again cannot help, opening it anew does. */
export class NotKnown extends Error {
  override name = 'NotKnown';
}

/** Where a window keeps its session as long as it lives. What a display was let in with opens nothing else. */
const sessionKept = { till: 'tessera.session', display: 'tessera.display-session' } as const;
export type WindowKind = keyof typeof sessionKept;

/** Opens a pipe to the till over whichever shell this window lives in. Rejects with NotKnown, or when nobody answers. */
export function openPort(kind: WindowKind): Promise<Port> {
  return window.tessera ? Promise.resolve(electronPort(window.tessera)) : socketPort(sessionKept[kind]);
}

/** Electron's pipe lives as long as the window and can be listened to once: so there is one port for good. */
function electronPort(pipe: NonNullable<Window['tessera']>): Port {
  return {
    send: (frame) => pipe.send(frame),
    onFrame: (listener) => pipe.onFrame(listener),
    onClose: () => {},
  };
}

async function socketPort(kept: string): Promise<Port> {
  const launch = launchSecret();
  const secret = launch ?? sessionStorage.getItem(kept);
  if (!secret) throw new NotKnown('no secret');
  const socket = new WebSocket(`ws://${location.host}/rpc`, ['tessera.v1', secret]);
  const listeners = new Set<(frame: unknown) => void>();
  const closing = new Set<() => void>();
  const opened = Promise.withResolvers<boolean>();
  socket.onclose = () => {
    opened.resolve(false);
    for (const listener of closing) listener();
  };
  socket.onmessage = (message) => {
    const frame = JSON.parse(String(message.data)) as { t?: unknown; secret?: unknown };
    if (frame.t === 'session' && typeof frame.secret === 'string') {
      sessionStorage.setItem(kept, frame.secret);
      opened.resolve(true);
    } else for (const listener of listeners) listener(frame);
  };
  if (!(await opened.promise)) {
    if (await pageIsServed()) throw new NotKnown('the till refused our secret');
    throw new Error('the till is not there');
  }
  return {
    send: (frame) => socket.send(JSON.stringify(frame)),
    onFrame: (listener) => void listeners.add(listener),
    onClose: (listener) => void closing.add(listener),
  };
}

/** The one-time secret of the launcher, taken out of the address bar at once. */
function launchSecret(): string | null {
  const secret = new URLSearchParams(location.hash.slice(1)).get('k');
  if (secret) history.replaceState(null, '', location.pathname);
  return secret;
}

/** A browser does not say why a socket was refused. If pages are still served, the till is there and it was us. */
async function pageIsServed(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
