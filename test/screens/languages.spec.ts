import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

const stories = [
  {
    language: 'IT',
    ready: "Passa la tessera o scrivi l'importo – in qualsiasi ordine",
    sold: '23,40 €',
    points: '+23 punti',
    why: '1 per ogni €, su 23,40 €',
    voucher: 'Nuovo buono: 2,00 €',
    printed: 'stampato',
    blocked: 'è bloccata. Chiedi al responsabile.',
  },
  {
    language: 'HU',
    ready: 'Olvassa be a kártyát, vagy írja be az összeget – bármely sorrendben',
    sold: '23,40 EUR',
    points: '+23 pont',
    why: '1 pont minden € után, alap: 23,40 EUR',
    voucher: 'Új utalvány: 2,00 EUR',
    printed: 'kinyomtatva',
    blocked: 'kártya le van tiltva. Kérdezze a vezetőt.',
  },
] as const;

for (const story of stories)
  test(`a whole sale in ${story.language}, and the language stays after a reload`, async ({
    counter,
    scanner,
    page,
  }) => {
    await page.getByRole('radio', { name: story.language === 'IT' ? 'Italiano' : 'Magyar' }).click();
    await expect(counter.notice).toHaveText(story.ready);
    await expect(page.locator('html')).toHaveAttribute('lang', story.language.toLowerCase());
    await scanner.scan(cards.eightyPoints);
    await expect(counter.customer).toContainText(`…${cards.eightyPoints.slice(-4)}`);
    await counter.sell('23,40');
    await expect(counter.customer).toContainText(story.points);
    await expect(counter.amount).toHaveText(story.sold);
    await expect(counter.customer).toContainText(story.why);
    await expect(counter.customer).toContainText(story.voucher);
    await expect(counter.customer.locator('.chip')).toHaveText(story.printed);
    await page.reload();
    await expect(counter.customer).toContainText(story.points);
    await scanner.scan(cards.blocked);
    await expect(counter.notice).toContainText(story.blocked);
  });
