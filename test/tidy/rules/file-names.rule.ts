import { planting, type Rule } from '../rule.ts';

const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that other people's conventions ask for. */
const shouted = new Set(['README.md', 'ARCHITECTURE.md']);
const drawers = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'types',
  'constants',
  'manager',
  'index',
]);
/** The manager's window is a place where a manager works, not a drawer of code. */
const allowed = new Set(['renderer/manager']);
const code = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

/** Tills run on disks that do not tell large letters from small; and a drawer collects what nobody placed. */
export const fileNames: Rule = {
  promise: 'files and folders are called in kebab-case, and none is a drawer for odds and ends',
  findings: ({ paths }) => [...new Set(paths.flatMap(faults))],
  offenders: [
    planting({ 'electron/store/openDatabase.ts': '' }, 'openDatabase.ts is not kebab-case'),
    planting({ 'renderer/ui/Button/button.tsx': '' }, 'renderer/ui/Button is not kebab-case'),
    planting({ 'shared/base/utils.ts': '' }, 'shared/base/utils.ts is a drawer'),
    planting({ 'central/helpers/sort.ts': '' }, 'central/helpers is a drawer'),
    planting({ 'electron/index.ts': '' }, 'electron/index.ts is a drawer'),
  ],
};

function faults(path: string): string[] {
  const parts = path.split('/');
  return parts.flatMap((part, depth) => {
    const where = parts.slice(0, depth + 1).join('/');
    const isFile = depth === parts.length - 1;
    const stem = part.split('.')[0] ?? part;
    if (!kebab.test(part) && !shouted.has(part)) return [`${where} is not kebab-case`];
    if (!drawers.has(stem) || allowed.has(where) || (isFile && !code.test(part))) return [];
    return [`${where} is a drawer: name it after the one thing it holds`];
  });
}
