/** What a file is by its first bytes, whatever it is called; null for what no screen of ours shows. */
export function kindOfPicture(bytes: Uint8Array): 'png' | 'jpeg' | 'webp' | null {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  return text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP' ? 'webp' : null;
}
