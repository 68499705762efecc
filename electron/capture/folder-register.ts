import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { escapePattern } from '#shared/base/escape-pattern.ts';
import type { Currency } from '#shared/money/money.ts';
import type { FolderRegister } from '#shared/settings/capture-settings.ts';
import type { Listening, RegisterEars } from './listening.ts';
import { fileLines, totalInJson, totalInXml } from './receipt-file.ts';

/** A file as it was found: it is read once it was found the same twice, since registers write in pieces. */
interface Found {
  name: string;
  signature: string;
  changedAtMs: number;
  size: number;
}

/** No receipt is larger; such a file is not even read. */
const largestFile = 1 << 20;
/** So many files already read are remembered by name and content. */
const remembered = 2_000;

/**
 * Reads each new file of a folder once, when it is whole. What lay there at the start is left alone, and so is the same file with
 * the same content. Nothing is ever written, moved or deleted there.
 */
export function watchFolder(register: FolderRegister, currency: Currency, ears: RegisterEars): Listening {
  const fits = globOf(register.files);
  /** What every file looked like when it was last dealt with. */
  let dealtWith: Map<string, string> | undefined;
  let growing = new Map<string, string>();
  const readBefore = new Set<string>();
  /** Files whose last line decides what is read and may be half, and for how many looks they did not grow. */
  const unfinished = new Map<string, { signature: string; looks: number }>();
  const quietLooks = Math.ceil(register.idleMs / register.everyMs);

  const look = async (): Promise<void> => {
    const files = await filesIn(register.path, fits);
    ears.became(files ? 'ready' : 'folder-missing');
    if (!files) return;
    if (!dealtWith) {
      dealtWith = new Map(files.map(({ name, signature }) => [name, signature]));
      return;
    }
    const fresh = files.filter(({ name, signature }) => dealtWith?.get(name) !== signature);
    for (const file of fresh.filter(({ name, signature }) => growing.get(name) === signature)) {
      dealtWith.set(file.name, file.signature);
      await take(file);
    }
    for (const file of files.filter(isQuiet)) await readAsItIs(file);
    growing = new Map(fresh.map(({ name, signature }) => [name, signature]));
    const there = new Set(files.map(({ name }) => name));
    for (const known of [dealtWith, unfinished])
      for (const name of known.keys()) if (!there.has(name)) known.delete(name);
  };
  /** Whether this is a file with a half line that nobody goes on with. */
  const isQuiet = ({ name, signature }: Found): boolean => {
    const waits = unfinished.get(name);
    if (waits?.signature === signature) return ++waits.looks > quietLooks;
    unfinished.delete(name);
    return false;
  };
  const readAsItIs = async ({ name }: Found): Promise<void> => {
    unfinished.delete(name);
    const { lines } = fileLines(await readFile(path.join(register.path, name)), register.codePage);
    ears.heard({ lines, whole: true, isOpen: false }, name);
  };
  const take = async ({ name, size, signature }: Found): Promise<void> => {
    if (size > largestFile) return void ears.heard({ lines: [], whole: false, isOpen: false }, name);
    const bytes = await readFile(path.join(register.path, name));
    const known = `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
    if (readBefore.has(known)) return;
    readBefore.add(known);
    for (const oldest of readBefore) if (readBefore.size > remembered) readBefore.delete(oldest);
    const { lines, isOpen } = fileLines(bytes, register.codePage);
    const { reads } = register;
    if (reads.as === 'receipt') {
      if (ears.heard({ lines, whole: true, isOpen }, name)) unfinished.set(name, { signature, looks: 0 });
    } else if (reads.as === 'json')
      ears.told(lines, totalInJson(lines.join('\n'), reads.field, currency), name);
    else ears.told(lines, totalInXml(lines.join('\n'), reads.element, currency), name);
  };
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const round = (): void => {
    looking = look()
      .catch((error: unknown) => ears.failed(error))
      .then(() => {
        if (!closed) timer = setTimeout(round, register.everyMs);
      });
  };
  round();
  return {
    port: () => 0,
    append: () => {},
    async close() {
      closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** The files that fit, oldest first; undefined when there is no such folder now. */
async function filesIn(folder: string, fits: RegExp): Promise<Found[] | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return undefined;
  const found: Found[] = [];
  for (const name of names.filter((one) => fits.test(one))) {
    // Gone again since it was listed: a name that a register uses while it writes.
    const file = await stat(path.join(folder, name)).catch(() => undefined);
    if (!file?.isFile()) continue;
    found.push({
      name,
      size: file.size,
      changedAtMs: file.mtimeMs,
      signature: `${file.ino} ${file.size} ${file.mtimeMs}`,
    });
  }
  return found.sort((one, other) => one.changedAtMs - other.changedAtMs);
}

const globOf = (files: string): RegExp =>
  new RegExp(`^${files.split('*').map(escapePattern).join('.*')}$`, 'iu');
