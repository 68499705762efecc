import type { Result } from '#shared/base/result.ts';
import type { OpenSession, Pair, SyncProblem, Upload, WantRights } from '#shared/sync/protocol.ts';

/** What a till asks of the centre. Plain data: kept in a recording, it can be asked again of another centre. */
export type Request =
  | { kind: 'pair'; said: Pair }
  | { kind: 'session'; said: OpenSession }
  | ({ session: string; n: number } & Asked);

/** What is asked within a session. */
export type Asked =
  | { kind: 'events'; upload: Upload }
  | { kind: 'story'; cursor: string; after: number }
  | { kind: 'rights'; asked: WantRights }
  | { kind: 'log'; after: number }
  | { kind: 'epoch' }
  | { kind: 'sale'; saleId: string };

/** Where requests come in. */
export interface CentreDoor {
  serve(request: Request): Promise<Result<unknown, SyncProblem>>;
}
