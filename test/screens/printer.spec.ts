import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a new printer is tried, read, kept, and says in the top line what it needs', async ({
  counter,
  page,
}) => {
  test.slow(); // every press waits for a printer
  const devices = await counter.manage('Devices');
  const printer = devices.getByRole('region', { name: 'Printer' });
  await expect(printer).toContainText('ready');
  await printer.getByRole('button', { name: 'Print a test page' }).click();
  await expect(printer).toContainText('The test page came out.', { timeout: 30_000 });
  // The paper is in somebody's hand: its lines keep their numbers.
  const second = printer.getByRole('button', { name: 'Line 2 (CP852)' });
  await second.click();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await printer.getByRole('button', { name: 'Open the drawer' }).click();
  await expect(printer).toContainText('The drawer got its pulse.');

  const practice = await counter.open('Practice');
  await practice.getByRole('radio', { name: 'Paper out' }).click();
  const topLine = page.getByRole('banner').getByRole('status');
  await expect(topLine).toHaveText('The printer has no paper.', { timeout: 60_000 });
  await practice.getByRole('radio', { name: 'Paper in' }).click();
  await expect(topLine).toBeHidden({ timeout: 60_000 });

  const again = await counter.manage('Devices');
  await again.getByRole('button', { name: 'Choose a printer' }).click();
  await again.getByRole('button', { name: 'No printer' }).click();
  await expect(again.getByRole('region', { name: 'Printer' })).toContainText('not set up');
});

test('how the printer confirms is found out slip by slip, by somebody who looks', async ({
  counter,
  page,
}, info) => {
  test.slow(); // every slip waits for a printer
  const devices = await counter.manage('Devices');
  const wizard = devices.getByRole('group', { name: 'How it confirms' });
  await expect(wizard).toContainText('Its model says so; nobody has tried it here.');
  const find = () => wizard.getByRole('button', { name: 'Find out with slips' }).click();
  await find();
  await expect(wizard).toContainText('Look at slip 1', { timeout: 60_000 });
  await wizard.getByRole('button', { name: 'The slip, with odd signs on it' }).click();
  await expect(wizard).toContainText('Look at slip 2', { timeout: 60_000 });
  await page.screenshot({ path: info.outputPath('look.png') });
  await wizard.getByRole('button', { name: 'The slip, clean' }).click();
  await expect(wizard).toContainText('It answers in its turn when a paper is done.');
  await expect(wizard).not.toContainText('Its model says so');

  await page.reload();
  const again = (await counter.manage('Devices')).getByRole('group', { name: 'How it confirms' });
  await expect(again).toContainText('It answers in its turn when a paper is done.');
});
