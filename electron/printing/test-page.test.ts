import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createInterpreter } from '#electron/devices/drivers/virtual-printer/interpreter.ts';
import { pageToPng, type Page } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { speak } from '#electron/platform/language.ts';
import { modelNamed, modelNames } from './printer-models.ts';
import { testCodes, testedPages, testPage } from './test-page.ts';

const zbar = spawnSync('zbarimg', ['--version']).error
  ? 'zbarimg is not installed (apt-get install zbar-tools)'
  : undefined;

async function printed(name: string, model = modelNamed(name)): Promise<Page> {
  const pages: Page[] = [];
  const interpreter = createInterpreter({ widthDots: model.widthDots, onPage: (page) => pages.push(page) });
  interpreter.feed(
    testPage({ shop: 'Őszi Sütőház', model, pages: testedPages(model), say: await speak('hu') }),
  );
  const page = pages[0] ?? interpreter.tearOff();
  if (!page || pages.length > 1) throw new Error('not one page came out');
  expect(interpreter.unknownCommands).toEqual([]);
  return page;
}

test.each(modelNames)('the test page of %s numbers every page that it has or may have', async (name) => {
  const page = await printed(name);
  const numbered = page.lines.filter((text) => /^\d\) /.test(text));
  expect(numbered).toHaveLength(testedPages(modelNamed(name)).length);
  const known = testedPages(modelNamed(name)).flatMap(({ name: codePage }, place) =>
    codePage === 'cp852' || codePage === 'cp858' ? [{ codePage, read: numbered[place]?.slice(3) }] : [],
  );
  const should = { cp852: '__é___ áíóöőúüű ŐŰ _', cp858: 'àèéìòù áíóö_úü_ __ €' };
  expect(known).toEqual(known.map(({ codePage }) => ({ codePage, read: should[codePage] })));
});

test('a page that the printer does not have is rubbish in its line, and the picture above stays right', async () => {
  const model = modelNamed('virtual-58');
  const lying = { ...model, maybePages: [{ name: 'cp852', escT: 99 } as const] };
  const [right, wrong] = [await printed('virtual-58'), await printed('virtual-58', lying)];
  expect(wrong.lines.some((text) => /^\ufffd{10,}$/.test(text))).toBe(true);
  const above = (page: Page): Uint8Array => page.data.slice(0, page.bytesPerRow * (96 + 240));
  expect(above(wrong)).toEqual(above(right));
});

test.skipIf(zbar).each(modelNames)(
  `the codes of the test page of %s are read by somebody else’s eyes${zbar ? `: ${zbar}` : ' (zbar)'}`,
  async (name) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zbar-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'page.png');
    writeFileSync(file, pageToPng(await printed(name)));
    const { stdout } = spawnSync('zbarimg', ['--quiet', file], { encoding: 'utf8', timeout: 60_000 });
    expect(stdout.trim().split('\n').toSorted()).toEqual([
      `CODE-128:${testCodes.code128}`,
      `QR-Code:${testCodes.qr}`,
    ]);
  },
);
