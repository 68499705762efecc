import type { z } from 'zod';
import type { CentreClient } from '#electron/sync/centre-client.ts';
import { Trouble } from '#shared/base/trouble.ts';
import {
  GivenRights,
  LogPage,
  NewEpoch,
  Paired,
  Session,
  Story,
  Stored,
  SyncProblem,
} from '#shared/sync/protocol.ts';
import type { CentreDoor, Request } from '../centre/centre-door.ts';
import type { Network } from '../world/network.ts';

/** A till's client whose requests go through the virtual network. Everything travels as text, and is checked as it is after HTTP. */
export function virtualClient(till: string, network: Network, door: CentreDoor): CentreClient {
  const ask = async <S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> => {
    const text = await network.ask(
      till,
      async (said) => JSON.stringify(await door.serve(JSON.parse(said) as Request)),
      JSON.stringify(request),
    );
    const answer = JSON.parse(text) as {
      ok: boolean;
      value: unknown;
      error: unknown;
    };
    if (answer.ok) return schema.parse(answer.value);
    const { code, text: sentence } = SyncProblem.parse(answer.error);
    throw new Trouble(code, sentence, code === 'UNAVAILABLE' ? 'soon' : 'later');
  };
  return {
    pair: (said) => ask(Paired, { kind: 'pair', said }),
    openSession: (said) => ask(Session, { kind: 'session', said }),
    upload: (pass, envelopes) =>
      ask(Stored, {
        kind: 'events',
        ...pass,
        upload: { envelopes: [...envelopes] },
      }),
    story: (pass, from) => ask(Story, { kind: 'story', ...pass, ...from }),
    rights: (pass, asked, signal) => orGiveUp(ask(GivenRights, { kind: 'rights', ...pass, asked }), signal),
    log: (pass, after) => ask(LogPage, { kind: 'log', ...pass, after }),
    newEpoch: (pass) => ask(NewEpoch, { kind: 'epoch', ...pass }),
    sale: (pass, saleId, signal) => orGiveUp(ask(LogPage, { kind: 'sale', ...pass, saleId }), signal),
    // Nobody at a simulated till looks at a member's history.
    history: () => Promise.reject(new Trouble('UNAVAILABLE', 'no history is told here', 'soon')),
    // Notices come by the world itself: see notify in world.ts.
    notices: () => new Promise(() => undefined),
  };
}

function orGiveUp<T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return answer;
  const given = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () =>
      reject(new Trouble('CENTRE_UNREACHABLE', 'nobody waits for it any more', 'soon')),
    ),
  );
  return Promise.race([answer, given]);
}
