import { NewPairingCode, type OwnerDecision } from '#shared/sync/owner.ts';

/** What the owner can have the centre do. Rejects when it was not done; what changed is seen in the next overview. */
export interface OwnerDesk {
  decide(decision: OwnerDecision): Promise<void>;
  /** A code for one new till. */
  pairingCode(): Promise<string>;
}

/** The desk of the centre that served this page. */
export const browserDesk: OwnerDesk = {
  async decide(decision) {
    await post('/api/decisions', decision);
  },
  pairingCode: async () => NewPairingCode.parse(await post('/api/pairing-codes', {})).code,
};

async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (!answer.ok) throw new Error(`the centre answered ${answer.status}`);
  return answer.json();
}
