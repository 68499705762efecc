import { ChannelError } from '#shared/api/channel.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Log } from '#electron/platform/log.ts';

/** Turns what a handler threw into what a screen may know. Our own mistakes get a reference; the story goes to the log. */
export function explainTo(log: Log, newReference: () => string): (thrown: unknown) => ChannelError {
  return (thrown) => {
    if (thrown instanceof Trouble) {
      log(`${thrown.code}: ${thrown.message}`);
      if (thrown.code === 'DATABASE_READ_ONLY') return new ChannelError('DATABASE_READ_ONLY', thrown.message);
      if (thrown.code === 'DISK_FULL') return new ChannelError('DISK_FULL', thrown.message);
      if (thrown.code === 'SCANS_FLOODED') return new ChannelError('TIMEOUT', thrown.message);
      return new ChannelError('TILL_STOPPED', thrown.message);
    }
    const reference = newReference();
    log(
      `unexpected (${reference}): ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
    );
    return new ChannelError('INTERNAL', reference);
  };
}
