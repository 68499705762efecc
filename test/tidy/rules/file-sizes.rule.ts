import { largeFiles } from '../large-files.ts';
import { planting, type Rule } from '../rule.ts';

const limit = 400;
const measured = /\.(ts|tsx|mjs|cjs|css|sql)$/;

/** The giants of the field were each the one file that every feature had to touch. */
export const fileSizes: Rule = {
  promise: `no file is longer than ${limit} lines, and known exceptions only shrink`,
  findings(house) {
    const sizes = new Map(
      house.paths
        .filter((path) => measured.test(path))
        .map((path) => [path, house.text(path).trimEnd().split('\n').length]),
    );
    const tooLong = [...sizes]
      .filter(([path, lines]) => lines > (largeFiles[path] ?? limit))
      .map(
        ([path, lines]) =>
          `${path} has ${lines} lines, more than ${largeFiles[path] ?? limit}: find the seam`,
      );
    const settled = Object.keys(largeFiles)
      .filter((path) => (sizes.get(path) ?? 0) < (largeFiles[path] ?? 0))
      .map((path) => `${path} shrank to ${sizes.get(path) ?? 0}: say so in test/tidy/large-files.ts`);
    return [...tooLong, ...settled];
  },
  offenders: [
    planting(
      { 'electron/long.ts': '// line\n'.repeat(limit + 1) },
      `electron/long.ts has ${limit + 1} lines`,
    ),
  ],
};
