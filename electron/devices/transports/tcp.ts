import { connect, type Socket } from 'node:net';
import type { Link } from './link.ts';

export interface TcpAddress {
  host: string;
  port: number;
}

export interface TcpLimits {
  connectMs: number;
  /** How long a device may take to swallow what was sent when we hang up. */
  closeMs: number;
}

export const tcpLimits: TcpLimits = { connectMs: 3000, closeMs: 2000 };

/** Opens a line over TCP, or says undefined: nobody there, no route, no answer in time, or called off. */
export function openTcp(
  address: TcpAddress,
  limits: TcpLimits = tcpLimits,
  signal?: AbortSignal,
): Promise<Link | undefined> {
  if (signal?.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
    const giveUp = (): void => settle(undefined);
    const timer = setTimeout(giveUp, limits.connectMs);
    const settle = (link: Link | undefined): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      if (!link) socket.destroy();
      resolve(link);
    };
    signal?.addEventListener('abort', giveUp);
    socket.on('error', giveUp);
    socket.once('connect', () => settle(linkOver(socket, limits)));
  });
}

function linkOver(socket: Socket, limits: TcpLimits): Link {
  return {
    send(bytes) {
      if (socket.writable) socket.write(bytes);
    },
    onBytes: (listener) => void socket.on('data', listener),
    onLost(listener) {
      if (socket.readableEnded || socket.destroyed) queueMicrotask(listener);
      else {
        let told = false;
        const tell = (): void => {
          if (!told) listener();
          told = true;
        };
        socket.once('end', tell).once('close', tell);
      }
    },
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        const timer = setTimeout(() => socket.destroy(), limits.closeMs);
        socket.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
        socket.resume();
        socket.end();
      }),
  };
}
