/** A till calls every few seconds; one that did not for a minute is not there. */
const onlineMs = 60_000;
/** A night is nothing special; a day and a half without a word is. */
const silentMs = 36 * 3_600_000;

/** What a till's last word says of it. */
export function tillState(lastHeardAt: number, nowMs: number): 'online' | 'offline' | 'silent' {
  const quietMs = nowMs - lastHeardAt;
  if (quietMs < onlineMs) return 'online';
  return quietMs < silentMs ? 'offline' : 'silent';
}
