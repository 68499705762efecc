import { assert } from '../base/assert.ts';
import { sessionHeaders, type OpenSession, type Pair } from './protocol.ts';

/** What a till signs to pair: that whoever shows the code holds the key. */
export const pairingText = ({
  code,
  writer,
  publicKey,
}: Pick<Pair, 'code' | 'writer' | 'publicKey'>): string => lines('tessera-pair', code, writer, publicKey);

/** What a till signs to open a session: everything it says, so that nothing of it can be exchanged. */
export function sessionText(open: Omit<OpenSession, 'signature'>): string {
  const { protocol, schema, writer, epoch, head, acked, generation, nonce, at } = open;
  const marks = [head.seq, head.hash, acked.seq, acked.hash];
  return lines('tessera-session', protocol, schema, writer, epoch, ...marks, generation, nonce, at);
}

/** A request as it is sent. `path` with its query; `bodyHash` is the SHA-256 of the bytes as sent, of none for a GET. */
export interface SignedRequest {
  method: 'GET' | 'POST';
  path: string;
  session: string;
  n: number;
  bodyHash: string;
}

/** What a till signs with every request of a session. */
export const requestText = ({ method, path, session, n, bodyHash }: SignedRequest): string =>
  lines('tessera-request', method, path, session, n, bodyHash);

/** The headers of a request, signed. `sign` answers 64 bytes as hex. */
export const requestHeaders = (
  request: SignedRequest,
  sign: (text: string) => string,
): Record<string, string> => ({
  [sessionHeaders.session]: request.session,
  [sessionHeaders.n]: String(request.n),
  [sessionHeaders.signature]: sign(requestText(request)),
});

/** No part may bring a line of its own, or two different messages would be signed alike. */
function lines(...parts: (string | number)[]): string {
  const texts = parts.map(String);
  assert(!texts.some((text) => text.includes('\n')), 'what is signed stands in lines');
  return texts.join('\n');
}
