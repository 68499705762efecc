import type { PrinterRegister } from '#shared/settings/capture-settings.ts';
import { startRelayThread } from '#electron/devices/transports/printer-relay-thread.ts';
import type { Appending, AppendOutcome } from '#electron/devices/transports/cut-gate.ts';
import type { Listening, RegisterEars } from './listening.ts';
import { createReceiptTap } from './receipt-tap.ts';
import { registerLetters } from './register-letters.ts';

/** Stands between a register and its printer, and reads along. */
export function listenToPrinter(
  { listen, printer, idleMs, codePage }: PrinterRegister,
  appending: Appending | null,
  ears: RegisterEars,
): Listening {
  const waiting = new Map<string, PromiseWithResolvers<AppendOutcome>>();
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
    appending,
    asks(askId, { feeds }) {
      const settled = Promise.withResolvers<AppendOutcome>();
      waiting.set(askId, settled);
      tap.ask((receipt) =>
        ears.asked(receipt, {
          feeds,
          isLate: () => !waiting.has(askId),
          answer(block) {
            relay.answer(askId, block);
            return settled.promise;
          },
        }),
      );
    },
    settled(askId, outcome) {
      waiting.get(askId)?.resolve(outcome);
      waiting.delete(askId);
    },
    changed: (state) => ears.became(state),
  });
  return {
    port: relay.port,
    append: relay.append,
    async close() {
      await relay.close();
      tap.close();
    },
  };
}
