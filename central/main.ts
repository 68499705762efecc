import { exitCodes, readCommandLine } from '#shared/base/command-line.ts';
import { requireNode } from '#shared/base/node-version.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { startCentre } from './centre.ts';
import { isLoopback } from './http/gate.ts';
import { operate } from './operator/operate.ts';
import { buildDashboard } from './platform/build-dashboard.ts';
import { readConfig } from './platform/central-config.ts';
import { trialCode } from './store/pairing.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const starting = {
  name: '',
  summary: 'Starts the centre.',
  options: [
    { name: 'data', value: 'folder', about: 'its folder, else TESSERA_CENTRAL_DATA or the usual one' },
    { name: 'build', value: null, about: "builds the owner's page first" },
  ],
};

/** A word is a command to a centre that may be running or not; without one a centre is started. */
async function main(said: readonly string[]): Promise<void> {
  requireNode(process.versions.node);
  const words = said.filter((word) => word !== '--build');
  const [first] = words;
  if (first !== undefined && (first === '--help' || !first.startsWith('--'))) {
    process.exitCode = await operate(words);
    return;
  }
  const asked = readCommandLine(starting, said);
  if (asked.ok) return start(asked.value.options);
  process.stderr.write(`${asked.error} "npm run central -- --help" tells what can be said.\n`);
  process.exitCode = exitCodes.usage;
}

/** Starts the centre and says where it is; what stands in the way is said in one sentence. */
async function start({ data, build }: Readonly<Record<string, string | true>>): Promise<void> {
  const config = readConfig({ ...process.env, ...(data ? { TESSERA_CENTRAL_DATA: String(data) } : {}) });
  if (build) await buildDashboard();
  say('Tessera centre is starting');
  const centre = await startCentre({ ...config, log: (line) => say(`  ${line}`) });
  say(`  Dashboard:  ${centre.url}`);
  say(`  Tills call: ${centre.url}`);
  if (isLoopback(config.host))
    say(`  Tills on this computer pair by themselves with the code ${trialCode}: for trials`);
  say('  A code for a new till: npm run central -- pair-code');
  say('  Ctrl-C stops it');
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('Tessera centre is stopping');
    void centre.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

function fail(error: unknown): void {
  const inWords = error instanceof Trouble || (error instanceof Error && error.message.startsWith('Tessera'));
  process.stderr.write(`${inWords ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
