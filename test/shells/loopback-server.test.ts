import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { createAdmission, type WindowKind } from '#electron/shells/browser/admission.ts';
import { startLoopbackServer, type LoopbackServer } from '#electron/shells/browser/loopback-server.ts';
import { NONCE_MARK } from '#electron/shells/page-policy.ts';
import type { Port } from '#shared/api/channel.ts';
import { closeCode, dial, enter, type Handshake, request, sendRaw, tokenIn } from './dial.ts';
import { patience } from './patience.ts';

let folder: string;
let server: LoopbackServer;
let nowMs = 0;
let ports: Port[] = [];
let kinds: WindowKind[] = [];
const frames: unknown[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'loopback-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), `<!doctype html><meta nonce="${NONCE_MARK}">`);
  writeFileSync(path.join(root, 'assets/app-1a2b.js'), 'export {};');
  writeFileSync(path.join(root, 'assets/camera-decoder-1a2b.js'), 'export {};');
  writeFileSync(path.join(folder, 'secret.txt'), 'the keys of the shop');
  mkdirSync(path.join(folder, 'renderer-of-somebody-else'));
  writeFileSync(path.join(folder, 'renderer-of-somebody-else/page.html'), 'not ours');
  nowMs = 0;
  ports = [];
  kinds = [];
  frames.length = 0;
  server = await startLoopbackServer({
    root,
    port: 0,
    admission: createAdmission({ ...nodeMachine, ticksMs: () => nowMs }),
    attach(port, kind) {
      ports.push(port);
      kinds.push(kind);
      port.onFrame((frame) => frames.push(frame));
    },
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const knock = (token = tokenIn(server.launchUrl())) => enter(server.base, token);

test('the page comes with its policy, and with a nonce of its own every time', async () => {
  const [one, other] = [await request(server.base, '/'), await request(server.base, '/')];
  expect(one.status).toBe(200);
  const nonce = /nonce="([^"]+)"/.exec(one.text)?.[1] ?? '';
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(one.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; " +
      `style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types camera-decoder",
  );
  expect(other.text).not.toContain(nonce);
});

test('nobody but the thread of the camera may build machine code, and the camera is all of the machine that a page may ask for', async () => {
  const policyOf = async (file: string) =>
    String((await request(server.base, file)).headers['content-security-policy']);
  expect(await policyOf('/assets/camera-decoder-1a2b.js')).toContain("script-src 'self' 'wasm-unsafe-eval';");
  for (const file of ['/', '/assets/app-1a2b.js', '/assets/camera-decoder-/../app-1a2b.js'])
    expect(await policyOf(file)).not.toContain('unsafe-eval');
  expect((await request(server.base, '/')).headers['permissions-policy']).toMatch(
    /^camera=\(self\), microphone=\(\)/,
  );
});

test('every file says what it is, that nobody else may use it, and how long it may be kept', async () => {
  const page = await request(server.base, '/');
  const script = await request(server.base, '/assets/app-1a2b.js?v=1');
  for (const { headers } of [page, script])
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(page.headers).not.toHaveProperty('access-control-allow-origin');
});

test('only reading is answered, and HEAD says as much as GET without the page', async () => {
  const get = await request(server.base, '/');
  const head = await request(server.base, '/', { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers['content-length']).toBe(String(get.text.length));
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    expect(await request(server.base, '/', { method })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
});

test('a foreign name that resolves to this computer is not answered', async () => {
  const { port } = new URL(server.base);
  for (const host of [`localhost:${port}`, 'evil.example', '127.0.0.1', `127.0.0.1:${port}.evil.example`])
    expect(await request(server.base, '/', { host })).toMatchObject({ status: 421 });
  expect(await dial(server.base, tokenIn(server.launchUrl()), { host: 'evil.example' })).toEqual({
    status: 421,
  });
  const { host } = new URL(server.base);
  expect(await sendRaw(server.base, `GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%2e%2e%2frenderer-of-somebody-else/page.html',
  '/index.html%00',
  '/%zz',
  '/assets',
  '/assets/',
  '/index.html/x',
  `/${'x'.repeat(5000)}`,
])('%s leads nowhere', async (place) => {
  expect(await request(server.base, place)).toMatchObject({ status: 404, text: 'Not Found' });
});

test('the socket lets in only our own page, at its path, with its protocol and a secret we gave', async () => {
  const { port } = new URL(server.base);
  const token = tokenIn(server.launchUrl());
  const ours = ['tessera.v1', token];
  const refusals: [Handshake, number][] = [
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: `http://localhost:${port}` }, 403],
    [{ origin: `https://127.0.0.1:${port}` }, 403],
    [{ origin: 'null' }, 403],
    [{ path: '/other' }, 400],
    [{ path: '/rpc?x=1' }, 400],
    [{ protocols: [token] }, 400],
    [{ protocols: ['tessera.v2', token] }, 400],
    [{ protocols: ['tessera.v1'] }, 401],
    [{ protocols: ['tessera.v1', 'guess'] }, 401],
  ];
  for (const [handshake, status] of refusals)
    expect(await dial(server.base, token, { protocols: ours, ...handshake })).toEqual({ status });
  expect(ports).toHaveLength(0);
  await knock(token);
  expect(ports).toHaveLength(1);
});

