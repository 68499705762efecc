import { requireNode } from '#shared/base/node-version.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { startCentre, trialSecret } from './centre.ts';
import { readConfig } from './platform/central-config.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the centre and says where it is; what stands in the way is said in one sentence. */
async function main(): Promise<void> {
  requireNode(process.versions.node);
  const config = readConfig(process.env);
  const pairingSecret = config.pairingSecret ?? trialSecret;
  say('Tessera centre is starting');
  const centre = await startCentre({ ...config, pairingSecret, log: (line) => say(`  ${line}`) });
  say(`  Dashboard:  ${centre.url}`);
  say(`  Tills call: ${centre.url}`);
  if (pairingSecret === trialSecret) {
    say(`  Their pairing secret is ${trialSecret}, good for trials on this computer only`);
  }
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
