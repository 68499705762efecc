type Plain =
  | null
  | string
  | number
  | boolean
  | undefined
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/**
 * The newer of two views of one thing, with every part that says the same as before being the very part it was: so whatever shows
 * that part need not be drawn again. For what came as JSON only.
 */
export function keepAlike<T>(before: T | undefined, after: T): T {
  return alike(before as Plain, after as Plain) as T;
}

function alike(before: Plain, after: Plain): Plain {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part: Plain, index) => alike(before[index] as Plain, part));
    return parts.length === before.length && parts.every((part, index) => part === before[index])
      ? before
      : parts;
  }
  if (!isRecord(before) || !isRecord(after)) return after;
  const names = Object.keys(after);
  const parts = Object.fromEntries(names.map((name) => [name, alike(before[name], after[name])]));
  const isSame =
    names.length === Object.keys(before).length &&
    names.every((name) => Object.hasOwn(before, name) && parts[name] === before[name]);
  return isSame ? before : parts;
}

const isRecord = (value: Plain): value is { readonly [name: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
