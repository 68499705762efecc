import type { Schedule } from '../schedule/schedule.ts';
import type { Fault } from '../schedule/fault.ts';
import type { Weather } from './network.ts';

/** What the schedule's faults make of the network, the centre and its speed at this moment. `till` is a machine's name. */
export interface WeatherAt {
  weather(till: string): Weather;
  reachable(till: string): boolean;
  slow(): boolean;
}

const fair: Weather = { lossPercent: 0, duplicatePercent: 0, latePercent: 0 };

/** Reads the weather off a schedule. Once healed it is always fair. */
export function weatherAt({ faults }: Schedule, now: () => number, healed: () => boolean): WeatherAt {
  const lasting = faults.filter((fault) => 'forMs' in fault);
  const active = (): Extract<Fault, { forMs: number }>[] =>
    healed() ? [] : lasting.filter(({ atMs, forMs }) => atMs <= now() && now() < atMs + forMs);
  return {
    weather() {
      const storm = active().find(({ kind }) => kind === 'storm');
      return storm?.kind === 'storm' ? storm : fair;
    },
    reachable: (till) =>
      !active().some(
        (fault) =>
          fault.kind === 'centre-down' ||
          ((fault.kind === 'offline' || fault.kind === 'excluded') && `till-${fault.till}` === till),
      ),
    slow: () => active().some(({ kind }) => kind === 'slow-centre'),
  };
}
