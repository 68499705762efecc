import { AxeBuilder } from '@axe-core/playwright';
import { freePort, plainPrinter } from '../rigs/register/plain-printer.ts';
import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

const printer = await plainPrinter();
const listen = { port: await freePort() };
const front = { kind: 'printer', name: 'Front', listen, printer: { host: '127.0.0.1', port: printer.port } };
test.use({ shop: { settings: { shop: 'Café Aurora', capture: { registers: [front] } } } });
test.afterAll(() => printer.close());

test('a manager chooses what goes below the register’s receipts, and a sample goes through', async ({
  counter,
  page,
}) => {
  const register = await counter.manage('Register');
  const footer = register.getByRole('region', { name: 'On Front’s receipts' });
  await footer.getByRole('button', { name: 'Print a sample receipt through' }).click();
  await expect(footer).toContainText('Nothing is chosen to be added yet.');
  await footer.getByText('With a card: confirm the sale by the receipt').click();
  await expect(footer.getByRole('checkbox', { name: 'With a card' })).toBeChecked();
  await footer.getByRole('button', { name: 'generic-80' }).click();
  await footer.getByRole('button', { name: /58/ }).first().click();
  const hold = footer.getByRole('textbox', { name: 'Wait at the cut' });
  await hold.fill('2000');
  await hold.blur();
  await footer.getByRole('button', { name: 'Print a sample receipt through' }).click();
  await expect(footer).toContainText('It went out before the cut. Look at the receipt.');
  expect(printer.jobs().at(-1)?.length).toBeGreaterThan(5_000);
  const { violations } = await new AxeBuilder({ page }).include('aside').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const picture = process.env['FOOTER_PICTURE'];
  if (picture) await footer.screenshot({ path: picture });
});
