import { planting, type Rule } from '../rule.ts';

const text = /\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|css|html|sql|sh)$|(^|\/)(run|Dockerfile|\.[a-z]+)$/;
/** A home, a working folder or a scratch folder of one machine. Anna lives nowhere: she is who examples are about. */
const machine = /(?<![\w.~}])\/((home|Users)(?!\/anna\b)|root|work|tmp|private)\/[\w.-]+|[A-Z]:\\Users\\/;

/** What is written here must be true on every machine. */
export const machinePaths: Rule = {
  promise: 'nothing names a folder of somebody’s machine',
  findings: (house) =>
    house.paths
      .filter((path) => text.test(path) && path !== 'package-lock.json')
      .flatMap((path) =>
        house
          .text(path)
          .split('\n')
          .flatMap((line, index) => {
            const found = machine.exec(line);
            return found ? [`${path}:${index + 1} names ${found[0]}`] : [];
          }),
      ),
  offenders: [
    planting(
      { 'docs/planted.md': `see ${['', 'home', 'peter', 'till'].join('/')}` },
      'docs/planted.md:1 names',
    ),
    planting(
      { 'electron/planted.ts': `open('${['', 'tmp', 'x'].join('/')}')` },
      'electron/planted.ts:1 names',
    ),
  ],
};
