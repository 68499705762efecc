import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a page that is loaded again in the middle of a visit goes on with it, and the sale counts once', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points20 to the next reward');
  await page.keyboard.type('23.40', { delay: 70 });
  await page.reload();
  await expect(counter.customer).toContainText('80 points20 to the next reward');
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('New voucher: €2.00');
  const paper = await counter.readPaper();

  // With what came of it, and with the next customer's voucher on the counter.
  await page.reload();
  await expect(counter.customer).toContainText('New voucher: €2.00');
  await scanner.scan(paper);
  await expect(counter.customer).toContainText('−€2.00');
  await page.reload();
  await expect(counter.customer).toContainText('−€2.00');
  await counter.sell('10');
  await expect(counter.toPay).toHaveText('€8.00');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('3 points97 to the next reward');
});
