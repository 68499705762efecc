import type { PrinterRegister } from '#shared/settings/capture-settings.ts';
import { startRelayThread } from '#electron/devices/transports/printer-relay-thread.ts';
import type { Listening, RegisterEars } from './listening.ts';
import { createReceiptTap } from './receipt-tap.ts';
import { registerLetters } from './register-letters.ts';

/** Stands between a register and its printer, and reads along. */
export function listenToPrinter(
  { listen, printer, idleMs, codePage }: PrinterRegister,
  ears: RegisterEars,
): Listening {
  const tap = createReceiptTap({
    characterIn: registerLetters(codePage),
    idleMs,
    heard: (receipt) => ears.heard(receipt),
    failed: (error) => ears.failed(error),
  });
  const relay = startRelayThread({
    listen,
    printer,
    overheard: (bytes) => tap.feed(bytes),
    missed: () => tap.missed(),
    failed: (error) => ears.failed(error),
    hungUp: () => tap.over(),
    changed: (state) => ears.became(state),
  });
  return {
    port: relay.port,
    async close() {
      await relay.close();
      tap.close();
    },
  };
}
