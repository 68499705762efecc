import { ok, refuse, type Result } from './result.ts';

/** One `--name value` that a command takes, or a `--name` alone when `value` is null. */
export interface CommandOption {
  name: string;
  /** What stands for the value in the help: `folder`. Null for a flag. */
  value: string | null;
  about: string;
  required?: boolean;
}

/** What a command is called, what it does in one line, and what may be said to it. */
export interface CommandUsage {
  name: string;
  summary: string;
  /** A word that follows the command, by what stands for it in the help: `till`. */
  operand?: string;
  options: readonly CommandOption[];
}

/** What was said to a command. Flags that were given are `true`. */
export interface Asked {
  operand: string | null;
  options: Readonly<Record<string, string | true>>;
}

/** Exit codes of every command: done, done and something is wrong, not understood, could not be done. */
export const exitCodes = { fine: 0, faults: 1, usage: 2, trouble: 3 } as const;

/** Reads what stands behind a command's name. A refusal is a sentence that names what to mend. */
export function readCommandLine(usage: CommandUsage, words: readonly string[]): Result<Asked, string> {
  const options: Record<string, string | true> = {};
  let operand: string | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      if (!usage.operand || operand !== null) return refuse(`"${word}" is one word too many.`);
      operand = word;
      continue;
    }
    const [name, given] = splitAtEquals(word.slice(2));
    const option = usage.options.find((one) => one.name === name);
    if (!option) return refuse(`There is no option --${name}.`);
    if (option.value === null) {
      if (given !== undefined) return refuse(`--${name} takes no value.`);
      options[name] = true;
      continue;
    }
    const value = given ?? words[(at += 1)];
    if (value === undefined || value === '') return refuse(`--${name} needs a ${option.value} behind it.`);
    options[name] = value;
  }
  if (usage.operand && operand === null) return refuse(`Say which ${usage.operand}.`);
  const missing = usage.options.find(({ name, required }) => required && !(name in options));
  return missing ? refuse(`--${missing.name} has to be said.`) : ok({ operand, options });
}

const splitAtEquals = (word: string): [string, string?] => {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
};

/** The help of one command, as it stands behind `program`: `npm run till --`. */
export function helpOf(program: string, { name, summary, operand, options }: CommandUsage): string {
  const said = options.map((option) => {
    const word = option.value === null ? `--${option.name}` : `--${option.name} <${option.value}>`;
    return { word, about: option.about, required: option.required ?? false };
  });
  const line = [
    program,
    name,
    ...(operand ? [`<${operand}>`] : []),
    ...said.map(({ word, required }) => (required ? word : `[${word}]`)),
  ];
  const width = Math.max(0, ...said.map(({ word }) => word.length));
  return [
    summary,
    '',
    `  ${line.join(' ')}`,
    ...(said.length > 0 ? ['', ...said.map(({ word, about }) => `  ${word.padEnd(width)}  ${about}`)] : []),
    '',
    `Exit code: ${exitCodes.fine} all is well, ${exitCodes.faults} something was found, ${exitCodes.usage} not understood, ${exitCodes.trouble} it could not be done.`,
  ].join('\n');
}

/** What there is to ask for, a line each. */
export function overviewOf(program: string, commands: readonly CommandUsage[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `${program} <command>`,
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `${program} <command> --help tells more.`,
  ].join('\n');
}
