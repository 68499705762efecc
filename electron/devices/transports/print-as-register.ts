import { connect } from 'node:net';

/** Sends bytes as a register does, then hangs up; whether the printer took them and hung up too, within the time. */
export function printAsRegister(
  host: string,
  port: number,
  bytes: Uint8Array,
  withinMs: number,
): Promise<boolean> {
  const done = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, noDelay: true });
  let failed = false;
  const timer = setTimeout(() => {
    failed = true;
    socket.destroy();
  }, withinMs);
  socket.on('error', () => (failed = true));
  socket.once('connect', () => socket.end(bytes));
  socket.resume();
  socket.once('close', () => {
    clearTimeout(timer);
    done.resolve(!failed);
  });
  return done.promise;
}
