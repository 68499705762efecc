import { buried, killAndBury } from './centre-process.ts';
import { killNow } from './processes.ts';
import type { World } from './world.ts';

/** A real kill -9 in the middle of the work, and what brings the struck one back. Answers with what exactly was hit. */
export type Blow = (world: World) => Promise<string>;

const killTill: Blow = async (world) => {
  const till = world.chance.pick(world.tills);
  till.struck = true;
  till.seller.signal('SIGKILL');
  await till.seller.ended;
  world.revive(till);
  return 'a till';
};

const killCentre: Blow = async (world) => {
  const { centre, chance } = world;
  const again = chance.int(1, 4) === 1;
  await world.centreStruck(
    () => centre.kill(),
    async () => {
      if (again) {
        // Once more while it takes over its database or opens its tables.
        centre.launch();
        await new Promise((resolve) => setTimeout(resolve, chance.int(50, 900)));
        await centre.kill();
      }
      await centre.start();
    },
  );
  return again ? 'the centre, and again while it started' : 'the centre';
};

const killPostmaster: Blow = async (world) => {
  const { centre } = world;
  const all = [centre.postmaster(), ...centre.backends().map(({ pid }) => pid)];
  await world.centreStruck(
    () => killNow(centre.postmaster()),
    () => buried(all),
  );
  return 'the postmaster';
};

const killBackend: Blow = async (world) => {
  const { centre, chance } = world;
  let before: number[] = [];
  let hit = '';
  await world.centreStruck(
    () => {
      const backends = centre.backends();
      // There are few connections among them, and they are the ones in the middle of our work.
      const connections = backends.filter(isConnection);
      const { pid, title } = chance.pick(
        connections.length > 0 && chance.int(0, 1) === 1 ? connections : backends,
      );
      before = backends.map((one) => one.pid);
      hit = isConnection({ title }) ? 'connection' : title;
      killNow(pid);
    },
    // The postmaster ends all others, for any of them might have seen broken memory, and recovers.
    () => buried(before),
  );
  return `PostgreSQL's ${hit.replace('postgres: ', '').trim()}`;
};

const isConnection = ({ title }: { title: string }): boolean => title.startsWith('postgres: tessera ');

/** Everything at once, as when the machine of the whole shop is reset, but for its disk. */
const killAll: Blow = async (world) => {
  const { centre, tills } = world;
  await world.centreStruck(
    async () => {
      const database = [centre.postmaster(), ...centre.backends().map(({ pid }) => pid)];
      for (const till of tills) {
        till.struck = true;
        till.seller.signal('SIGKILL');
      }
      await Promise.all([centre.kill(), killAndBury(database), ...tills.map(({ seller }) => seller.ended)]);
    },
    () => centre.start(),
  );
  for (const till of tills) world.revive(till);
  return 'everything';
};

/** Everything that can be killed without being root. */
export const kills: Readonly<Record<string, Blow>> = {
  till: killTill,
  centre: killCentre,
  postmaster: killPostmaster,
  backend: killBackend,
  all: killAll,
};
