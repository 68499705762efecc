import type { LogoRefusal } from '#shared/back-office/logo-refusal.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import { fromJson } from '#shared/base/json-text.ts';
import type { Machine } from '#shared/base/machine.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { LogoChoice } from '#shared/settings/logo-choice.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import type { Store } from '#electron/store/store.ts';
import { readLogo, type ShopLogo } from './shop-logo.ts';
import { smallPicture } from './small-picture.ts';
import type { VoucherKit } from './voucher-kit.ts';

/** What stands above papers and on displays of this till: the logo of its shop, or where that has none the till's own. */
export interface ShopsLogo {
  /** For paper. */
  drawn(): ShopLogo | null;
  /** For displays, as a `data:` address. */
  url(): string | null;
  /** What the shop chose for all its tills, as a `data:` address; null for nothing. */
  own(): string | null;
  /** Takes another for every till of the shop, or none. A file that makes no logo changes nothing. */
  keep(png: string | null, time: BusinessTime): Result<null, LogoRefusal>;
}

/** The logo as the ledger has it, looked up whenever it is wanted: another till may have chosen another. */
export function shopsLogo({
  store,
  shop,
  machine,
  common,
}: {
  store: Pick<Store, 'look' | 'writer' | 'commit'>;
  shop: string;
  machine: Pick<Machine, 'sha256'>;
  common: Pick<VoucherKit, 'logo' | 'logoUrl'>;
}): ShopsLogo {
  const setting = shopSetting('logo', shop, machine.sha256);
  let seen: { said: string | undefined; png: string | null; logo: ShopLogo | null } | undefined;
  const look = () => {
    const said = store.look.choice(setting)?.value;
    if (!seen || seen.said !== said) seen = { said, ...read(said) };
    return seen;
  };
  return {
    drawn: () => look().logo ?? common.logo(),
    url: () => urlOf(look().png) ?? common.logoUrl(),
    own: () => urlOf(look().png),
    keep(png, time) {
      const made = png === null ? ok(null) : smallLogo(Buffer.from(png, 'base64'));
      if (!made.ok) return made;
      const before = store.look.choice(setting);
      const value = JSON.stringify({ png: made.value } satisfies LogoChoice);
      if (value === (before?.value ?? JSON.stringify({ png: null }))) return ok(null);
      const body = { setting, revision: (before?.revision ?? 0) + 1, value, by: store.writer };
      store.commit({ facts: [{ type: 'SettingsChanged', body }], time });
      return ok(null);
    },
  };
}

/** As small as it is printed, in base64. What was fine lines may be gone by then, and is refused as an empty picture is. */
function smallLogo(file: Buffer): Result<string, LogoRefusal> {
  const asked = readLogo(file);
  if (!asked.ok) return asked;
  const small = smallPicture(file);
  const made = readLogo(small);
  return made.ok ? ok(small.toString('base64')) : made;
}

/** What a newer Tessera at another till said, and this one cannot read, is no logo. */
function read(said: string | undefined): { png: string | null; logo: ShopLogo | null } {
  const nothing = { png: null, logo: null };
  const choice = LogoChoice.safeParse(fromJson(said ?? '{}'));
  if (!choice.success || choice.data.png === null) return nothing;
  const logo = readLogo(Buffer.from(choice.data.png, 'base64'));
  return logo.ok ? { png: choice.data.png, logo: logo.value } : nothing;
}

const urlOf = (png: string | null): string | null => png && `data:image/png;base64,${png}`;
