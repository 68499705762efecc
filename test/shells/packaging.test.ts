import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

interface Platform {
  icon?: string;
  files?: unknown;
}
interface Configuration extends Platform {
  files: { filter: string[] }[];
  win: Platform;
  mac: Platform;
  linux: Platform;
  electronFuses: Record<string, boolean>;
}
interface Configurator {
  getConfig(root: string, file: string, options: null): Promise<Configuration>;
  validateConfiguration(configuration: object, log: { isEnabled: boolean; add(): void }): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
// electron-builder offers no check of its own; this is what it calls first when it packages.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } = builder(
  'app-builder-lib/out/util/config/config.js',
) as Configurator;
const configuration = await getConfig(root, path.join(root, 'electron-builder.yml'), null);
const validate = (what: object): Promise<void> =>
  validateConfiguration(what, { isEnabled: false, add: () => {} });

test('the packager understands every word of its configuration', async () => {
  await validate(configuration);
  await expect(validate({ ...configuration, electronFuzes: {} })).rejects.toThrow('electronFuzes');
});

test('what goes into the package is named, for every platform at once', () => {
  const [list, ...moreLists] = configuration.files;
  expect(moreLists).toEqual([]);
  const [first, ...others] = list?.filter ?? [];
  expect(first).toBe('out/main/**');
  expect(others).toEqual(
    expect.arrayContaining(['out/preload/**', 'out/renderer/**', 'resources/**', 'package.json']),
  );
  for (const platform of [configuration.win, configuration.mac, configuration.linux])
    expect(platform).not.toHaveProperty('files');
});

test('the packaged program runs nothing but itself', () => {
  expect(configuration.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('every platform finds its icon', () => {
  for (const { icon } of [configuration.win, configuration.mac, configuration.linux])
    expect(existsSync(path.join(root, icon ?? 'no icon'))).toBe(true);
});
