import { makeDataDir } from '#electron/platform/data-dir.ts';
import { newRegisterKey } from '#electron/register-api/register-key.ts';
import type { TillCommand } from '../command.ts';

/** Makes the key with which a register asks the local API. The one before is good no more, at once, also while the till runs. */
export const registerKey: TillCommand = {
  usage: {
    name: 'register-key',
    summary: 'Makes a new key for the local API and shows it once; the one before is good no more.',
    options: [],
  },
  run(_, desk) {
    makeDataDir(desk.dataDir);
    desk.say(newRegisterKey(desk.dataDir));
    return Promise.resolve('fine');
  },
};
