/** What a Honeywell Voyager 1470 says of its reports, as /sys/class/hidraw shows it. */
export const voyagerDescriptor = Uint8Array.from(
  Buffer.from(
    '058c0902a1010912a1028502150026ff00750895010501093b8102058c950309fb09fc09fd8102953809fe82020195020600ff09018102058c1500250175019501' +
      '09ff810295078103c0c0',
    'hex',
  ),
);

/** Two EAN-13 as the same scanner sent them, and what they say. */
export const voyagerReports = [
  { hex: '020d5d453034303036333831333333393331', text: ']E04006381333931' },
  { hex: '020d5d453035393031323334313233343537', text: ']E05901234123457' },
].map(({ hex, text }) => ({
  bytes: Uint8Array.from(Buffer.from(`${hex.padEnd(122, '0')}640000`, 'hex')),
  text,
}));

/** A report as a scanner of the usual layout makes it. `more` says that the code goes on in the next. */
export function posReport(
  data: string | Uint8Array,
  { aim = ']Q1', more = false, shifted = false }: { aim?: string; more?: boolean; shifted?: boolean } = {},
): Uint8Array {
  const bytes = Buffer.from(data);
  const report = new Uint8Array(64);
  const at = shifted ? 1 : 0;
  report.set([2, bytes.length]);
  report.set(Buffer.from(aim), 2 + at);
  report.set(bytes, 5 + at);
  report[63] = more ? 1 : 0;
  return report;
}

/** A code as many reports as it takes. */
export function posReports(text: string, aim = ']Q1'): Uint8Array[] {
  const bytes = Buffer.from(text);
  const count = Math.max(1, Math.ceil(bytes.length / 56));
  return Array.from({ length: count }, (_, index) =>
    posReport(bytes.subarray(index * 56, index * 56 + 56), { aim, more: index + 1 < count }),
  );
}
