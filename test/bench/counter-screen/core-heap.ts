import assert from 'node:assert/strict';
import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a program of ours holds in memory, asked from outside. */
export interface CoreHeap {
  /** Bytes of JavaScript that are left when all that nobody holds any more is swept out. */
  used(): Promise<number>;
  close(): void;
}

/** A port of this computer that nobody has now. */
export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => probe.once('listening', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** Asks a Node that was started with `--inspect` at this port. */
export async function watchHeap(inspectorPort: number): Promise<CoreHeap> {
  const answer = await fetch(`http://127.0.0.1:${inspectorPort}/json`);
  const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[];
  assert(target, 'there is a program to ask');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((opened) => (socket.onopen = opened));
  let asked = 0;
  const ask = (method: string): Promise<{ usedSize?: number }> =>
    new Promise((resolve) => {
      const id = (asked += 1);
      const listen = (message: MessageEvent): void => {
        const said = JSON.parse(String(message.data)) as { id?: number; result: { usedSize?: number } };
        if (said.id !== id) return;
        socket.removeEventListener('message', listen);
        resolve(said.result);
      };
      socket.addEventListener('message', listen);
      socket.send(JSON.stringify({ id, method }));
    });
  return {
    async used() {
      await ask('HeapProfiler.collectGarbage');
      return (await ask('Runtime.getHeapUsage')).usedSize ?? Number.NaN;
    },
    close: () => socket.close(),
  };
}
