import { planting, type Rule } from '../rule.ts';

const words = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'];
const openEnd = new RegExp(`\\b(${words.join('|')})\\b`);
const written = /\.(ts|tsx|mjs|cjs|css|html|sql|md|yml|sh)$|(^|\/)run$/;

/** What is unfinished is an issue that somebody can see, or it is finished. */
export const openEnds: Rule = {
  promise: 'no note to do something later stands in the main branch',
  findings: (house) =>
    house.paths
      .filter((path) => written.test(path))
      .flatMap((path) =>
        house
          .text(path)
          .split('\n')
          .flatMap((line, index) =>
            openEnd.test(line) ? [`${path}:${index + 1} is left open: ${line.trim()}`] : [],
          ),
      ),
  offenders: words.map((word) =>
    planting({ 'shared/base/planted.ts': `// ${word}: later` }, 'shared/base/planted.ts:1 is left open'),
  ),
};
