import { Trouble } from '#shared/base/trouble.ts';
import { Notice } from '#shared/sync/protocol.ts';

/** The centre gives a sign of life more often than this; a line that is silent for longer is dead, whatever the network says. */
const mostSilenceMs = 45_000;

/** Reads server-sent events until the stream ends or falls silent. Names of a newer centre are passed over. */
export async function readNotices(
  answer: Response,
  silence: AbortController,
  heard: (notice: Notice) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let patience = setTimeout(() => silence.abort(), mostSilenceMs);
  try {
    for await (const chunk of answer.body ?? []) {
      clearTimeout(patience);
      patience = setTimeout(() => silence.abort(), mostSilenceMs);
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const notice = Notice.safeParse(/^event: ?(.*)$/.exec(line.trimEnd())?.[1]);
        if (notice.success) heard(notice.data);
      }
    }
  } catch (cause) {
    throw new Trouble('CENTRE_UNREACHABLE', 'The line to the centre was cut', 'soon', { cause });
  } finally {
    clearTimeout(patience);
  }
}
