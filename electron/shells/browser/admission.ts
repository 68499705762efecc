import type { Machine } from '#shared/base/machine.ts';

/** What a window is let in as: the till's own screen, or a display towards the customers, which may do and hear far less. */
export type WindowKind = 'till' | 'display';

/** Who may open the till's socket. Secrets are kept as hashes only, so finding one tells nothing by how long it takes. */
export interface Admission {
  /** A new token for one window: good once, and only until its time is over. */
  launchToken(kind: WindowKind): string;
  /** The session secret for a caller: a new one for a good launch token, the same one for a known session, else undefined. */
  admit(secret: string): Admitted | undefined;
}

/** A caller that was let in. What it is let in as was said when its token was made, and a session keeps it. */
export interface Admitted {
  session: string;
  kind: WindowKind;
}

/** As many windows as a counter can have open or forget; the oldest session makes room. */
const sessionLimit = 64;

/** `ticksMs` must never run backwards: a launch token's minute is measured with it. */
export function createAdmission(
  machine: Pick<Machine, 'randomBytes' | 'sha256'> & { ticksMs(): number },
  launchTtlMs = 60_000,
): Admission {
  const launches = new Map<string, { endsMs: number; kind: WindowKind }>();
  const sessions = new Map<string, WindowKind>();
  const newSecret = (): string => Buffer.from(machine.randomBytes(32)).toString('base64url');
  return {
    launchToken(kind) {
      for (const [hash, { endsMs }] of launches) if (endsMs <= machine.ticksMs()) launches.delete(hash);
      const token = newSecret();
      launches.set(machine.sha256(token), { endsMs: machine.ticksMs() + launchTtlMs, kind });
      return token;
    },
    admit(secret) {
      const hash = machine.sha256(secret);
      const known = sessions.get(hash);
      if (known) return { session: secret, kind: known };
      const launch = launches.get(hash);
      launches.delete(hash);
      if (!launch || launch.endsMs <= machine.ticksMs()) return undefined;
      const { kind } = launch;
      const session = newSecret();
      sessions.set(machine.sha256(session), kind);
      for (const oldest of sessions.keys()) if (sessions.size > sessionLimit) sessions.delete(oldest);
      return { session, kind };
    },
  };
}
