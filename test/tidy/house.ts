import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of the repository as rules see them: paths with forward slashes, sorted, and their text. */
export interface House {
  paths: readonly string[];
  has(file: string): boolean;
  text(file: string): string;
}

/** Every file under `root` that .gitignore does not leave out. Reads a file only when a rule asks for its text. */
export function readHouse(root: string): House {
  const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  const skipped = new Set(['.git', ...ignored.map((line) => line.replace(/\/$/, ''))]);
  const suffixes = ignored.filter((line) => line.startsWith('*.')).map((line) => line.slice(1));
  const paths: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = folder ? `${folder}/${entry.name}` : entry.name;
      if (skipped.has(entry.name) || suffixes.some((suffix) => file.endsWith(suffix))) continue;
      if (entry.isDirectory()) walk(file);
      else if (entry.isFile()) paths.push(file);
    }
  };
  walk('');
  const texts = new Map<string, string>();
  return houseOf(
    paths,
    (file) => {
      const known = texts.get(file) ?? readFileSync(path.join(root, file), 'utf8');
      texts.set(file, known);
      return known;
    },
    (file) => existsSync(path.join(root, file)),
  );
}

/** The same house with some files planted or replaced: how a rule is shown its offender. */
export function withFiles(house: House, planted: Readonly<Record<string, string>>): House {
  return houseOf(
    [...new Set([...house.paths, ...Object.keys(planted)])],
    (file) => planted[file] ?? house.text(file),
  );
}

/** A house made of these files alone. */
export const smallHouse = (files: Readonly<Record<string, string>>): House =>
  withFiles(
    houseOf([], (file) => `${file} is not here`),
    files,
  );

function houseOf(
  paths: readonly string[],
  text: (file: string) => string,
  exists: (file: string) => boolean = () => false,
): House {
  const sorted = [...paths].sort();
  const known = new Set(sorted);
  return { paths: sorted, text, has: (file) => known.has(file) || exists(file) };
}

/** Every package that package.json names, in whichever list. */
export function packagesOf(house: House): Set<string> {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    house.text('package.json'),
  ) as Record<string, Record<string, string> | undefined>;
  return new Set(Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }));
}
