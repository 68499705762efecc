import { exitCodes, helpOf, overviewOf, readCommandLine, type Asked } from '#shared/base/command-line.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { readConfig } from '#central/platform/central-config.ts';
import { centreMachine } from '#central/platform/machine.ts';
import { reachPostgres } from '#central/platform/running-postgres.ts';
import { requireCentre, requireCurrent } from '#central/store/current.ts';
import { connectPostgres, type Postgres } from '#central/store/postgres.ts';
import type { CentreCommand, Desk } from './command.ts';
import { centreCommands } from './commands.ts';

const program = 'npm run central --';

/** `npm run central -- <command>`: what operators do with a centre. Answers the exit code; what could not be done is said. */
export async function operate([name, ...words]: readonly string[]): Promise<number> {
  const command = centreCommands.find(({ usage }) => usage.name === name);
  if (!command) return tellCommands(name);
  const data = {
    name: 'data',
    value: 'folder',
    about: "the centre's folder, else DATABASE_URL, TESSERA_CENTRAL_DATA or the usual one",
  };
  const usage = { ...command.usage, options: [...command.usage.options, data] };
  if (words.includes('--help')) {
    console.log(helpOf(program, usage));
    return exitCodes.fine;
  }
  const asked = readCommandLine(usage, words);
  if (!asked.ok) {
    console.error(`${asked.error}\n\n${helpOf(program, usage)}`);
    return exitCodes.usage;
  }
  try {
    return exitCodes[await runAtDesk(command, asked.value)];
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error);
    return exitCodes.trouble;
  }
}

function tellCommands(name: string | undefined): number {
  const asked = name === '--help' || name === 'help';
  if (!asked) console.error(`There is no command "${name}".\n`);
  const usages = centreCommands.map(({ usage }) => usage);
  console.log(`${overviewOf(program, usages)}\nWithout a command the centre is started.`);
  return asked ? exitCodes.fine : exitCodes.usage;
}

/** Reaches the database, lets the command work on it, and leaves nothing running that was not. */
async function runAtDesk(command: CentreCommand, asked: Asked): Promise<'fine' | 'faults'> {
  const { needs } = command;
  await command.before?.(asked);
  const log = (line: string) => console.error(line);
  const { data } = asked.options;
  const env = data ? { TESSERA_CENTRAL_DATA: String(data), DATABASE_URL: '' } : {};
  const { databaseUrl, dataDir } = readConfig({ ...process.env, ...env });
  const reached = databaseUrl
    ? { url: databaseUrl, end: async () => undefined }
    : await reachPostgres({ dataDir, mayMake: needs === 'nothing', log });
  try {
    const postgres = await connectPostgres(reached.url, log);
    try {
      if (needs === 'a centre') await requireCentre(postgres);
      if (needs === 'this version') await requireCurrent(postgres);
      return await command.run(asked, deskAt(postgres));
    } finally {
      await postgres.close();
    }
  } finally {
    await reached.end();
  }
}

function deskAt(postgres: Postgres): Desk {
  const ending = new AbortController();
  process.once('SIGINT', () => ending.abort(new Trouble('STOPPED', 'Stopped; nothing was changed.')));
  let shown = '';
  return {
    postgres,
    machine: centreMachine,
    say: (line) => console.log(line),
    progress(what, done, total) {
      ending.signal.throwIfAborted();
      const text = `${what} ${total === 0 ? 100 : Math.floor((done * 100) / total)} %`;
      if (!process.stderr.isTTY || text === shown) return;
      shown = text;
      process.stderr.write(`\r${text.padEnd(30)}${done >= total ? '\n' : ''}`);
    },
  };
}
