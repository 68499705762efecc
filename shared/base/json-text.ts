/** What a text of JSON says, or undefined for a text that is none: it may have come over the wire. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
