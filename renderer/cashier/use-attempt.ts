import { useState } from 'react';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';

/** Something asked of the till from a button: whether it is under way, and why the last one failed. */
export interface Attempt {
  attempt(what: () => Promise<unknown>): Promise<void>;
  busy: boolean;
  failed: ErrorCode | undefined;
}

/** Nothing was tried yet. A new attempt takes the last failure away; none throws. */
export function useAttempt(): Attempt {
  const [failed, setFailed] = useState<ErrorCode>();
  const [busy, setBusy] = useState(false);
  const attempt = async (what: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      await what();
    } catch (thrown) {
      setFailed(errorCodeOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { attempt, busy, failed };
}
