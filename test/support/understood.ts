import { exitCodes } from '#shared/base/command-line.ts';

/** What a command was asked cannot be done as it was said. Told in its sentence, without a stack. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood';
}

/**
 * What `read` makes of a command's words. Words that say nothing are told with the usage and end the process: a proof that ran on something
 * else than was asked would be taken for one.
 */
export function understood<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotUnderstood) && !isOfParseArgs(error)) throw error;
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    process.exit(exitCodes.usage);
  }
}

const isOfParseArgs = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** The whole number that an option says. */
export function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new NotUnderstood(`${option} needs a whole number behind it, not "${text}".`);
  return Number(text);
}

/** The words of a list, each one of those that there are. */
export function someOf<T extends string>(option: string, words: readonly string[], known: readonly T[]): T[] {
  return words.map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined)
      throw new NotUnderstood(`${option} knows no "${word}"; there are ${known.join(', ')}.`);
    return found;
  });
}
