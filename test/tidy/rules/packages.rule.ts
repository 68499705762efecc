import { changing, type Rule } from '../rule.ts';

/** What the bundles leave outside, each with why it cannot go in. */
const external: Readonly<Record<string, string>> = {
  'better-sqlite3': 'a native module',
  'node-hid': 'a native module',
  'node-thermal-printer': 'finds its code page tables beside itself',
  serialport: 'a native module',
};
/** A package under another name (`npm:typescript@6.0.3`) is pinned like any other. */
const exact = /^(npm:[@\w./-]+@)?\d+\.\d+\.\d+([-.][\w.]+)?$/;

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** The packager ships `dependencies` as files, so a bundled package listed there is shipped twice. */
export const packages: Rule = {
  promise: 'dependencies hold only what stays outside the bundles, and every version is exact',
  findings(house) {
    const {
      dependencies = {},
      devDependencies = {},
      optionalDependencies = {},
    } = JSON.parse(house.text('package.json')) as Manifest;
    const inside = Object.keys(dependencies)
      .filter((name) => !(name in external))
      .map((name) => `${name} is bundled: it belongs to devDependencies`);
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !exact.test(version))
      .map(([name, version]) => `${name} ${version} is not an exact version`);
    return [...inside, ...loose];
  },
  offenders: [
    changing(
      'package.json',
      (text) => text.replace('"dependencies": {', '"dependencies": { "zod": "4.6.7",'),
      'zod',
    ),
    changing(
      'package.json',
      (text) => text.replace('"devDependencies": {', '"devDependencies": { "a": "^1.0.0",'),
      'a ^1',
    ),
    changing(
      'package.json',
      (text) => text.replace('"devDependencies": {', '"devDependencies": { "b": "npm:a@^1.0.0",'),
      'b npm:a@^1',
    ),
  ],
};
