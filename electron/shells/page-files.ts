import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { NONCE_MARK, pageHeaders } from './page-policy.ts';

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A file of the built screens, ready to be sent: the same bytes and headers from both shells. */
export interface PageFile {
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

/**
 * Reads what a URL's path names below `root`. Undefined when there is no such file, or when the path leads out of `root`
 * in whatever spelling.
 */
export async function readPageFile(
  root: string,
  urlPath: string,
  nonce: string,
): Promise<PageFile | undefined> {
  const file = fileBelow(root, urlPath);
  const body = file && (await contents(file));
  if (!body) return undefined;
  const extension = path.extname(file);
  const headers = {
    ...pageHeaders(nonce, urlPath),
    'Content-Type': mediaTypes[extension] ?? 'application/octet-stream',
    // What the build names by its contents never changes under that name.
    'Cache-Control': urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  };
  if (extension !== '.html') return { headers, body };
  return {
    headers,
    body: new TextEncoder().encode(new TextDecoder().decode(body).replaceAll(NONCE_MARK, nonce)),
  };
}

function fileBelow(root: string, urlPath: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (name.includes('\0')) return undefined;
  const file = path.join(root, name === '/' ? 'index.html' : name);
  return file.startsWith(root + path.sep) ? file : undefined;
}

async function contents(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG')
      return undefined;
    throw error;
  }
}
