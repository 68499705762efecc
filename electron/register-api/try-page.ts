/** What the page to try the API may do: run its own script and ask this server. */
export const tryPageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tessera for registers</title>
<link rel="stylesheet" href="/try.css">
</head>
<body>
<h1>Tessera for registers</h1>
<p>Contract: <a href="/openapi.json">openapi.json</a>. The key stays on this page and is gone with it.</p>
<label>Key <input id="key" type="password" autocomplete="off"></label>
<main id="operations"></main>
<script src="/try.js"></script>
</body>
</html>
`;

const css = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fbfbf9; }
section { border-top: 1px solid #c9c9c2; padding: 1rem 0; }
h2 { font-size: 1.1rem; margin: 0; }
textarea, pre, input { font: 14px/1.5 ui-monospace, monospace; width: 100%; box-sizing: border-box; padding: .5rem; }
pre { background: #efefea; overflow: auto; white-space: pre-wrap; }
button { font: inherit; min-height: 44px; padding: 0 1.5rem; }
@media (prefers-color-scheme: dark) { body { color: #e9e9e4; background: #16181b; } pre { background: #23262b; } a { color: #9cc4ff; } }
`;

const script = `'use strict';
const element = (name, props, ...children) => {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
};
const show = (path, { summary, requestBody }) => {
  const label = path + ' body';
  const body = element('textarea', { rows: 6, spellcheck: false, ariaLabel: label });
  body.value = JSON.stringify(requestBody.content['application/json'].example, null, 2);
  const answer = element('pre', { ariaLive: 'polite' });
  const send = element('button', { type: 'button', textContent: 'Ask' });
  send.addEventListener('click', async () => {
    answer.textContent = '…';
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + document.getElementById('key').value },
        body: body.value,
      });
      answer.textContent = response.status + '\\n' + JSON.stringify(await response.json(), null, 2);
    } catch (error) {
      answer.textContent = String(error);
    }
  });
  return element('section', {}, element('h2', { textContent: 'POST ' + path }), element('p', { textContent: summary }), body, send, answer);
};
fetch('/openapi.json').then((response) => response.json()).then(({ paths }) => {
  document.getElementById('operations').append(...Object.entries(paths).map(([path, { post }]) => show(path, post)));
});
`;

/** The page to try the API, by path: nothing from elsewhere, and no data of the shop in it. */
export const tryPage: ReadonlyMap<string, { type: string; body: string }> = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: html }],
  ['/try.css', { type: 'text/css; charset=utf-8', body: css }],
  ['/try.js', { type: 'text/javascript; charset=utf-8', body: script }],
]);
