import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { FooterChoice } from '#shared/settings/receipt-footer.ts';
import { freePort } from '#test/rigs/register/plain-printer.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';
import { quantile, type BenchOptions, type Figure } from './figures.ts';
import type { FooterSamples, FooterTask } from './footer-line.ts';

/** As long as a cut waits unless somebody chose otherwise; here it waits longer, so that what takes longer is seen. */
const usualMs = FooterChoice.parse({}).holdMs;

/**
 * How long a register's cut waits for what goes before it, on a whole till with its ledger on disk: a member's balance after the sale
 * that the receipt confirms, and a claim with its code; by turns with the same receipts through a register that adds nothing.
 */
export async function benchFooter({ small }: BenchOptions): Promise<Figure[]> {
  const rounds = small ? 40 : 300;
  const [plainPort, addingPort, printerPort] = [await freePort(), await freePort(), await freePort()];
  const register = (name: string, port: number) => {
    return { kind: 'printer', name, listen: { port }, printer: { host: '127.0.0.1', port: printerPort } };
  };
  const registers = [register('Back', plainPort), register('Front', addingPort)];
  const folder = temporaryFolder();
  const settings = { ...demoShop.settings, capture: { registers } };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const { till, screen, close } = await openTestTill(folder.dir, { demo: false });
  try {
    const choice = FooterChoice.parse({ confirms: true, claims: true, holdMs: 2_000 });
    await screen.call('capture.set-footer', { register: 'Front', choice });
    const scan = () => screen.call('checkout.scan', { deviceId: 'bench', text: cards.unknown });
    await scan();
    await screen.call('checkout.enrol', {});
    await screen.call('checkout.clear', {});
    for (let tries = 200; till.capture.ports().includes(0) && tries > 0; tries -= 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const task: FooterTask = { plainPort, addingPort, printerPort, rounds };
    const worker = new Worker(new URL('footer-line.ts', import.meta.url), { workerData: task });
    const samples = await new Promise<FooterSamples>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (said: keyof FooterSamples | FooterSamples) => {
        if (typeof said !== 'string') return resolve(said);
        void (said === 'member' ? scan() : screen.call('checkout.clear', {})).then(() =>
          worker.postMessage('ready'),
        );
      });
    });
    return [waits('the balance of a member', 'member'), waits('a claim and its code', 'claim')].map(
      (figure) => figure(samples, rounds),
    );
  } finally {
    await close();
    folder.remove();
  }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const both = (some: readonly number[]): string => `${ms(quantile(some, 0.5))}, ${ms(quantile(some, 0.99))}`;

const waits =
  (what: string, way: 'member' | 'claim') =>
  (samples: FooterSamples, rounds: number): Figure => {
    const isAll = samples.added[way] === rounds;
    return {
      what: `from a receipt’s cut until it is cut behind ${what}, p50 and p99; the same where nothing is added`,
      measured: `${both(samples[way])}; ${both(samples.plain)} (${samples.added[way]} of ${rounds} receipts added to)`,
      goal: `<= ${usualMs} ms`,
      kept: isAll && quantile(samples[way], 0.99) <= usualMs,
    };
  };
