import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import { type Centre, startCentre } from '#central/centre.ts';
import { type SpeakingTill, tillOnTheLine } from '#test/support/speaking-till.ts';
import { joined, opened, sale, tillPen, type TillPen } from '#test/support/till-pen.ts';

interface Running {
  centre: Centre;
  /** Ends the centre and starts it again at the same address, as after an update. */
  stop(): Promise<void>;
  start(): Promise<void>;
  upload(pen: TillPen, from?: number): Promise<void>;
}

const test = base.extend<{ running: Running }>({
  running: async ({}, use) => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'tessera-dashboard-'));
    const start = (port: number) =>
      startCentre({
        dataDir,
        host: '127.0.0.1',
        port,
        log: () => undefined,
      });
    let centre = await start(0);
    let till: SpeakingTill | undefined;
    const port = Number(new URL(centre.url).port);
    await use({
      get centre() {
        return centre;
      },
      stop: () => centre.close(),
      start: async () => {
        centre = await start(port);
      },
      async upload(pen, from = 0) {
        till ??= await tillOnTheLine(centre.url, pen.writer);
        let answer = await till.upload(pen.log.slice(from));
        if (answer.status === 401) {
          await till.open(pen.log.slice(0, from));
          answer = await till.upload(pen.log.slice(from));
        }
        expect(answer.status).toBe(200);
      },
    });
    await centre.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
});

function aTill(): TillPen {
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...joined(7), ...sale(pen, 7, 2_340));
  return pen;
}

test('the owner sees the first till, and each sale as it happens, without touching anything', async ({
  page,
  running,
}) => {
  await page.goto(running.centre.url);
  await expect(page.getByText('No till has called yet')).toBeVisible();
  const pen = aTill();
  await running.upload(pen);
  await expect(page.getByRole('region', { name: 'Sales on Sun 22 Nov' })).toContainText('€23.40');
  await expect(page.getByRole('row', { name: /Till 1 Café Aurora online/ })).toBeVisible();
  pen.write(...sale(pen, 7, 1_000));
  await running.upload(pen, 5);
  await expect(page.getByRole('region', { name: 'Sales on Sun 22 Nov' })).toContainText('€33.40');
  await expect(page.getByText('10 points awarded')).toBeVisible();
  await expect(page.getByText('Live')).toBeVisible();
});

test('when the centre goes away the page keeps its figures and says so; when it is back, so is the page', async ({
  page,
  running,
}) => {
  await running.upload(aTill());
  await page.goto(running.centre.url);
  await expect(page.getByText('Live')).toBeVisible();
  await running.stop();
  await expect(page.getByText('Reconnecting')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Sales on Sun 22 Nov' })).toContainText('€23.40');
  await running.start();
  await expect(page.getByText('Live')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeHidden();
});

test('the page can be used by everybody, light and dark, and breaks no rule of its own policy', async ({
  page,
  running,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await running.upload(aTill());
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(running.centre.url);
    await expect(page.getByText('Live')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('the owner pairs a till, decides twice about a risk, and retires the till', async ({
  page,
  running,
}) => {
  const pen = aTill();
  const worth = { minor: 200, currency: 'EUR' };
  pen.write({
    type: 'RiskTaken',
    body: {
      riskId: 'risk-1',
      holder: `voucher:${'a'.repeat(16)}`,
      unit: 'credit:EUR',
      amount: 200,
      lot: '2026-11-22/-',
      saleId: 'sale-1',
      worth,
    },
  });
  await running.upload(pen);
  await page.goto(running.centre.url);
  const inbox = page.getByRole('region', { name: 'Waiting for you' });
  await expect(inbox).toContainText('Given on trust while cut off');
  await expect(inbox).toContainText('€2.00');
  const findings = await new AxeBuilder({ page }).analyze();
  expect(findings.violations).toEqual([]);
  await inbox.getByRole('button', { name: 'Write off' }).click();
  await inbox.getByRole('button', { name: 'Write off?' }).click();
  await expect(inbox).toBeHidden();

  await page.getByRole('button', { name: 'Code for a new till' }).click();
  await expect(page.getByText(/^[BCDEFGHJKLNPRSTUVX]{10}$/)).toBeVisible();

  const row = page.getByRole('row', { name: /Till 1/ });
  await row.getByRole('button', { name: 'Retire' }).click();
  await row.getByRole('button', { name: 'Retire?' }).click();
  await expect(row).toContainText('revoked');
});
