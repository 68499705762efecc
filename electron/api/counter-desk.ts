import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { Missing } from '#shared/visit/missing.ts';
import { verifyEd25519 } from '#electron/platform/machine.ts';
import type { Store } from '#electron/store/store.ts';
import type { AskElsewhere } from './sold-elsewhere.ts';

/** What decisions beside a sale are made with. */
export interface CounterDesk {
  store: Store;
  settings: ShopSettings;
  machine: Machine;
  signer: Circumstances['signer'];
  elsewhere: Pick<AskElsewhere, 'isOnline' | 'rights' | 'patience'>;
}

/** The moment as a decision sees it, when the centre was asked as far as it answers. */
export function circumstancesAt({ store, settings, machine, signer, elsewhere }: CounterDesk): Circumstances {
  const atMs = machine.now();
  return {
    till: store.writer,
    state: store.standing.state(),
    online: elsewhere.isOnline(),
    mayAsk: false,
    settings,
    time: { atMs, day: businessDay(atMs, settings) },
    look: store.look,
    machine,
    verify: verifyEd25519,
    signer,
  };
}

/** Fetches what lies elsewhere. When nobody answers in time, what lies here has to do. */
export async function fetchMissing(
  { store, elsewhere }: Pick<CounterDesk, 'store' | 'elsewhere'>,
  missing: readonly Missing[],
): Promise<void> {
  if (missing.length === 0 || !elsewhere.isOnline() || store.standing.state() !== 'sound') return;
  await elsewhere.rights(missing, elsewhere.patience()).catch((error: unknown) => {
    if (!(error instanceof Trouble)) throw error;
  });
}
