import { chipNumberText } from '#shared/scan/raw-scan.ts';
import type { Clock } from '#electron/platform/clock.ts';
import { createTaps } from '../../nfc/once-per-tap.ts';
import { textsOn, type Chip, type ChipTexts } from '../../nfc/read-chip.ts';
import type { ScannerEars } from '../../scanner.ts';
import type { PcscCard, Pcscd, PcscReader } from '../../transports/pcscd.ts';

/** A card that lies still is read at the first go; one that is being laid down needs a few. */
const mostReads = 5;
const betweenReadsMs = 150;

const getUid = Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);
/** How a contactless storage card introduces itself, up to the bytes that name it; behind them stands its kind, here Ultralight and NTAG. */
const storageCard = '804f0ca000000306';
const typeTwo = '030003';

/** Tells each card once for each tap until `isOpen` says no more. Says `onLost` when the reader or the service is gone. */
export async function watchReader(
  lines: { events: Pcscd; cards: Pcscd },
  name: string,
  clock: Clock,
  ears: ScannerEars,
  isOpen: () => boolean,
): Promise<void> {
  const taps = createTaps(clock.now);
  let seen = -1;
  let lying: string | undefined;
  const read = async (reader: PcscReader): Promise<void> => {
    let unread: 'in-use' | 'no-number' | 'pulled-away' = 'pulled-away';
    for (let times = 1; times <= mostReads; times += 1) {
      const found = await readOnce(lines.cards, reader);
      if (!isOpen()) return;
      if (found === 'gone') break;
      if (typeof found === 'string') unread = found;
      else {
        const number = chipNumberText(found.uid);
        if (found.texts !== 'cut-off' && (found.texts !== 'silent' || times === mostReads)) {
          lying = number;
          if (taps.lies(number)) return;
          taps.told(number);
          const [text, ...also] = [...(found.texts === 'silent' ? [] : found.texts), number];
          return ears.onScan(text, also);
        }
      }
      if (unread === 'no-number') break;
      await new Promise<void>((resolve) => void clock.after(betweenReadsMs, resolve));
    }
    ears.onTrouble(unread);
  };
  while (isOpen()) {
    const readers = await lines.events.readersAndNews();
    const reader = readers?.find((one) => one.name === name);
    if (!isOpen()) return;
    if (!reader) return ears.onLost();
    if (reader.present && reader.events !== seen) await read(reader);
    if (!reader.present && lying !== undefined) {
      // It lay there until now, though nobody asked.
      taps.told(lying);
      lying = undefined;
    }
    seen = reader.events;
    if (!(await lines.events.news())) return isOpen() ? ears.onLost() : undefined;
  }
}

async function readOnce(
  cards: Pcscd,
  reader: PcscReader,
): Promise<{ uid: Uint8Array; texts: ChipTexts } | 'gone' | 'in-use' | 'no-number'> {
  const connected = await cards.connectTo(reader.name);
  if (!connected.ok) return connected.error;
  const card = connected.value;
  const said = await card.send(getUid);
  const uid = good(said);
  const texts = uid && uid.length > 0 ? await textsOn(chipOf(uid, card, reader.atr)) : [];
  await card.letGo();
  if (said === undefined) return 'gone';
  return uid && uid.length > 0 ? { uid, texts } : 'no-number';
}

/** What may be asked of it, by how it introduced itself. */
function chipOf(uid: Uint8Array, card: PcscCard, atr: Uint8Array): Chip {
  const words = Buffer.from(atr).toString('hex');
  if (words.includes(storageCard + typeTwo)) {
    const readPages = async (page: number): Promise<Uint8Array | undefined> =>
      good(await card.send(Uint8Array.of(0xff, 0xb0, 0x00, page, 16)));
    return { uid, readPages };
  }
  return words.includes(storageCard) ? { uid } : { uid, command: (apdu) => card.send(apdu) };
}

/** An answer without its status, if that says success. */
const good = (answer: Uint8Array | undefined): Uint8Array | undefined =>
  answer?.at(-2) === 0x90 && answer.at(-1) === 0x00 ? answer.subarray(0, -2) : undefined;
