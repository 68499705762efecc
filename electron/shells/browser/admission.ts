import type { Machine } from '#shared/base/machine.ts';

/** Who may open the till's socket. Secrets are kept as hashes only, so finding one tells nothing by how long it takes. */
export interface Admission {
  /** A new token for one window: good once, and only until its time is over. */
  launchToken(): string;
  /** The session secret for a caller: a new one for a good launch token, the same one for a known session, else undefined. */
  admit(secret: string): string | undefined;
}

/** As many windows as a counter can have open or forget; the oldest session makes room. */
const sessionLimit = 64;

/** `ticksMs` must never run backwards: a launch token's minute is measured with it. */
export function createAdmission(
  machine: Pick<Machine, 'randomBytes' | 'sha256'> & { ticksMs(): number },
  launchTtlMs = 60_000,
): Admission {
  const launches = new Map<string, number>();
  const sessions = new Set<string>();
  const newSecret = (): string => Buffer.from(machine.randomBytes(32)).toString('base64url');
  return {
    launchToken() {
      for (const [hash, endsMs] of launches) if (endsMs <= machine.ticksMs()) launches.delete(hash);
      const token = newSecret();
      launches.set(machine.sha256(token), machine.ticksMs() + launchTtlMs);
      return token;
    },
    admit(secret) {
      const hash = machine.sha256(secret);
      if (sessions.has(hash)) return secret;
      const endsMs = launches.get(hash);
      launches.delete(hash);
      if (endsMs === undefined || endsMs <= machine.ticksMs()) return undefined;
      const session = newSecret();
      sessions.add(machine.sha256(session));
      for (const oldest of sessions) if (sessions.size > sessionLimit) sessions.delete(oldest);
      return session;
    },
  };
}
