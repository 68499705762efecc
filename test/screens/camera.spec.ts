import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { writeFilm } from './film.ts';
import { cards, expect, needsBrowserAndBuild, test as base } from './till.ts';

needsBrowserAndBuild();

const dir = mkdtempSync(path.join(os.tmpdir(), 'tessera-film-'));
const film = path.join(dir, 'camera.y4m');

/** A browser whose camera plays our film, and that may be used: the one of npm has nobody to ask. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = [
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
        '--use-fake-ui-for-media-stream',
      ];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
    },
    { scope: 'worker' },
  ],
});
test.afterAll(() => rmSync(dir, { recursive: true, force: true }));

const loaded = /camera-(?:decoder|view)|zxing/;

test.describe('with a camera that may be used', () => {
  test.use({ permissions: ['camera'] });

  test('a card held before the camera is its member at the counter, once, and the paper it makes is read the same way', async ({
    counter,
    page,
  }, info) => {
    test.slow(); // axe looks at it twice, and the film is a camera's
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    let scans = 0;
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"checkout.scan"')) scans += 1;
      }),
    );
    await page.reload();
    await expect(counter.confirm).toBeVisible();
    writeFilm(film, [{ code: cards.eightyPoints, seconds: 4 }]);
    const devices = await counter.manage('Devices');
    const panel = devices.getByRole('region', { name: 'Camera as a scanner' });
    expect(asked.filter((url) => loaded.test(url))).toEqual([]);

    await panel.getByRole('button', { name: 'Use a camera' }).click();
    await panel.getByRole('list').getByRole('button').first().click();
    const corner = page.getByRole('region', { name: 'Camera', exact: true });
    await expect(corner).toContainText('Hold a card or a voucher before the camera.');
    await expect(counter.customer).toContainText('80 points');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.screenshot({ path: info.outputPath(`camera-${colorScheme}.png`) });
    }
    // The card was in every picture of the film, which has been round by now.
    expect(scans).toBe(1);

    await counter.closeSide();
    await counter.sell('23.40');
    await page.keyboard.press('F11');
    await expect(corner).toHaveCount(0);
    writeFilm(film, [{ code: await counter.readPaper(), seconds: 4 }]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('F11');
    await expect(page.getByRole('region', { name: 'Vouchers' })).toContainText('2.00');
    await page.screenshot({ path: info.outputPath('camera-voucher.png') });
  });

  test('a camera that is pulled out is said, and used again when it is back', async ({ counter, page }) => {
    writeFilm(film, [{ code: null, seconds: 1 }]);
    await page.addInitScript(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      const list = mediaDevices.enumerateDevices.bind(mediaDevices);
      let isIn = true;
      let latest: MediaStream | undefined;
      mediaDevices.getUserMedia = async (wish) => {
        if (!isIn) throw new DOMException('no such device', 'NotFoundError');
        return (latest = await open(wish));
      };
      mediaDevices.enumerateDevices = async () =>
        (await list()).filter(({ kind }) => isIn || kind !== 'videoinput');
      addEventListener('camera-cable', () => {
        isIn = !isIn;
        if (!isIn) for (const track of latest?.getTracks() ?? []) track.dispatchEvent(new Event('ended'));
        mediaDevices.dispatchEvent(new Event('devicechange'));
      });
    });
    await page.reload();
    const devices = await counter.manage('Devices');
    const panel = devices.getByRole('region', { name: 'Camera as a scanner' });
    await panel.getByRole('button', { name: 'Use a camera' }).click();
    await panel.getByRole('list').getByRole('button').first().click();
    const corner = page.getByRole('region', { name: 'Camera', exact: true });
    await expect(corner).toContainText('Hold a card');
    const cable = () => page.evaluate(() => void dispatchEvent(new Event('camera-cable')));
    await cable();
    await expect(corner).toContainText('This computer has no camera.');
    writeFilm(film, [{ code: cards.eightyPoints, seconds: 4 }]);
    await cable();
    await expect(counter.customer).toContainText('80 points');

    // Of two windows one watches, and the other when that one is closed.
    const opened = page.context().waitForEvent('page');
    await page.evaluate(() => void open(location.href));
    const other = await opened;
    const otherCorner = other.getByRole('region', { name: 'Camera', exact: true });
    await expect(otherCorner).toContainText('another window of this till, has the camera');
    await other.close();

    await panel.getByRole('button', { name: 'Turn the camera off' }).click();
    await expect(panel).toContainText('is off. F11 turns it on.');
    await panel.getByRole('button', { name: 'Take away' }).click();
    await expect(panel.getByRole('button', { name: 'Use a camera' })).toBeVisible();
  });
});
