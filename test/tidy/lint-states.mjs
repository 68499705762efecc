import { createHash } from 'node:crypto';
import path from 'node:path';

const isSource = (file) => /\.(?:[cm]?[jt]s|tsx)$/.test(file);
/** What changes the sense of every file: rules, compiler settings, packages. */
const isSetUp = (file) =>
  /(?:^|\/)(?:\.oxlintrc\.json|tsconfig[\w.]*\.json|package(?:-lock)?\.json)$|\.d\.ts$/.test(file);
/** More than it takes: a word in a comment that looks like an import makes a file stale too early, never too late. */
const imported = /(?:from|import)\s*\(?\s*['"]((?:\.{1,2}|#\w+)\/[^'"]+)['"]/g;

const hash = (...parts) => {
  const sum = createHash('sha1');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('base64');
};

/**
 * For each source of these texts by file name a hash that changes with it, with whatever it imports near or far, and with the set-up.
 *
 * @param {ReadonlyMap<string, string>} texts
 * @returns {Map<string, string>}
 */
export function statesOf(texts) {
  const files = [...texts.keys()];
  const setUp = hash(process.version, ...files.filter(isSetUp).flatMap((file) => [file, texts.get(file)]));
  const own = new Map([...texts].map(([file, text]) => [file, hash(file, text)]));
  const sees = new Map([...texts].map(([file, text]) => [file, isSource(file) ? importsOf(file, text) : []]));
  return new Map(
    files.filter(isSource).map((file) => {
      const near = new Set([file]);
      for (const one of near) for (const other of sees.get(one) ?? []) near.add(other);
      return [file, hash(setUp, ...[...near].map((one) => own.get(one) ?? `none ${one}`))];
    }),
  );
}

/** `#shared/x.ts` is `shared/x.ts`: package.json says so of each house. */
const importsOf = (file, text) =>
  [...text.matchAll(imported)].map(([, place]) =>
    place.startsWith('#') ? place.slice(1) : path.posix.join(path.posix.dirname(file), place),
  );
