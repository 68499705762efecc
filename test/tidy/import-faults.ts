import type { Import } from './import-graph.ts';
import { bans, shelves } from './import-law.ts';

/** What the law says about these imports, one line a fault: file:line, what it imports, which law, why. */
export function importFaults(imports: readonly Import[], packages: ReadonlySet<string>): string[] {
  return [
    ...imports.flatMap((one) => broken(one, packages)),
    ...imports.flatMap(banned),
    ...imports.flatMap(strangers),
    ...circles(imports),
  ];
}

const say = ({ from, line, to }: Import, law: string, why: string): string =>
  `${from}:${line} imports ${to} [${law}] ${why}`;

function broken(one: Import, packages: ReadonlySet<string>): string[] {
  if (one.to.startsWith('missing:')) return [say(one, 'no-broken-imports', 'There is no such file.')];
  if (!one.to.startsWith('npm:') || packages.has(one.to.slice(4))) return [];
  return [say(one, 'declared-packages-only', 'package.json does not name it, so nobody promises it stays.')];
}

function banned(one: Import): string[] {
  return bans
    .filter(
      ({ from, except, to, but }) =>
        from.test(one.from) && !except?.test(one.from) && to.test(one.to) && !but?.test(one.to),
    )
    .map(({ name, why }) => say(one, name, why));
}

const plugIns = [
  ...shelves.folders.map((shelf) => new RegExp(`^(${shelf})/([^/]+)/`)),
  ...shelves.files.map((shelf) => new RegExp(`^(${shelf})/([^/.]+)\\.`)),
];

function strangers(one: Import): string[] {
  const met = plugIns.some((plugIn) => {
    const [asks, asked] = [plugIn.exec(one.from), plugIn.exec(one.to)];
    return asks && asked && asks[1] === asked[1] && asks[2] !== asked[2];
  });
  return met ? [say(one, 'plug-ins-are-strangers', 'Move what both need up beside their contract.')] : [];
}

/** One line for each circle of imports between files, by its alphabetically first file. */
function circles(imports: readonly Import[]): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const found = new Map<string, string>();
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      const circle = path.slice(start);
      const first = circle.indexOf([...circle].sort()[0] ?? file);
      const ring = [...circle.slice(first), ...circle.slice(0, first)];
      found.set(
        ring.join(),
        `${[...ring, ring[0]].join(' -> ')} [no-circles] A circle has no beginning to read from.`,
      );
    }
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const { to } of next.get(file) ?? []) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return [...found.values()];
}
