/** A receipt as a simple register sends it, with a mark by which it is known again. */
export function sampleReceipt(mark: string): Uint8Array {
  const lines = ['TESSERA', 'Sample receipt', '', 'Espresso            1.20', 'Croissant           1.80'];
  const text = [...lines, '-'.repeat(24), 'TOTAL               3.00', '', mark, '', ''].join('\n');
  return Buffer.concat([
    Buffer.from('\x1b@'),
    Buffer.from(text, 'ascii'),
    Buffer.from('\x1dVB\x00', 'latin1'),
  ]);
}
