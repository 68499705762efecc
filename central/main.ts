import { requireNode } from '#shared/base/node-version.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { startCentre } from './centre.ts';
import { isLoopback } from './http/gate.ts';
import { runCommand } from './operator.ts';
import { trialCode } from './store/pairing.ts';
import { readConfig } from './platform/central-config.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the centre and says where it is; what stands in the way is said in one sentence. */
async function main(): Promise<void> {
  requireNode(process.versions.node);
  const config = readConfig(process.env);
  const [command, ...rest] = process.argv.slice(2);
  if (command) return runCommand(command, rest, config, say);
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

main().catch(fail);
