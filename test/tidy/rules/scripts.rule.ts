import { planting, type Rule } from '../rule.ts';

/** A command in a page is a promise to somebody who has never seen the house. */
export const scripts: Rule = {
  promise: 'every npm command that a page names is there to be run',
  findings(house) {
    const known = Object.keys((JSON.parse(house.text('package.json')) as { scripts: object }).scripts);
    return house.paths
      .filter((page) => page.endsWith('.md'))
      .flatMap((page) =>
        [...house.text(page).matchAll(/\bnpm (?:run (?:--?[\w-]+ )*([\w:-]+)|(start|test)\b)/g)]
          .map((match) => match[1] ?? match[2] ?? '')
          .filter((script) => !known.includes(script))
          .map((script) => `${page} names npm script ${script}, which package.json does not have`),
      );
  },
  offenders: [planting({ 'docs/planted.md': 'Type `npm run --silent fly`.' }, 'names npm script fly')],
};
