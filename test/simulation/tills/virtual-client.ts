import type { CentreClient } from '#electron/sync/centre-client.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { SyncProblem } from '#shared/sync/protocol.ts';
import type { CentreDoor, Request } from '../centre/centre-door.ts';
import type { Network } from '../world/network.ts';

/** A till's client whose requests go through the virtual network. Everything travels as text, as it would. */
export function virtualClient(till: string, network: Network, door: CentreDoor): CentreClient {
  const ask = async (request: Request): Promise<never> => {
    const text = await network.ask(
      till,
      async (said) => JSON.stringify(await door.serve(JSON.parse(said) as Request)),
      JSON.stringify(request),
    );
    const answer = JSON.parse(text) as { ok: boolean; value: unknown; error: unknown };
    if (answer.ok) return answer.value as never;
    const { code, text: sentence } = SyncProblem.parse(answer.error);
    throw new Trouble(code, sentence, code === 'UNAVAILABLE' ? 'soon' : 'later');
  };
  return {
    hello: (said) => ask({ kind: 'hello', said }),
    upload: (writer, envelopes) =>
      ask({ kind: 'named-upload', upload: { writer, envelopes: [...envelopes] } }),
    story: (writer, cursor) => ask({ kind: 'named-story', writer, cursor }),
  };
}
