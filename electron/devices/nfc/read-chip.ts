import { ndefTexts } from './ndef.ts';

/**
 * A chip in the field, as any reader shows it. Each question is answered with undefined when the chip does not answer, which mostly
 * means that it was taken away.
 */
export interface Chip {
  uid: Uint8Array;
  /** Type 2 (NTAG, Ultralight): the 16 bytes from this page of 4. */
  readPages?(page: number): Promise<Uint8Array | undefined>;
  /** Type 4 (ISO-DEP): the answer to a command, with its two status bytes. */
  command?(apdu: Uint8Array): Promise<Uint8Array | undefined>;
}

/** More than any chip of the NTAG21x family holds, and than a voucher needs. */
const longestMessage = 1024;
const pageBytes = 4;

/**
 * What is written on a chip: nothing on one with only a number. `silent`: it did not answer the first question, and may be one that
 * nobody can read. `cut-off`: it began to answer, so something is to be had from it when it is held still.
 */
export type ChipTexts = readonly string[] | 'silent' | 'cut-off';

/** Reads what is written on the chip; twice, for the one-byte sums on the way to it let some damage pass, and damage is never the same. */
export async function textsOn(chip: Chip): Promise<ChipTexts> {
  let answered = false;
  const heard = (answer: Uint8Array | undefined): Uint8Array | undefined => {
    answered ||= answer !== undefined;
    return answer;
  };
  const { readPages, command } = chip;
  const read = async (): Promise<Uint8Array | undefined> => {
    if (readPages) return messageOfPages(async (page) => heard(await readPages(page)));
    if (command) return messageOfFiles(async (apdu) => heard(await command(apdu)));
    return new Uint8Array();
  };
  const [first, second] = [await read(), answered ? await read() : new Uint8Array()];
  if (first && second && Buffer.compare(first, second) === 0) return ndefTexts(first);
  return answered ? 'cut-off' : 'silent';
}

/** A chip of type 2 says at page 3 whether it holds a message, which lies as a block with tag and length from page 4. */
async function messageOfPages(readPages: NonNullable<Chip['readPages']>): Promise<Uint8Array | undefined> {
  const head = await readPages(3);
  if (!head) return undefined;
  const [magic, , size = 0] = head;
  if (magic !== 0xe1) return new Uint8Array();
  const end = Math.min(size * 8, longestMessage);
  let memory = head.subarray(pageBytes);
  for (;;) {
    const message = messageIn(memory.subarray(0, end));
    if (message) return message;
    if (memory.length >= end) return new Uint8Array();
    const more = await readPages(4 + memory.length / pageBytes);
    if (!more || more.length < pageBytes) return undefined;
    memory = Uint8Array.from([...memory, ...more.subarray(0, more.length - (more.length % pageBytes))]);
  }
}

/** The message among the blocks, as soon as all of it is there; empty when there will be none. */
function messageIn(memory: Uint8Array): Uint8Array | undefined {
  let at = 0;
  while (at < memory.length) {
    const tag = memory[at];
    if (tag === 0xfe) return new Uint8Array();
    at += 1;
    if (tag === 0x00) continue;
    let length = memory[at];
    at += 1;
    if (length === 0xff) {
      length = memory.length < at + 2 ? undefined : (memory[at] ?? 0) * 256 + (memory[at + 1] ?? 0);
      at += 2;
    }
    if (length === undefined) return undefined;
    if (tag === 0x03) return memory.length < at + length ? undefined : memory.slice(at, at + length);
    at += length;
  }
  return undefined;
}

const application = [0xd2, 0x76, 0x00, 0x00, 0x85, 0x01, 0x01];
const capabilityFile = [0xe1, 0x03];
const success = '9000';

/** A chip of type 4 keeps its message in a file, and another file says which one and how much may be read at once. */
async function messageOfFiles(command: NonNullable<Chip['command']>): Promise<Uint8Array | undefined> {
  let silent = false;
  const ask = async (...apdu: readonly number[]): Promise<Uint8Array | undefined> => {
    const answer = await command(Uint8Array.from(apdu));
    silent ||= answer === undefined;
    const status = Buffer.from(answer?.subarray(-2) ?? []).toString('hex');
    return status === success ? answer?.subarray(0, -2) : undefined;
  };
  const select = (file: readonly number[]) => ask(0x00, 0xa4, 0x00, 0x0c, file.length, ...file);
  const read = async (from: number, count: number, atOnce: number): Promise<Uint8Array | undefined> => {
    const bytes: number[] = [];
    while (bytes.length < count) {
      const at = from + bytes.length;
      const part = await ask(0x00, 0xb0, at >> 8, at & 0xff, Math.min(atOnce, count - bytes.length));
      if (!part || part.length === 0) return undefined;
      bytes.push(...part);
    }
    return Uint8Array.from(bytes.slice(0, count));
  };
  const message = async (): Promise<Uint8Array | undefined> => {
    if (!(await ask(0x00, 0xa4, 0x04, 0x00, application.length, ...application, 0x00))) return undefined;
    const capabilities = (await select(capabilityFile)) && (await read(0, 15, 15));
    if (!capabilities || capabilities[7] !== 0x04) return undefined;
    if (!(await select([...capabilities.subarray(9, 11)]))) return undefined;
    // The most that every reader and frame carries; a chip may want less.
    const atOnce = Math.max(1, Math.min((capabilities[3] ?? 0) * 256 + (capabilities[4] ?? 0), 0x80));
    const length = await read(0, 2, atOnce);
    if (!length) return undefined;
    const [high = 0, low = 0] = length;
    return read(2, Math.min(high * 256 + low, longestMessage), atOnce);
  };
  const found = await message();
  return found ?? (silent ? undefined : new Uint8Array());
}
