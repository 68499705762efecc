import { z } from 'zod';
import { ok, refuse } from '#shared/base/result.ts';
import type { ScannerKind } from '../../scanner.ts';
import { listPcscReaders, openPcscd } from '../../transports/pcscd.ts';
import { watchReader } from './watch-reader.ts';

/** Which reader, as the smart-card service calls it. */
export const PcscReaderSettings = z.object({ reader: z.string().min(1).max(128) });

/** The service puts a number behind each name, and another one at each plugging in. */
const lasting = (name: string): string => name.replace(/ [\dA-F]{2} [\dA-F]{2}$/, '');

/** An NFC reader that the smart-card service of Linux keeps, such as an ACR122U. */
export const pcscReader: ScannerKind<typeof PcscReaderSettings> = {
  id: 'pcsc-reader',
  kind: 'scanner',
  settings: PcscReaderSettings,
  // Cards are asked questions, and in another reader may lie somebody's card for signing: a person says which one is for chips.
  automatic: false,
  driver: ({ reader }, clock) => ({
    async find() {
      const listed = await listPcscReaders();
      if (!listed.ok) return listed;
      const named = listed.value.filter((name) => name === reader);
      const alike = listed.value.filter((name) => lasting(name) === lasting(reader));
      // Two alike cannot be told apart but by the number they have now.
      const found = named.length > 0 ? named : alike.length === 1 ? alike : [];
      return ok(
        found.map((name) => ({ identity: `pcsc:${reader}`, name: lasting(name), place: `pcsc:${name}` })),
      );
    },
    async open({ place }, ears) {
      const events = await openPcscd();
      if (!events.ok) return events;
      const cards = await openPcscd();
      if (!cards.ok) {
        events.value.close();
        return refuse(cards.error);
      }
      const lines = { events: events.value, cards: cards.value };
      let open = true;
      const letGo = (): void => {
        open = false;
        lines.events.close();
        lines.cards.close();
      };
      const lost = (): void => {
        const told = open;
        letGo();
        if (told) ears.onLost();
      };
      const name = place.replace(/^pcsc:/, '');
      watchReader(lines, name, clock, { ...ears, onLost: lost }, () => open).catch(lost);
      return ok({
        async close() {
          letGo();
        },
      });
    },
  }),
};
