import type { Envelope } from '../ledger/envelope.ts';
import type { WalletId } from '../members/wallet.ts';

type Body = { readonly [key: string]: unknown };

/** The keys under which events name a member's wallet, and the holders that are one. */
const walletKeys = new Set(['walletId', 'into', 'from', 'referrer']);
const walletHolders = /^(?:wallet|debt):([0-9a-f]{32})$/;
const wallet = /^[0-9a-f]{32}$/;

/** What opens or spends something for whoever reads it: never shown, however much somebody may see. */
const secretKeys = new Set(['token']);

/**
 * What of these events may be told as the trace of one member: those that name a wallet of theirs, and, where one of those belongs to the
 * sale, what else of that sale names no member at all. Tokens are masked, and so are the wallets of others.
 */
export function tellableTrace(
  envelopes: readonly Envelope[],
  wallets: readonly WalletId[],
  saleId: string | null,
): Envelope[] {
  const theirs = new Set<string>(wallets);
  const read = envelopes.map((envelope) => {
    const body = JSON.parse(envelope.body) as Body;
    return { envelope, body, named: walletsIn(body) };
  });
  const isTheirs = (named: ReadonlySet<string>): boolean => [...named].some((one) => theirs.has(one));
  const theirSale =
    saleId !== null && read.some(({ body, named }) => body['saleId'] === saleId && isTheirs(named));
  return read.flatMap(({ envelope, body, named }) =>
    isTheirs(named) || (theirSale && named.size === 0 && body['saleId'] === saleId)
      ? [{ ...envelope, body: JSON.stringify(masked(body, theirs)) }]
      : [],
  );
}

function walletsIn(value: unknown, key = '', found: Set<string> = new Set()): Set<string> {
  if (typeof value === 'string') {
    const id = walletNamed(value, key);
    if (id !== undefined) found.add(id);
  } else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value))
      walletsIn(inner, Array.isArray(value) ? key : name, found);
  return found;
}

function walletNamed(text: string, key: string): string | undefined {
  if (walletKeys.has(key) && wallet.test(text)) return text;
  return walletHolders.exec(text)?.[1];
}

function masked(value: unknown, theirs: ReadonlySet<string>, key = ''): unknown {
  if (typeof value === 'string') {
    if (secretKeys.has(key)) return '…';
    const id = walletNamed(value, key);
    return id === undefined || theirs.has(id) ? value : value.replace(id, '…');
  }
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one, theirs, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, masked(inner, theirs, name)]),
  );
}