test('a launch token opens one window, once', async () => {
  const token = tokenIn(server.launchUrl());
  const { session } = await knock(token);
  expect(session).not.toBe(token);
  expect(await dial(server.base, token)).toEqual({ status: 401 });
});

test('a launch token is worth nothing after a minute', async () => {
  const [inTime, late] = [tokenIn(server.launchUrl()), tokenIn(server.launchUrl())];
  nowMs = 59_999;
  await knock(inTime);
  nowMs = 60_000;
  expect(await dial(server.base, late)).toEqual({ status: 401 });
});

test('a display is let in as a display, stays one with its session, and is no window that anybody works at', async () => {
  const url = server.launchUrl('display');
  expect(url).toContain('/display.html#k=');
  const { socket, session } = await knock(tokenIn(url));
  expect([kinds, server.windows()]).toEqual([['display'], 0]);
  expect(await dial(server.base, tokenIn(url))).toEqual({ status: 401 });
  socket.terminate();
  await knock(session);
  await knock();
  expect([kinds, server.windows()]).toEqual([['display', 'display', 'till'], 1]);
});

test('a window that lost its connection comes back with its session, long after its token is gone', async () => {
  const first = await knock();
  first.socket.terminate();
  await vi.waitUntil(() => server.windows() === 0, patience);
  nowMs = 86_400_000;
  const again = await knock(first.session);
  expect(again.session).toBe(first.session);
  expect(server.windows()).toBe(1);
});

test('frames pass both ways as JSON, and the till hears when a window is gone', async () => {
  const { socket } = await knock();
  const counts: number[] = [];
  server.onWindows((count) => counts.push(count));
  let closed = false;
  ports[0]?.onClose(() => (closed = true));
  socket.send('{"t":"req","id":1,"m":"till.info","p":{}}');
  await expect.poll(() => frames, patience).toEqual([{ t: 'req', id: 1, m: 'till.info', p: {} }]);
  const answer = new Promise((resolve) =>
    socket.once('message', (data) => resolve(JSON.parse(String(data)))),
  );
  ports[0]?.send({ t: 'ok', id: 1, v: 'caffè' });
  expect(await answer).toEqual({ t: 'ok', id: 1, v: 'caffè' });
  socket.close();
  await vi.waitUntil(() => closed, patience);
  expect(counts).toEqual([0]);
  ports[0]?.send({ t: 'ev', m: 'nobody.listens', p: null });
});

test('what is not a frame of ours closes that socket and nothing else', async () => {
  const [binary, noise, huge, largest] = [await knock(), await knock(), await knock(), await knock()];
  binary.socket.send(Buffer.from('{"t":"req"}'), { binary: true });
  expect(await closeCode(binary.socket)).toBe(1003);
  noise.socket.send('{"t":');
  expect(await closeCode(noise.socket)).toBe(1007);
  huge.socket.send(JSON.stringify('x'.repeat(1 << 20)));
  expect(await closeCode(huge.socket)).toBe(1009);
  expect(frames).toEqual([]);
  largest.socket.send(JSON.stringify('x'.repeat((1 << 20) - 2)));
  await expect.poll(() => frames.length, patience).toBe(1);
  expect(server.windows()).toBe(1);
});

test('a window that reads nothing is cut off before it fills the memory of the till', async () => {
  const { socket } = await knock();
  socket.pause();
  const news = { t: 'ev', m: 'much', p: 'x'.repeat(1 << 20) };
  let sent = 0;
  while (server.windows() === 1 && sent < 64) {
    ports[0]?.send(news);
    sent += 1;
    await new Promise((next) => setImmediate(next));
  }
  await vi.waitUntil(() => server.windows() === 0, patience);
  expect(sent).toBeGreaterThan(8);
});

test('a caller that hangs up in the middle of a refusal does not hurt the till', async () => {
  const { host, hostname, port } = new URL(server.base);
  const lines = ['GET /rpc HTTP/1.1', `Host: ${host}`, 'Upgrade: websocket', 'Connection: Upgrade', '', ''];
  expect(await sendRaw(server.base, lines.join('\r\n'))).toMatch(/^HTTP\/1\.1 403 /);
  for (let caller = 0; caller < 20; caller += 1) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise((connected) => socket.once('connect', connected));
    socket.write(lines.join('\r\n'), () => socket.resetAndDestroy());
  }
  expect((await request(server.base, '/')).status).toBe(200);
});

test('a port that is taken is refused in words that name a free one', async () => {
  const taken = Number(new URL(server.base).port);
  const options = {
    root: folder,
    port: taken,
    admission: createAdmission({ ...nodeMachine, ticksMs: () => 0 }),
    attach: () => {},
  };
  const refusal = await startLoopbackServer(options).then(
    () => '',
    (error: Error) => error.message,
  );
  expect(refusal).toMatch(
    new RegExp(`^Port ${taken} is taken by another program\\. TESSERA_PORT=\\d+ is free;`),
  );
  const suggested = Number(/TESSERA_PORT=(\d+)/.exec(refusal)?.[1]);
  const other = http.createServer().listen(suggested, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  expect((other.address() as AddressInfo).port).toBe(suggested);
  await new Promise((closed) => other.close(closed));
});
