import jsQR from 'jsqr';
import { expect, type Locator, type Page } from '@playwright/test';
import { PNG } from 'pngjs';

/** The cashier's screen in a cashier's words. */
export class CounterPage {
  readonly page: Page;
  readonly amount: Locator;
  readonly toPay: Locator;
  readonly customer: Locator;
  readonly notice: Locator;
  readonly confirm: Locator;

  constructor(page: Page) {
    this.page = page;
    this.amount = page.locator('output.big-number');
    this.toPay = page.getByRole('status', { name: 'To pay' });
    this.customer = page.locator('.what');
    this.notice = page.locator('.notice');
    this.confirm = page.locator('.keypad-edge button').last();
  }

  /** Types as a person does and presses Enter. */
  async sell(amount: string): Promise<void> {
    await this.page.keyboard.type(amount, { delay: 70 });
    await this.page.keyboard.press('Enter');
  }

  /** Opens a screen beside the counter. */
  async open(name: 'Practice' | 'Printing' | 'Returns'): Promise<Locator> {
    await this.page.getByRole('button', { name, exact: true }).click();
    return this.page.getByRole('complementary', { name });
  }

  /** Opens a screen of those behind Manage, by its title. */
  async manage(name: string): Promise<Locator> {
    const list = this.page.getByRole('complementary', { name: 'Manage' });
    if (!(await list.isVisible()))
      await this.page.getByRole('button', { name: 'Manage', exact: true }).click();
    await list.getByRole('button', { name, exact: true }).click();
    return this.page.getByRole('complementary', { name });
  }

  /** Closes what stands beside the counter. */
  async closeSide(): Promise<void> {
    await this.page.getByRole('complementary').getByRole('button', { name: 'Close', exact: true }).click();
  }

  /** What the QR code on the picture of the paper says: the paper itself is the test's only source. */
  async readPaper(inside: Locator | Page = this.page): Promise<string> {
    const picture = inside.getByRole('img', { name: 'Picture of the paper' }).first();
    await expect(picture).toBeVisible();
    const source = (await picture.getAttribute('src')) ?? '';
    const png = PNG.sync.read(Buffer.from(source.replace('data:image/png;base64,', ''), 'base64'));
    const code = jsQR(new Uint8ClampedArray(png.data), png.width, png.height);
    if (!code) throw new Error('no QR code on the paper');
    return code.data;
  }
}
