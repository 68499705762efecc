import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { seeded } from '#test/support/seeded.ts';

/**
 * A register and its printer in a process of their own: `print-and-compare.ts RELAY_PORT PRINTER_PORT [BYTES]`. Prints through the relay, and
 * ends with 0 when every byte came out and every piece was answered, so that whoever waits for it need not be awake meanwhile.
 */
const [relayPort, printerPort, bytes = 100_000] = process.argv.slice(2).map(Number);
const chance = seeded(11);
const pieces = Array.from({ length: 50 }, () => Buffer.from(chance.bytes(Math.ceil(bytes / 50))));
const printed: Buffer[] = [];

const printer = createServer((socket) =>
  socket.on('data', (piece) => {
    printed.push(piece);
    socket.write(piece.subarray(-1));
  }),
);
printer.listen(printerPort, '127.0.0.1');
await once(printer, 'listening');
const register = await reached(relayPort ?? 0);
for (const piece of pieces) {
  const answered = once(register, 'data');
  register.write(piece);
  await answered;
}
register.end();
await once(register, 'close');
process.exit(Buffer.concat(printed).equals(Buffer.concat(pieces)) ? 0 : 1);

/** The relay, as soon as it listens. */
async function reached(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const is = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    if (is) return socket;
    await after(50);
  }
}
