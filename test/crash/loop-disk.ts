import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '#central/platform/process-identity.ts';
import { endProcessesOf, waitNow } from './processes.ts';

/** A disk of its own in a file, whose power can be cut: what was not flushed to it is gone when it comes back. */
export interface LoopDisk {
  /** Where it is mounted, also after it came back. */
  readonly folder: string;
  /**
   * Cuts the power: from here on nothing reaches the disk, neither data nor journal, and every write fails. Answers with the
   * moment before, in the nanoseconds of `process.hrtime`: whoever waits for a flush right then is told that it succeeded, so what
   * is acknowledged after it does not count.
   */
  cut(): bigint;
  /** Ends whoever still works on it, takes it off and mounts it again, as a start after the cut does: the journal is replayed. */
  comeBack(): void;
  /** Takes it off for good and deletes it. */
  remove(): void;
}

/** `_IOR('X', 125, __u32)` of Linux on the usual processors, and its value for "do not even write the journal". */
const shutdownRequest = 0x80_04_58_7d;
const withoutJournal = 2;
/** The number of clock_gettime, which perl has to be told; its first clock is the one of `process.hrtime`. */
const clockCall = process.arch === 'arm64' ? 113 : 228;

/** Each opens the folder, prints the clock and asks for the shutdown right after. */
const interpreters = [
  {
    program: 'perl',
    script: `use Fcntl; sysopen(my $d, $ARGV[0], O_RDONLY) or die $!; my $how = pack("L", $ARGV[2]); my $now = "\\0" x 16;
      syscall($ARGV[3] + 0, 1, $now); my $cut = ioctl($d, $ARGV[1], $how); die $! unless $cut; printf "%d%09d", unpack("qq", $now);`,
    flag: '-e',
  },
  {
    program: 'python3',
    script: `import fcntl, os, struct, sys, time
folder = os.open(sys.argv[1], os.O_RDONLY)
how = struct.pack("I", int(sys.argv[3]))
now = time.monotonic_ns()
fcntl.ioctl(folder, int(sys.argv[2]), how)
print(now, end="")`,
    flag: '-c',
  },
] as const;

const has = (program: string, ...words: string[]): boolean => spawnSync(program, words).error === undefined;

/** Why no power can be cut here, in a sentence; undefined when it can. */
export function whyNoPowerCut(): string | undefined {
  if (process.platform !== 'linux') return 'Cutting the power needs Linux: its ext4 and its loop devices.';
  if (process.getuid?.() !== 0)
    return 'Cutting the power mounts disks, which only root may: run it as root, on a machine for tests.';
  const missing = ['mkfs.ext4', 'losetup', 'mount', 'umount'].filter((program) => !has(program, '-V'));
  if (missing.length > 0) return `Cutting the power needs ${missing.join(', ')} (Debian: e2fsprogs, mount).`;
  if (!interpreters.some(({ program }) => has(program, '--version')))
    return 'Cutting the power needs perl or python3, to say to the file system that its power is gone.';
  if (spawnSync('losetup', ['--find']).status !== 0)
    return 'There is no free loop device here (a container may not have any): run it on a whole machine.';
  return undefined;
}

const prefix = 'tessera-power-cut-';

/** A folder for disks, named after us, so that a later run finds what a killed one left. */
export function diskFolder(): string {
  const home = path.join(os.tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return home;
}

/** Takes off and deletes the disks of runs that are gone. */
export function clearLeftDisks(): void {
  for (const name of readdirSync(os.tmpdir())) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    clearDisks(path.join(os.tmpdir(), name));
  }
}

/** Ends whoever works on the disks in a folder, takes them off, and deletes it all. */
export function clearDisks(home: string): void {
  endProcessesOf(home);
  for (const mounted of mounts().filter((one) => one.startsWith(home + path.sep))) takeOff(mounted);
  rmSync(home, { recursive: true, force: true });
}

/** Makes a disk in `home` and mounts it. The space it takes grows with what is written. */
export function makeLoopDisk(home: string, name: string, bytes: number): LoopDisk {
  const image = path.join(home, `${name}.img`);
  const folder = path.join(home, name);
  writeFileSync(image, '');
  truncateSync(image, bytes);
  run('mkfs.ext4', '-q', '-F', '-b', '4096', image);
  mkdirSync(folder);
  const mount = () => run('mount', '-o', 'loop', image, folder);
  mount();
  return {
    folder,
    cut() {
      const failures: string[] = [];
      for (const { program, flag, script } of interpreters) {
        const words = [flag, script, folder, ...[shutdownRequest, withoutJournal, clockCall].map(String)];
        const done = spawnSync(program, words, { encoding: 'utf8' });
        if (done.status === 0) return BigInt(done.stdout);
        failures.push(`${program}: ${done.error?.message ?? done.stderr}`);
      }
      throw new Error(`the power stays on: ${failures.join(' ')}`);
    },
    comeBack() {
      takeOff(folder);
      mount();
    },
    remove() {
      takeOff(folder);
      rmSync(image, { force: true });
    },
  };
}

function run(program: string, ...words: string[]): void {
  const done = spawnSync(program, words, { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(`${program} ${words.join(' ')}: ${done.error?.message ?? done.stderr.trim()}`);
}

const mounts = (): string[] =>
  readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');

/** The loop device goes with the mount. A last process may need a moment to be gone. */
function takeOff(folder: string): void {
  const isOn = () => mounts().includes(folder);
  for (let attempt = 0; isOn() && attempt < 200; attempt += 1) {
    endProcessesOf(folder);
    if (spawnSync('umount', [folder]).status !== 0) waitNow(25);
  }
  if (isOn()) run('umount', '--lazy', folder);
}
