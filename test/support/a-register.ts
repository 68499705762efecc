import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { newRegisterKey } from '#electron/register-api/register-key.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { temporaryFolder } from './a-till.ts';
import { openTestTill, type TillUnderTest } from './open-till.ts';

/** What a register is answered. */
export interface RegisterAnswer {
  status: number;
  body: Record<string, unknown> & { error?: { code: string } };
  text: string;
}

/** A register beside a till, over HTTP, with a key of its own. */
export interface ARegister {
  open: TillUnderTest;
  ask(place: string, body: object): Promise<RegisterAnswer>;
  /** The till's events of one kind. */
  events(type: string): Envelope[];
  /** Makes the card a member's, at the cashier's counter. */
  enrol(card: string): Promise<void>;
  close(): Promise<void>;
}

export async function aRegister(): Promise<ARegister> {
  const folder = temporaryFolder();
  const settings = { ...demoShop.settings, language: 'en', registerApi: { listen: { port: 0 } } };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const open = await openTestTill(folder.dir, { demo: false });
  await vi.waitUntil(() => open.till.registerApi.base() !== null, { timeout: 20_000, interval: 20 });
  const key = newRegisterKey(folder.dir);
  return {
    open,
    async ask(place, body) {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` };
      const said = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${open.till.registerApi.base()}${place}`, said);
      const text = await answer.text();
      return { status: answer.status, body: JSON.parse(text) as RegisterAnswer['body'], text };
    },
    events: (type) => open.till.store.ownAfter(0, 1_000).filter((event) => event.type === type),
    async enrol(card) {
      await open.screen.call('checkout.scan', { deviceId: 'test', text: card });
      await open.screen.call('checkout.enrol', {});
      await open.screen.call('checkout.clear', {});
    },
    async close() {
      await open.close();
      folder.remove();
    },
  };
}

/** Status and code of an answer: `409 SALE_DIFFERS`, `200 ok`. */
export const codeOf = ({ status, body }: RegisterAnswer): string => `${status} ${body.error?.code ?? 'ok'}`;
