/** A chip in the field of an emulated reader: what it says of itself, and its answers, or undefined for what it does not know. */
export interface VirtualChip {
  uid: readonly number[];
  /** 0x00 for type 2, 0x20 for type 4. */
  sak: number;
  answer(command: readonly number[]): readonly number[] | undefined;
}

/** An NDEF message with one text record. */
export const textMessage = (text: string, flags = 0xd1): number[] =>
  record(flags, 'T', [0x02, 0x65, 0x6e, ...Buffer.from(text)]);
/** An NDEF message with one address; `beginning` is the first byte of the record, by the NFC Forum's table. */
export const uriMessage = (rest: string, beginning = 4): number[] =>
  record(0xd1, 'U', [beginning, ...Buffer.from(rest)]);

function record(flags: number, type: string, payload: readonly number[]): number[] {
  const [head, length] =
    payload.length < 256
      ? [flags, [payload.length]]
      : [flags & ~0x10, [0, 0, payload.length >> 8, payload.length & 0xff]];
  return [head, type.length, ...length, ...Buffer.from(type), ...payload];
}

/** A chip of the NTAG21x family with this message, or an unformatted one without. */
export function ntag(uid: readonly number[], message?: readonly number[]): VirtualChip {
  const block = message
    ? [
        0x03,
        ...(message.length < 255 ? [message.length] : [0xff, message.length >> 8, message.length & 0xff]),
        ...message,
        0xfe,
      ]
    : [];
  const size = Math.max(144, Math.ceil(block.length / 8) * 8);
  const head = [...uid.slice(0, 3), 0x88, ...uid.slice(3), 0, 0, 0, 0, 0, 0, 0, 0];
  const memory = [...head.slice(0, 12), ...(message ? [0xe1, 0x10, size / 8, 0x00] : [0, 0, 0, 0]), ...block];
  return {
    uid,
    sak: 0x00,
    answer([command, page = 0]) {
      if (command !== 0x30) return undefined;
      // A READ beyond the end begins again at page 0, as the real one does.
      const pages = size / 4 + 4;
      return Array.from({ length: 16 }, (_, at) => memory[(page * 4 + at) % (pages * 4)] ?? 0);
    },
  };
}

/** A type 4 chip with the NFC Forum's application and this message, or without the application when there is none. */
export function isoDep(uid: readonly number[], message?: readonly number[], atOnce = 0x3b): VirtualChip {
  const capabilities = [
    0x00,
    0x0f,
    0x20,
    0x00,
    atOnce,
    0x00,
    0x34,
    0x04,
    0x06,
    0xe1,
    0x04,
    0x04,
    0x00,
    0x00,
    0x00,
  ];
  const body = message ?? [];
  const files: Record<string, readonly number[]> = {
    e103: capabilities,
    e104: [body.length >> 8, body.length & 0xff, ...body],
  };
  let selected: readonly number[] | undefined;
  return {
    uid,
    sak: 0x20,
    answer([, instruction, p1 = 0, p2 = 0, count = 0, ...data]) {
      if (instruction === 0xa4 && p1 === 0x04) return message ? [0x90, 0x00] : [0x6a, 0x82];
      if (instruction === 0xa4) {
        selected = files[Buffer.from(data.slice(0, 2)).toString('hex')];
        return selected ? [0x90, 0x00] : [0x6a, 0x82];
      }
      if (instruction !== 0xb0 || !selected || count > atOnce) return [0x6d, 0x00];
      return [...selected.slice(p1 * 256 + p2, p1 * 256 + p2 + count), 0x90, 0x00];
    },
  };
}
