import type { Result } from '#shared/base/result.ts';
import type { Hello, NamedUpload } from '#shared/sync/hello.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';

/** What a till asks of the centre. Plain data: kept in a recording, it can be asked again of another centre. */
export type Request =
  | { kind: 'hello'; said: Hello }
  | { kind: 'upload'; upload: NamedUpload }
  | { kind: 'story'; writer: string; cursor: string };

/** Where requests come in. */
export interface CentreDoor {
  serve(request: Request): Promise<Result<unknown, SyncProblem>>;
}
