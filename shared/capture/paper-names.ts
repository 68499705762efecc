import { labelReader, plainLine, type PlainLine } from './label-reader.ts';
import { namesOfThings, reportNames } from './other-papers.ts';
import { bareText, copyWords, receiptWords } from './words-of-papers.ts';

/** A copy's or a report's name on a line. */
export interface PaperName {
  /** What stands there beside it, without accents. */
  rest: string;
  isReport: boolean;
  /** Nothing but a report has that name: no thing's name begins with it. */
  isOnlyReport: boolean;
}

/** What may stand before a name: which paper it is, or which copy. `2 COPIE` are two things. */
const before = (words: readonly string[]): RegExp =>
  new RegExp(
    String.raw`^[*#=>\s-]*(?:(?:(?:${words.join('|')})(?!\p{L})|(?:n|no|nr)(?=[\s.]*\d))[\d\p{P}\p{S}\s]*|\d{1,3}(?:[.°º]|a|st|nd|rd|th)(?=[*\s]))+`,
    'iu',
  );
const beforeCopy = before(receiptWords);
const beforeReport = before([...receiptWords, ...copyWords]);

const bareNames = (names: Iterable<string>): ReadonlySet<string> =>
  new Set([...names].map((name) => bareText(name).toUpperCase()));
const isReport = bareNames(reportNames);
const beginsThings = bareNames(namesOfThings);

/** A line as names are looked for in it: from its beginning, or behind what may stand there. */
interface Places {
  bare: PlainLine;
  copy: Behind | undefined;
  report: Behind | undefined;
}
interface Behind {
  which: string;
  line: PlainLine;
}

/** All patterns look into the same lines. */
const known = new WeakMap<PlainLine, Places>();

function placesIn(line: PlainLine): Places {
  const there = known.get(line);
  if (there) return there;
  const text = bareText(line.text);
  const behind = (what: RegExp): Behind | undefined => {
    const which = what.exec(text)?.[0] ?? '';
    return which === '' ? undefined : { which, line: plainLine(text.slice(which.length)) };
  };
  const bare = text === line.text ? line : plainLine(text);
  const places = { bare, copy: behind(beforeCopy), report: behind(beforeReport) };
  known.set(line, places);
  return places;
}

/** Finds the names of copies and reports at the beginning of a line, or behind what says which paper it is. */
export function nameReader(otherPapers: readonly string[]): (line: PlainLine) => PaperName | undefined {
  const names = otherPapers.map((name) => bareText(name).toUpperCase());
  const reader = (fits: (name: string) => boolean) => labelReader(names.filter(fits));
  const kinds = [
    {
      read: reader((name) => isReport.has(name) && !beginsThings.has(name)),
      isReport: true,
      isOnlyReport: true,
    },
    { read: reader((name) => beginsThings.has(name)), isReport: true, isOnlyReport: false },
    { read: reader((name) => !isReport.has(name)), isReport: false, isOnlyReport: false },
  ];
  return (line) => {
    const { bare, copy, report } = placesIn(line);
    for (const { read, ...kind } of kinds) {
      const rest = read(bare);
      if (rest !== undefined) return { rest, ...kind };
      const place = kind.isReport ? report : copy;
      const behind = place && read(place.line);
      if (behind !== undefined) return { rest: `${place?.which} ${behind}`, ...kind };
    }
    return undefined;
  };
}
