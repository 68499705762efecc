import type { Result } from '#shared/base/result.ts';
import type { OpenSession, SyncProblem, Upload, WantRights } from '#shared/sync/protocol.ts';
import type { Hello, NamedUpload } from '#shared/sync/hello.ts';

/** What a till asks of the centre. Plain data: kept in a recording, it can be asked again of another centre. */
export type Request =
  | { kind: 'session'; said: Omit<OpenSession, 'signature'> }
  | ({ session: string; n: number } & Asked)
  | { kind: 'hello'; said: Hello }
  | { kind: 'named-upload'; upload: NamedUpload }
  | { kind: 'named-story'; writer: string; cursor: string };

/** What is asked within a session. */
export type Asked =
  | { kind: 'events'; upload: Upload }
  | { kind: 'story'; cursor: string; after: number }
  | { kind: 'rights'; wants: WantRights }
  | { kind: 'log'; after: number }
  | { kind: 'epoch' }
  | { kind: 'sale'; saleId: string };

/** Where requests come in. */
export interface CentreDoor {
  serve(request: Request): Promise<Result<unknown, SyncProblem>>;
}
