import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { kernelModules, type Kernel } from './kernel.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** What is loaded into the kernel: the drivers that a till's computer has, and the devices it pretends to itself. */
const wanted = ['hid-generic', 'usbhid', 'usblp', 'cdc-acm', 'usb_f_hid', 'usb_f_printer', 'usb_f_acm'];
const ports = 3;
/** Native parts cannot be bundled: they go as packages, with all they lean on. */
const packages = ['serialport', 'node-hid'];

const programs = {
  'qemu-system-x86_64': 'qemu-system-x86',
  busybox: 'busybox-static',
  cpio: 'cpio',
  modinfo: 'kmod',
};

/** Why no machine can be pretended here, in a sentence; undefined when it can. */
export function whyNoMachine(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'The machine runs on x64 Linux only.';
  const missing = Object.entries(programs).filter(([program]) => spawnSync(program, ['--help']).error);
  if (missing.length > 0)
    return `The machine needs: sudo apt-get install --no-install-recommends ${missing.map(([, name]) => name).join(' ')}`;
  return undefined;
}

/** Builds the machine in a folder of its own, runs the stories in it and tells each line it says. The folder goes with it. */
export async function runMachine(kernel: Kernel, heard: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-usb-'));
  try {
    const disk = path.join(folder, 'disk');
    await furnish(disk, kernel);
    const archive = path.join(folder, 'disk.cpio');
    const packed = spawnSync('sh', ['-c', 'find . | cpio --quiet -o -H newc > "$0"', archive], { cwd: disk });
    if (packed.status !== 0)
      throw new Error(`The machine's disk was not packed: ${packed.stderr.toString()}`);
    await boot(kernel.image, archive, heard);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything the machine has: a shell, Node.js, the stories in one file, the native packages and the kernel's drivers. */
async function furnish(disk: string, kernel: Kernel): Promise<void> {
  for (const place of ['bin', 'proc', 'sys', 'dev', 'tmp', 'app', 'modules'])
    mkdirSync(path.join(disk, place), { recursive: true });
  withLibraries(disk, process.execPath, '/bin/node');
  cpSync(
    realpathSync(spawnSync('sh', ['-c', 'command -v busybox']).stdout.toString().trim()),
    path.join(disk, 'bin/busybox'),
  );
  await bundle(path.join(disk, 'app'));
  for (const name of closure(packages)) copyPackage(name, disk);
  const modules = kernelModules(kernel, [...wanted, 'dummy_hcd']);
  for (const file of modules) cpSync(file, path.join(disk, 'modules', path.basename(file)));
  const loads = modules.map((file) => {
    const name = path.basename(file);
    return `insmod /modules/${name}${name.startsWith('dummy_hcd') ? ` num=${ports} is_high_speed=1` : ''}`;
  });
  const init = [
    '#!/bin/busybox sh',
    '/bin/busybox --install -s /bin',
    'export PATH=/bin NODE_OPTIONS=--no-warnings',
    'mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev; mount -t tmpfs tmp /tmp',
    'ip link set lo up',
    ...loads,
    'mount -t configfs config /sys/kernel/config',
    'cd /app && node inside.mjs',
    'poweroff -f',
  ];
  writeFileSync(path.join(disk, 'init'), `${init.join('\n')}\n`);
  chmodSync(path.join(disk, 'init'), 0o755);
}

async function bundle(into: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(import.meta.dirname, 'inside.ts'),
      outDir: into,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'inside.mjs' } },
    },
    ssr: { noExternal: true, external: packages },
  });
}

/** These packages and all they lean on. */
function closure(names: readonly string[]): string[] {
  const found = new Set<string>();
  const take = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const own = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const other of Object.keys(own.dependencies ?? {})) take(other);
  };
  for (const name of names) take(name);
  return [...found];
}

function copyPackage(name: string, disk: string): void {
  const from = path.join(root, 'node_modules', name);
  const elsewhere = /prebuilds\/(?!.*linux-x64(\/|$))[^/]+/;
  cpSync(from, path.join(disk, 'app/node_modules', name), {
    recursive: true,
    dereference: true,
    filter: (file) => !elsewhere.test(path.relative(from, file)),
  });
  for (const file of nativeParts(from)) withLibraries(disk, file);
}

const nativeParts = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /prebuilds\/[^/]*linux-x64\/.*(?<!musl)\.node$/.test(file))
    .map((file) => path.join(folder, file));

/** A program or native part with the libraries that it is linked with, each where it was. */
function withLibraries(disk: string, file: string, as?: string): void {
  if (as) cpSync(realpathSync(file), path.join(disk, as));
  for (const [, library = ''] of spawnSync('ldd', [file])
    .stdout.toString()
    .matchAll(/(?:=> )?(\/\S+) \(0x/g)) {
    const place = path.join(disk, library);
    mkdirSync(path.dirname(place), { recursive: true });
    if (!existsSync(place)) cpSync(realpathSync(library), place);
  }
}

/** Starts it without a net and without a disk, and listens until it has switched itself off. */
async function boot(image: string, archive: string, heard: (line: string) => void): Promise<void> {
  const machine = spawn(
    'qemu-system-x86_64',
    [
      // Emulated: a virtual machine within a virtual machine does not start everywhere.
      ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-m', '2000', '-smp', '2'],
      ...['-nographic', '-no-reboot', '-nic', 'none', '-kernel', image, '-initrd', archive],
      ...['-append', 'console=ttyS0 panic=-1 quiet'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: 15 * 60_000 },
  );
  const lines = createInterface({ input: machine.stdout });
  lines.on('line', heard);
  await new Promise<void>((resolve, reject) => {
    machine.on('error', reject);
    machine.on('close', () => resolve());
  });
}
