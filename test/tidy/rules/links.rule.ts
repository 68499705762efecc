import path from 'node:path';
import { planting, type Rule } from '../rule.ts';

/** A page that points nowhere is worse than no page. */
export const links: Rule = {
  promise: 'every link of the documentation leads to something that is there',
  findings: (house) =>
    house.paths
      .filter((page) => page.endsWith('.md'))
      .flatMap((page) =>
        linksOf(house.text(page))
          .map((link) => [link, path.posix.join(path.posix.dirname(page), link)] as const)
          .filter(([, target]) => !house.has(target.replace(/\/$/, '')))
          .map(([link]) => `${page} links to ${link}, which is not there`),
      ),
  offenders: [
    planting({ 'docs/planted.md': '[gone](./gone.md#part)' }, 'docs/planted.md links to ./gone.md'),
  ],
};

const linksOf = (text: string): string[] =>
  [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? '').replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));
