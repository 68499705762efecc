import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('every part of the design system can be read and used, in every theme and in the hues of shops', async ({
  page,
  till,
}, info) => {
  test.setTimeout(180_000); // axe looks six times
  await page.goto(`${till.base}gallery.html`);
  await expect(page.getByRole('heading', { name: 'Every part, in every state' })).toBeVisible();
  // A text area is a text field of several lines and stands beside it.
  const parts = readdirSync('renderer/ui').flatMap((file) => /^(.+)\.tsx$/.exec(file)?.[1] ?? []);
  for (const part of parts.filter((one) => one !== 'text-area'))
    await expect(page.getByRole('region', { name: part, exact: true }), part).toBeVisible();
  for (const theme of ['light', 'dark', 'contrast'])
    for (const hue of theme === 'contrast' ? ['own'] : ['own', '#7a1f3d', '#ffee00']) {
      await page.getByRole('radio', { name: theme, exact: true }).click();
      await page.getByRole('radio', { name: hue, exact: true }).click();
      const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      expect(found, `${theme}, ${hue}`).toEqual([]);
      if (hue === 'own')
        await page.screenshot({ path: info.outputPath(`gallery-${theme}.png`), fullPage: true });
    }
  // No target is smaller than a finger.
  for (const button of await page.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(box?.height, await button.innerText()).toBeGreaterThanOrEqual(44);
  }
});
