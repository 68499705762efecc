import type { Clock } from '#electron/platform/clock.ts';
import { chipNumberText } from '#shared/scan/raw-scan.ts';
import type { ScannerEars } from '../../scanner.ts';
import { textsOn, type Chip, type ChipTexts } from '../../nfc/read-chip.ts';
import { createTaps } from '../../nfc/once-per-tap.ts';
import type { Pn532 } from './pn532.ts';

const getFirmwareVersion = 0x02;
const samConfiguration = 0x14;
const rfConfiguration = 0x32;
const inDataExchange = 0x40;
const inListPassiveTarget = 0x4a;
const inRelease = 0x52;
const theOneTarget = 0x01;
const pn532Chip = 0x32;

/** How often the field is searched. A chip is held there far longer. */
const searchMs = 120;
/** A reader that misses so many commands in a row is no longer one: it is opened anew. */
const mostMisses = 4;
/** A chip that is there and answers nothing so often is known by its number. */
const mostReads = 5;

/** Makes the reader ready: asked twice, for the first question may be lost in waking it. */
export async function setUp(reader: Pn532): Promise<boolean> {
  for (const [code, data] of [
    [getFirmwareVersion, []],
    // Normal mode, no secure module.
    [samConfiguration, [0x01, 0x14, 0x01]],
    // How often it tries: once to activate, so that an empty field is said at once.
    [rfConfiguration, [0x05, 0xff, 0x01, 0x02]],
  ] as const) {
    let answer = await reader.ask(code, data);
    if (!answer.ok) answer = await reader.ask(code, data);
    if (!answer.ok || (code === getFirmwareVersion && answer.value[0] !== pn532Chip)) return false;
  }
  return true;
}

/** Searches the field until `isOpen` says no more, and tells each chip once for each tap. Says `onLost` when the reader is silent. */
export async function watchField(
  reader: Pn532,
  clock: Clock,
  ears: ScannerEars,
  isOpen: () => boolean,
): Promise<void> {
  const taps = createTaps(clock.now);
  let misses = 0;
  let unread = { number: '', times: 0 };
  const tell = (number: string, texts: ChipTexts): void => {
    const times = unread.number === number ? unread.times + 1 : 1;
    if (typeof texts === 'string') unread = { number, times };
    if (texts === 'cut-off' && times === mostReads) ears.onTrouble('pulled-away');
    if (texts === 'cut-off' || (texts === 'silent' && times < mostReads)) return;
    unread = { number: '', times: 0 };
    taps.told(number);
    const [text, ...also] = [...(texts === 'silent' ? [] : texts), number];
    ears.onScan(text, also);
  };
  while (isOpen()) {
    const startMs = clock.now();
    const seen = await search(reader);
    if (!isOpen()) return;
    misses = seen === 'no-answer' ? misses + 1 : 0;
    if (misses >= mostMisses) return ears.onLost();
    if (seen === 'no-answer') taps.wasBlind(startMs);
    else if (seen) {
      const seenMs = clock.now();
      const number = chipNumberText(seen.uid);
      if (!taps.lies(number)) {
        const texts = await textsOn(seen);
        if (!isOpen()) return;
        // Silence is the chip's own only where the reader passed the question on.
        tell(number, texts === 'silent' && seen.readerFailed() ? 'cut-off' : texts);
      }
      await reader.ask(inRelease, [0x00]);
      taps.wasBlind(seenMs);
    } else if (unread.times > 0) {
      unread = { number: '', times: 0 };
      ears.onTrouble('pulled-away');
    }
    await new Promise<void>((resolve) => void clock.after(searchMs, resolve));
  }
}

/** The chip in the field, undefined when there is none. */
async function search(
  reader: Pn532,
): Promise<(Chip & { readerFailed(): boolean }) | 'no-answer' | undefined> {
  // At most one target, at 106 kbit/s type A.
  const answer = await reader.ask(inListPassiveTarget, [0x01, 0x00]);
  if (!answer.ok) return 'no-answer';
  const [count, , , , sak = 0, length = 0] = answer.value;
  const uid = answer.value.slice(6, 6 + length);
  if (count !== 1 || uid.length !== length || ![4, 7, 10].includes(length)) return undefined;
  let failed = false;
  const exchange = async (bytes: readonly number[]): Promise<Uint8Array | undefined> => {
    const said = await reader.ask(inDataExchange, [theOneTarget, ...bytes]);
    failed ||= !said.ok;
    return said.ok && said.value[0] === 0x00 ? said.value.slice(1) : undefined;
  };
  const chip = { uid, readerFailed: () => failed };
  if (sak & 0x20) return { ...chip, command: (apdu) => exchange([...apdu]) };
  return sak === 0x00 ? { ...chip, readPages: (page) => exchange([0x30, page]) } : chip;
}
