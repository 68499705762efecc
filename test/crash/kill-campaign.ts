import path from 'node:path';
import { seeded } from '#test/support/seeded.ts';
import { kills } from './kills.ts';
import { reconcile } from './reconcile.ts';
import { openWorld, soldBy } from './world.ts';

/** What a campaign came to. It went well when there are no findings. */
export interface Outcome {
  /** What was struck, and how often. */
  blows: Map<string, number>;
  sales: number;
  events: number;
  lost: { sales: number; events: number };
  awayMs: number[];
  findings: string[];
}

export interface CampaignOptions {
  /** Where everything lies. PostgreSQL's user has to get in. */
  folder: string;
  tills: number;
  seed: number;
  /** Whether another blow follows, asked before each. */
  goesOn: (blowsSoFar: number) => boolean;
  /** Only these kinds, all in turn by default. */
  kinds?: readonly (keyof typeof kills)[];
  unsafe?: boolean;
  say?: (line: string) => void;
}

/** A shop's tills and their centre under load, struck again and again by SIGKILL; then everything is compared with everything. */
export async function killUnderLoad({
  folder,
  tills,
  seed,
  goesOn,
  kinds = Object.keys(kills),
  unsafe = false,
  say = () => {},
}: CampaignOptions): Promise<Outcome> {
  const chance = seeded(seed);
  const blows = new Map<string, number>();
  const tillDirs = Array.from({ length: tills }, (_, index) => path.join(folder, `till-${index + 1}`));
  const world = await openWorld({
    centreDir: path.join(folder, 'centre'),
    tillDirs,
    pauseMs: 20,
    chance,
    unsafe,
  });
  try {
    let turn: string[] = [];
    for (let count = 0; goesOn(count); count += 1) {
      if (turn.length === 0) turn = chance.shuffled(kinds);
      await world.busy();
      const known = world.findings.length;
      const hit = (await kills[turn.pop() as string]?.(world)) ?? '';
      blows.set(hit, (blows.get(hit) ?? 0) + 1);
      say(`${String(count + 1).padStart(4)}  killed ${hit}`);
      for (const finding of world.findings.slice(known)) say(`      ${finding}`);
    }
    await world.busy();
    const sales = soldBy(world.tills);
    const { events } = await reconcile(world);
    const { findings, lost, awayMs } = world;
    return { blows, sales, events, lost, awayMs, findings };
  } finally {
    await world.close();
  }
}
