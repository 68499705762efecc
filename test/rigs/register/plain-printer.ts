import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A printer that keeps the bytes of each connection, and nothing else. */
export async function plainPrinter(): Promise<{ port: number; jobs(): Buffer[]; close(): Promise<void> }> {
  const jobs: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const parts: Buffer[] = [];
    jobs.push(parts);
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => void parts.push(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    jobs: () => jobs.map((parts) => Buffer.concat(parts)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const { port, close } = await plainPrinter();
  await close();
  return port;
}
