import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A kernel of Debian: its image, and the folder with its modules. */
export interface Kernel {
  image: string;
  modules: string;
}

/** The kernel of an unpacked package, or, without a folder, of this computer. In words why there is none. */
export function findKernel(folder: string | undefined): Kernel | string {
  const top = folder ?? '/';
  const boot = path.join(top, 'boot');
  const versions = (existsSync(boot) ? readdirSync(boot) : [])
    .filter((name) => name.startsWith('vmlinuz-'))
    .map((name) => name.slice('vmlinuz-'.length))
    .sort();
  const version = !folder && versions.includes(os.release()) ? os.release() : versions.at(-1);
  const modules = path.join(top, 'lib/modules', version ?? '');
  if (version !== undefined && existsSync(modules))
    return { image: path.join(boot, `vmlinuz-${version}`), modules };
  return [
    `There is no kernel with its modules in ${top}. Get one without installing it:`,
    '  apt-get download $(apt-cache depends linux-image-amd64 | sed -n "s/.*Depends: //p")',
    '  dpkg -x linux-image-*.deb kernel && npm run usb -- --kernel kernel',
  ].join('\n');
}

/** The files of these modules and of those they lean on, in the order in which they are loaded. */
export function kernelModules({ modules }: Kernel, wanted: readonly string[]): string[] {
  const files = new Map(
    readdirSync(modules, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ko'))
      .map((file) => [nameOf(path.basename(file, '.ko')), path.join(modules, file)] as const),
  );
  const found = new Set<string>();
  const take = (name: string): void => {
    const file = files.get(nameOf(name));
    // What is not there as a file is built in; what is missing shows when the next does not load.
    if (file === undefined || found.has(file)) return;
    const needs = spawnSync('modinfo', ['-F', 'depends', file]).stdout.toString().trim();
    for (const other of needs.split(',').filter(Boolean)) take(other);
    found.add(file);
  };
  for (const name of wanted) take(name);
  return [...found];
}

/** One module goes by two spellings. */
const nameOf = (name: string): string => name.replaceAll('-', '_');
