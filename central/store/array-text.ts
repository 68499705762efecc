/** What has to be written otherwise in an array of PostgreSQL than in one of JSON. */
// oxlint-disable-next-line no-control-regex -- these are the characters that are meant
const control = /[\u0000-\u001f]/;

/**
 * An array as PostgreSQL reads it. Apart from control characters that is JSON in braces, which is made in one go: the driver's own
 * way, element by element, took a fifth of the time of an upload.
 */
export function arrayText(cells: readonly (string | number | boolean | null)[]): string {
  const text = JSON.stringify(cells);
  // Without a backslash nothing was written otherwise than it is.
  if (text.includes('\\') && cells.some((cell) => typeof cell === 'string' && control.test(cell)))
    return `{${cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : String(cell))).join(',')}}`;
  return `{${text.slice(1, -1)}}`;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
