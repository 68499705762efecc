import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openPcscd } from './pcscd.ts';

const patience = { timeout: 20_000, interval: 20 };
const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
};

/** A service that opens the line as the real one does, and then says what the test wants. */
async function serviceThat(goesOn: (socket: Socket, asked: number) => void): Promise<Socket[]> {
  const folder = temporaryFolder();
  const file = path.join(folder.dir, 'pcscd.comm');
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    let asked = 0;
    socket.on('data', () => {
      asked += 1;
      if (asked === 1) socket.write(words(4, 4, 0));
      else if (asked === 2) socket.write(words(2, 7, 0));
      else goesOn(socket, asked);
    });
  });
  server.listen(file);
  await once(server, 'listening');
  vi.stubEnv('PCSCLITE_CSOCK_NAME', file);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const socket of sockets) socket.destroy();
    server.close();
    folder.remove();
  });
  return sockets;
}

test('a service that talks without end is hung up on before it fills the memory', async () => {
  let taken = 0;
  const sockets = await serviceThat((socket) => {
    const talk = (): void => {
      if (socket.destroyed) return;
      taken += 4_096;
      socket.write(Buffer.alloc(4_096), () => setImmediate(talk));
    };
    talk();
  });
  const opened = await openPcscd();
  if (!opened.ok) throw new Error(opened.error);
  expect(await opened.value.readersAndNews()).toHaveLength(0);
  // News is a word of eight bytes; what comes beside it is nobody's.
  await vi.waitUntil(() => sockets[0]?.destroyed, patience);
  expect(taken).toBeLessThan(64 << 20);
  expect(await opened.value.readersAndNews()).toBeUndefined();
});

test('a card whose answer is said to be longer than any is not waited for', async () => {
  await serviceThat((socket, asked) => {
    const connected = Buffer.alloc(152);
    connected.writeUInt32LE(9, 140);
    connected.writeUInt32LE(1, 144);
    socket.write(asked === 3 ? connected : words(9, 1, 16, 2, 1, 16, 0xff_ff_ff_ff, 0));
  });
  const opened = await openPcscd();
  if (!opened.ok) throw new Error(opened.error);
  const card = await opened.value.connectTo('any reader');
  if (!card.ok) throw new Error(card.error);
  const timer = vi.spyOn(globalThis, 'setTimeout');
  expect(await card.value.send(Uint8Array.of(0xff, 0xca, 0, 0, 0))).toBeUndefined();
  // One wait for the head, none for the rest.
  expect(timer).toHaveBeenCalledOnce();
  timer.mockRestore();
  opened.value.close();
});
