import type { PlaceView } from '#shared/api/checkout.api.ts';
import { lotExpiry, lotOpening } from '#shared/ledger/posting.ts';
import type { IdentifiedBy } from '#shared/members/identified-by.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import { placesLeft, placesOffered, placeState, placeUnmet } from '#shared/visit/places.ts';

/** What a member may take a place in, and the places they have; nothing at all in a shop that has nothing of it. */
export function placeViews(
  { walletId, by }: { walletId: WalletId; by: IdentifiedBy },
  here: Circumstances,
): { places?: PlaceView[] } {
  const offered = placesOffered(here);
  if (offered.length === 0) return {};
  const { day } = here.time;
  const { places } = here.look.memberFacts(walletId);
  const views = offered.flatMap(({ program: { programId }, terms }): PlaceView[] => {
    const { name, eventDay, quota, cost } = terms;
    const had = places
      .filter((place) => place.programId === programId)
      .flatMap(({ voucherId }): PlaceView['had'] => {
        const voucher = here.look.voucher(voucherId);
        if (!voucher || (lotExpiry(voucher.lot) ?? day) < day) return [];
        const state = placeState(voucher, day);
        const days = { fromDay: lotOpening(voucher.lot), untilDay: lotExpiry(voucher.lot) };
        return state === 'over' ? [] : [{ voucherId, number: voucherNumber(voucherId), state, ...days }];
      });
    const unmet = placeUnmet({ walletId, programId, by }, terms, here);
    if (unmet?.code === 'PLACES_OVER' && had.length === 0) return [];
    const left = placesLeft(programId, quota, here);
    return [{ programId, name, eventDay, quota, left, cost, unmet: unmet && { ...unmet }, had }];
  });
  return views.length > 0 ? { places: views } : {};
}
