/** Stands in the built page where each answer puts its own nonce; the build's `html.cspNonce`. */
export const NONCE_MARK = '__CSP_NONCE__';

/** The one file that may build machine code: the thread that reads the camera's pictures. It sees no page and no till. */
const mayCompile = /^\/assets\/camera-decoder-[\w-]+\.js$/;

/**
 * What the page may do: run our scripts, talk to us, nothing else. The nonce is for the one style element that React Aria adds;
 * Trusted Types close the doors through which text becomes script, but for the name of the camera's thread.
 */
export const csp = (nonce: string, urlPath = '/'): string =>
  [
    "default-src 'none'",
    `script-src 'self'${mayCompile.test(urlPath) ? " 'wasm-unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types camera-decoder',
  ].join('; ');

/** The headers that every answer of either shell carries. */
export const pageHeaders = (nonce: string, urlPath = '/'): Record<string, string> => ({
  'Content-Security-Policy': csp(nonce, urlPath),
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), display-capture=()',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
});
