import type { WebSocketRoute } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** A connection that a test can cut, and whose answers it can lose. */
interface Wire {
  cut(): Promise<void>;
  /** Loses everything the till says from now on, until the next connection. */
  loseAnswers(): void;
  confirms: string[];
}

const wired = test.extend<{ wire: Wire }>({
  // Before `counter`, which opens the page.
  wire: [
    async ({ page }, use) => {
      let route: WebSocketRoute | undefined;
      let losing = false;
      const confirms: string[] = [];
      await page.routeWebSocket(/\/rpc$/, (socket) => {
        route = socket;
        losing = false;
        const till = socket.connectToServer();
        socket.onMessage((message) => {
          const frame = JSON.parse(String(message)) as { m?: string; p?: { commandId?: string } };
          if (frame.m === 'checkout.confirm') confirms.push(frame.p?.commandId ?? '');
          till.send(message);
        });
        till.onMessage((message) => {
          if (!losing) socket.send(message);
        });
      });
      await use({
        confirms,
        cut: async () => route?.close({ code: 4000 }),
        loseAnswers: () => {
          losing = true;
        },
      });
    },
    { auto: true },
  ],
});

wired(
  'a dropped connection comes back by itself and keeps the typed amount',
  async ({ counter, scanner, wire, page }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await page.keyboard.type('23.4', { delay: 70 });
    await wire.cut();
    await expect(counter.notice).toContainText('What you typed stays here.');
    await page.keyboard.press('0');
    await expect(counter.notice).toHaveText('Enter confirms the sale');
    await expect(counter.amount).toHaveText('€23.40');
    await page.keyboard.press('Enter');
    await expect(counter.customer).toContainText('+23 points');
  },
);

wired(
  'a sale whose answer was lost is asked again under the same id and made once',
  async ({ counter, scanner, wire, page }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await page.keyboard.type('23.40', { delay: 70 });
    wire.loseAnswers();
    await page.keyboard.press('Enter');
    await expect.poll(() => wire.confirms.length).toBe(1);
    await wire.cut();
    await expect(counter.customer).toContainText('+23 points');
    await expect(counter.amount).toHaveText('€23.40');
    expect(wire.confirms).toHaveLength(2);
    expect(new Set(wire.confirms).size).toBe(1);
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('1 visit');
    await expect(counter.customer).toContainText('23 points');
  },
);

test.describe('a till that hangs', () => {
  test('is asked again when it moves, and sells once', async ({ counter, scanner, till, page }) => {
    test.slow(); // an answer is waited for 10 s
    test.skip(process.platform === 'win32', 'Windows cannot stop a process and let it go on');
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await page.keyboard.type('8', { delay: 70 });
    till.process.kill('SIGSTOP');
    await page.keyboard.press('Enter');
    await expect(counter.notice).toContainText('Asking the till again – the sale counts once.', {
      timeout: 15_000,
    });
    till.process.kill('SIGCONT');
    await expect(counter.toPay).toHaveText('€8.00');
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('1 visit');
    await expect(counter.customer).toContainText('8 points');
  });
});

test.describe('a till that was started anew', () => {
  test.use({ allowed: { problems: [/WebSocket connection to .* failed/, /ERR_CONNECTION_REFUSED/] } });

  test('no longer knows the window, which says how to go on', async ({ counter, scanner, till, page }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await till.restart();
    await expect(page.getByRole('alert')).toContainText('Open Tessera again from its launcher', {
      timeout: 15_000,
    });
    await page.goto(till.url);
    await page.reload();
    await expect(counter.confirm).toBeVisible();
  });
});

test('a window whose secret is wrong is told so at once', async ({ browser, till }) => {
  const page = await browser.newPage();
  await page.goto(`${till.base}#k=not-a-secret`);
  await expect(page.getByRole('alert')).toContainText('Open Tessera again from its launcher');
  await page.close();
});
