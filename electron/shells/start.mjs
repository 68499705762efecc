// `npm start`. Plain JavaScript on purpose: it must run on any Node to be able to say what is wrong with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chooseShell } from './choose-shell.mjs';
import { findElectron } from './electron-binary.mjs';
import { buildIsFresh } from './fresh-build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const windows = process.platform === 'win32';
/** @param {string} line */
const say = (line) => console.log(`[tessera] ${line}`);
/** @param {string} line */
const giveUp = (line) => {
  console.error(`[tessera] ${line}`);
  process.exit(1);
};

process.env['TESSERA_STARTED_MS'] ??= String(Math.round(performance.timeOrigin));
if (!nodeIsTooOld()) await start();
else await startOnTheNodeThatWasInstalled();

async function start() {
  const choice = chooseShell({
    asked: process.env['TESSERA_SHELL'],
    electron: findElectron({ root }),
    screen: process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']),
    root: process.getuid?.() === 0,
  });
  if ('refusal' in choice) return giveUp(choice.refusal);
  say(`shell: ${choice.shell} (${choice.why})`);
  await buildIfAsked();
  if (choice.shell === 'electron') process.exit(await run(choice.binary, [root]));
  // In this very process: nothing to forward, and killing it kills the till.
  await import(pathToFileURL(path.join(root, 'out/main/browser.js')).href);
}

async function buildIfAsked() {
  if (buildIsFresh(root)) return;
  if (!process.argv.includes('--build')) {
    if (existsSync(path.join(root, 'out/renderer/index.html'))) return;
    giveUp('this checkout was not built yet: "npm run build" does that, or "npm start".');
  }
  const builder = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  if (!existsSync(builder)) giveUp('the packages are not installed here: run "npm install" first.');
  const before = existsSync(path.join(root, 'out/main/main.js'));
  say(
    before ? 'building, because sources changed since the last start' : 'building, for the first time here',
  );
  const code = await run(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: root });
  if (code !== 0) process.exit(code);
}

/** The database module crashes old Nodes without a word, so this never goes on with one. */
async function startOnTheNodeThatWasInstalled() {
  const installed = path.join(root, 'node_modules/.bin', windows ? 'node.cmd' : 'node');
  if (!existsSync(installed) || process.env['TESSERA_NODE_TRIED'])
    giveUp(
      `Tessera needs Node.js 22.12 or later and this is ${process.version}, under which its database module crashes.\n` +
        '"npm install" brings Node 24 on Linux (x64, arm64) and Windows (x64), and "npm start" uses it; elsewhere install Node 24.',
    );
  const env = { ...process.env, TESSERA_NODE_TRIED: '1' };
  process.exit(await run(installed, process.argv.slice(1), { shell: windows, env }));
}

function nodeIsTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 12);
}

/**
 * Runs a program as if it were this process: same terminal, signals passed on. Resolves with its exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
function run(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => child.kill(signal);
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve) => {
    child.on('error', (error) => giveUp(`${program}: ${error.message}`));
    child.on('exit', (code, signal) => {
      for (const one of signals) process.off(one, pass);
      resolve(signal ? 1 : (code ?? 0));
    });
  });
}
