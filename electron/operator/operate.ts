import os from 'node:os';
import { exitCodes, helpOf, overviewOf, readCommandLine } from '#shared/base/command-line.ts';
import { requireNode } from '#shared/base/node-version.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { readTillConfig } from '#electron/platform/till-config.ts';
import { defaultDataDir } from '#electron/shells/data-folder.ts';
import { tillCommands } from './commands.ts';
import { deskAt } from './desk.ts';

const program = 'npm run till --';

/** `npm run till -- <command>`: what operators do with a till's folder. Answers the exit code. */
async function operate([name, ...words]: readonly string[]): Promise<number> {
  requireNode(process.versions.node);
  const command = tillCommands.find(({ usage }) => usage.name === name);
  if (!command) {
    const asked = name === undefined || name === '--help' || name === 'help';
    if (!asked) console.error(`There is no command "${name}".\n`);
    console.log(
      overviewOf(
        program,
        tillCommands.map(({ usage }) => usage),
      ),
    );
    return asked ? exitCodes.fine : exitCodes.usage;
  }
  const data = {
    name: 'data',
    value: 'folder',
    about: "the till's folder, else TESSERA_DATA or the usual one",
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
  const { dataDir, centreUrl } = readTillConfig(
    {
      ...process.env,
      ...(asked.value.options['data'] ? { TESSERA_DATA: String(asked.value.options['data']) } : {}),
    },
    defaultDataDir(process.platform, process.env, os.homedir()),
  );
  return exitCodes[await command.run(asked.value, deskAt(dataDir, centreUrl))];
}

operate(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Trouble ? error.message : error);
    process.exitCode = exitCodes.trouble;
  },
);
