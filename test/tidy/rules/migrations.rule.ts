import { createHash } from 'node:crypto';
import type { House } from '../house.ts';
import { planting, type Rule } from '../rule.ts';

const folders = ['electron/store/migrations', 'central/store/migrations'];
/** Every migration that ran in a shop, with its fingerprint. A line is added with the release that ships it, and stays. */
const list = 'test/tidy/shipped-migrations.json';
const shippedIn = (house: House) => JSON.parse(house.text(list)) as Record<string, string>;

/** The fingerprint under which a migration is listed once it shipped. Line ends do not count. */
export const migrationHash = (sql: string): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');

/** A database in a shop has already run it: what it did cannot be changed, only followed by another one. */
export const migrations: Rule = {
  promise: 'a migration that shipped never changes, and the next one takes the next number',
  findings: (house) => [
    ...Object.entries(shippedIn(house)).flatMap(([path, hash]) => {
      if (!house.has(path)) return [`${path} shipped and is gone`];
      const now = migrationHash(house.text(path));
      return now === hash
        ? []
        : [`${path} shipped and was changed (${now}): write the next migration instead`];
    }),
    ...folders.flatMap((folder) => {
      const register = `${folder}/migrations.ts`;
      const files = house.paths.filter((path) => path.startsWith(`${folder}/`) && path !== register);
      const misnamed = files.flatMap((path, index) => {
        const number = String(index + 1).padStart(4, '0');
        return new RegExp(`/${number}-[a-z-]+\\.(ts|sql)$`).test(path)
          ? []
          : [`${path} should be called ${number}-<what-it-does>`];
      });
      const unregistered = files
        .filter((path) => house.has(register) && !house.text(register).includes(path.slice(folder.length)))
        .map((path) => `${path} is not registered in ${register}`);
      const frozen = files
        .slice(0, -1)
        .filter((path) => !(path in shippedIn(house)))
        .map((path) => `${path} has a successor: list it in ${list}`);
      return [...misnamed, ...unregistered, ...frozen];
    }),
  ],
  offenders: [
    planting({ 'electron/store/migrations/0009-late.ts': '' }, '0009-late.ts should be called'),
    planting({ 'electron/store/migrations/0002-more.ts': '' }, '0002-more.ts is not registered'),
    planting({ 'electron/store/migrations/0002-more.ts': '' }, '0001-ledger.ts has a successor'),
    planting({ 'central/store/migrations/notes.txt': '' }, 'notes.txt should be called'),
    planting(
      {
        [list]: JSON.stringify({
          'central/store/migrations/0001-first.sql': migrationHash('CREATE TABLE a'),
        }),
        'central/store/migrations/0001-first.sql': 'CREATE TABLE b',
      },
      'central/store/migrations/0001-first.sql shipped and was changed',
    ),
    planting(
      { [list]: '{ "central/store/migrations/0001-lost.sql": "" }' },
      '0001-lost.sql shipped and is gone',
    ),
  ],
};
