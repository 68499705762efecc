/** Stands in the built page where each answer puts its own nonce; the build's `html.cspNonce`. */
export const NONCE_MARK = '__CSP_NONCE__';

/**
 * What the page may do: run our scripts, talk to us, nothing else. The nonce is for the one style element that React Aria adds;
 * Trusted Types close the doors through which text becomes script.
 */
export const csp = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** The headers that every answer of either shell carries. */
export const pageHeaders = (nonce: string): Record<string, string> => ({
  'Content-Security-Policy': csp(nonce),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
});
