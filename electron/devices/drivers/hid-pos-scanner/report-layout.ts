/** Where in an input report the parts of a scan lie, in bytes. Byte 0 is the report's id, where the device numbers them. */
export interface ReportLayout {
  reportId: number;
  /** The whole report, id included. */
  length: number;
  /** The byte that says how many of `data` are used. */
  count?: number;
  /** Three bytes: the AIM identifier. */
  aim: number;
  data: { start: number; length: number };
  /** The bit that says that the code goes on in the next report. */
  more?: { byte: number; mask: number };
}

/** As the HID POS Usage Tables 1.02 show it and most scanners have it: for devices whose descriptor nobody tells us. */
export const usualLayout: ReportLayout = {
  reportId: 2,
  length: 64,
  count: 1,
  aim: 2,
  data: { start: 5, length: 56 },
  more: { byte: 63, mask: 1 },
};

const usages = {
  byteCount: 0x01_003b,
  aim1: 0x8c_00fb,
  data: 0x8c_00fe,
  more: 0x8c_00ff,
} as const;

/** One element of an input report. */
interface Field {
  reportId: number;
  usage: number;
  bit: number;
  bits: number;
}

/** Reads the places out of a report descriptor (USB HID 1.11, section 6.2.2), or undefined when it describes no scanned data. */
export function layoutOf(descriptor: Uint8Array): ReportLayout | undefined {
  const { fields, bitsOf } = inputFields(descriptor);
  const first = fields.find(({ usage }) => usage === usages.data);
  if (!first) return undefined;
  const { reportId } = first;
  const own = fields.filter((field) => field.reportId === reportId);
  const byteOf = (field: Field | undefined): number | undefined =>
    field && Math.trunc(field.bit / 8) + (reportId === 0 ? 0 : 1);
  const find = (usage: number): Field | undefined => own.find((field) => field.usage === usage);
  const start = byteOf(first);
  const aim = byteOf(find(usages.aim1));
  if (start === undefined || aim === undefined) return undefined;
  const count = byteOf(find(usages.byteCount));
  const moreField = find(usages.more);
  const more = byteOf(moreField);
  return {
    reportId,
    length: Math.ceil((bitsOf.get(reportId) ?? 0) / 8) + (reportId === 0 ? 0 : 1),
    aim,
    data: { start, length: own.filter(({ usage }) => usage === usages.data).length },
    ...(count === undefined ? {} : { count }),
    ...(moreField && more !== undefined ? { more: { byte: more, mask: 1 << (moreField.bit % 8) } } : {}),
  };
}

/** The elements of all input reports, in the order of their bits. */
function inputFields(descriptor: Uint8Array): { fields: Field[]; bitsOf: ReadonlyMap<number, number> } {
  const fields: Field[] = [];
  const bitsOf = new Map<number, number>();
  let [page, size, count, reportId] = [0, 0, 0, 0];
  let local: number[] = [];
  let place = 0;
  while (place < descriptor.length) {
    const prefix = descriptor[place] ?? 0;
    const length = [0, 1, 2, 4][prefix & 3] ?? 0;
    const value = littleEndian(descriptor.subarray(place + 1, place + 1 + length));
    // A long item says its own length; nobody uses them, and they must not be read as anything else.
    place += prefix === 0xfe ? 3 + (descriptor[place + 1] ?? 0) : 1 + length;
    switch (prefix & 0xfc) {
      case 0x04:
        page = value;
        break;
      case 0x74:
        size = value;
        break;
      case 0x84:
        reportId = value;
        break;
      case 0x94:
        count = Math.min(value, 4096);
        break;
      case 0x08:
        local.push(length === 4 ? value : page * 0x1_0000 + value);
        break;
      case 0x80: {
        let bit = bitsOf.get(reportId) ?? 0;
        for (let element = 0; element < count; element += 1, bit += size)
          fields.push({ reportId, usage: local[element] ?? local.at(-1) ?? 0, bit, bits: size });
        bitsOf.set(reportId, bit);
        local = [];
        break;
      }
      case 0x90:
      case 0xb0:
      case 0xa0:
      case 0xc0:
        local = [];
        break;
    }
  }
  return { fields, bitsOf };
}

const littleEndian = (bytes: Uint8Array): number => bytes.reduceRight((value, byte) => value * 256 + byte, 0);
