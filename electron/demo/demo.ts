import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer, OutcomeView } from '#shared/api/checkout.api.ts';
import { reasonSentence, refusalSentence } from '#shared/api/sentences.ts';
import { requireNode } from '#shared/base/node-version.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';
import { pageToPng } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { speak } from '#electron/platform/language.ts';
import { openTill, type Till } from '#electron/till.ts';
import { startCentral, type CentralProcess } from './central-process.ts';
import { demoShop } from './demo-shop.ts';

requireNode(process.versions.node);

/** `npm run demo`: one sale all the way, told in the terminal, with real parts and virtual devices. */
const language = demoShop.settings.language;
const { currency } = demoShop.settings;
const say = await speak(language);
const startedAt = performance.now();
const tell = (text: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}`);
const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-demo-'));
const [member] = demoShop.members;

/** Holds a code under the virtual scanner and says what came of it. */
function scan(till: Till, what: string, text: string): void {
  const answer = till.checkout.scanned({ deviceId: 'virtual-scanner', text });
  tell(`scan  ${what}`);
  if (!answer.ok) tell(`      refused: ${refusalSentence(answer.refusal, { language, say }, currency)}`);
  for (const { unit, have, need } of till.checkout.view().member?.holdings ?? [])
    tell(`      holds ${have} of ${need} ${unit.split(':')[0]}`);
}

/** Types an amount and presses Enter. */
function confirm(till: Till, amountText: string): OutcomeView | null {
  tell(`type  ${amountText} and Enter`);
  const answer: CommandAnswer = till.checkout.confirm(`demo-${till.store.head().seq}`, amountText);
  if (!answer.ok) {
    tell(`      refused: ${refusalSentence(answer.refusal, { language, say }, currency)}`);
    return null;
  }
  for (const { unit, amount, reason } of answer.outcome?.awards ?? []) {
    tell(`      +${amount} ${unit.split(':')[0]}: ${reasonSentence(reason, { language, say }, currency)}`);
  }
  for (const voucher of answer.outcome?.redeemed ?? [])
    tell(`      voucher used: ${promiseOf(voucher, language)}`);
  if (answer.outcome) tell(`      to pay: ${formatMoney(answer.outcome.due, language)}`);
  for (const voucher of answer.outcome?.issued ?? []) {
    tell(
      `      voucher issued: ${promiseOf(voucher, language)} (${reasonSentence(voucher.reason, { language, say }, currency)})`,
    );
  }
  return answer.outcome;
}

/** Waits until the centre has stored everything, and says so; a till that is alone goes on without. */
async function synced(till: Till, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  while (till.link.pending() > 0 && performance.now() < until) await sleep(50);
  const left = till.link.pending();
  tell(
    left === 0
      ? `sync  the centre has all ${till.store.head().seq} events`
      : `sync  ${left} events wait for the centre; nothing is lost`,
  );
}

tell('centre  starting PostgreSQL and the central store');
const central = await startCentral(path.join(folder, 'central'), 12_000).catch(
  (error: unknown): CentralProcess | null => {
    tell(
      `centre  not here (${error instanceof Error ? error.message : String(error)}); the till works all the same`,
    );
    return null;
  },
);
if (central) tell(`centre  PostgreSQL and the owner's page at ${central.url}`);
const till = await openTill({
  dataDir: path.join(folder, 'till'),
  shell: 'none',
  demo: true,
  centreUrl: central?.url ?? null,
  pairingCode: 'demo-pairing',
  witnessDir: path.join(folder, 'till'),
  printer: 'virtual',
  log: () => {},
});
tell(
  `till  ${demoShop.settings.shop}, ${demoShop.settings.tillName}: ready, with a virtual scanner and a virtual printer`,
);

scan(till, 'a member card', member?.card ?? '');
const outcome = confirm(till, '23.40');
await till.printed();
const page = till.virtualPrinter?.pages[0];
if (page && outcome?.issued[0]) {
  const file = path.resolve('test-results/demo-voucher.png');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, pageToPng(page));
  tell(`print ${till.store.jobs.get(outcome.issued[0].jobId)?.state}: look at ${path.relative('.', file)}`);
}
const token = till.store.look.latestVouchers(1)[0]?.token ?? '';
scan(till, 'the voucher, on the next sale', token);
confirm(till, '5.00');
scan(till, 'the same voucher once more', token);
scan(till, 'a blocked card', demoShop.blockedCard);
if (central) await synced(till, 8_000);
const { events, faults } = till.store.verify();
tell(
  `check ${events} events, chain whole, balances equal a rebuild: ${faults.length === 0 ? 'yes' : faults.join('; ')}`,
);
await till.close();
await central?.stop();
rmSync(folder, { recursive: true, force: true });
process.exitCode = faults.length === 0 && outcome?.issued.length === 1 ? 0 : 1;
