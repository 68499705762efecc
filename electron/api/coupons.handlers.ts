import type { Handlers } from '#shared/api/channel.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { couponsApi } from '#shared/api/coupons.api.ts';
import type { PlaceAnswer } from '#shared/api/places.api.ts';
import {
  couponsToGive,
  giveCoupon,
  isStillGood,
  missingForGiving,
  takeCouponBack,
  type Given,
} from '#shared/back-office/give-coupon.ts';
import type { PlannedVoucher } from '#shared/back-office/plan-batch.ts';
import type { Say } from '#shared/base/language.ts';
import { lotExpiry } from '#shared/ledger/posting.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { missingForGivingUp } from '#shared/visit/places.ts';
import { knownMember } from '#electron/members/known-member.ts';
import { batchPaper } from '#electron/printing/batch-papers.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';
import { circumstancesAt, fetchMissing, type CounterDesk } from './counter-desk.ts';

/** The voucher that a command makes: the same command never makes another. */
export const givenVoucherId = (commandId: string, sha256: (text: string) => string): string =>
  sha256(`coupon ${commandId}`).slice(0, 16);

/** Giving a member a coupon by hand, and taking it back. What is answered is on disk, with the paper beside it in one transaction. */
export function couponsHandlers(
  desk: CounterDesk & { say: Say; committed(): void; wake(): void },
): Handlers<typeof couponsApi> {
  const { store, machine } = desk;
  const { look } = store;
  const here = () => circumstancesAt(desk);
  const papersOf = (given: readonly Given[], day: string): NewPrintJob[] =>
    given.flatMap((fact) => (fact.type === 'VoucherIssued' ? paperOf(fact, day) : []));
  const paperOf = (fact: PlannedVoucher, day: string): NewPrintJob => {
    const found = look.programs().find(({ programId }) => programId === fact.body.programId);
    const words = { heading: '', smallPrint: '', terms: found?.program.coupon(found.setup) ?? null };
    const document = batchPaper(fact, words, day, desk);
    return { jobId: machine.newId(), document, copy: false, voucherId: fact.body.voucherId };
  };
  /** What a member was given and still has. */
  const goodOf = (walletId: string, day: string) =>
    look
      .givenCoupons(walletId)
      .flatMap((voucherId) => look.voucher(voucherId) ?? [])
      .filter((voucher) => isStillGood(voucher, day));
  const refused = (refusal: RefusalView): PlaceAnswer => ({ ok: false, refusal: { ...refusal } });
  /** What a repeated command is told of the coupon it gave before: taken back since, it is given no more. */
  const givenBefore = (voucherId: string): PlaceAnswer | undefined => {
    const voucher = look.voucher(voucherId);
    if (!voucher?.voidedAtMs) return voucher && done(voucherId);
    return refused({ code: 'VOUCHER_VOIDED', voidedAtMs: voucher.voidedAtMs });
  };
  const done = (voucherId: string): PlaceAnswer => ({
    ok: true,
    jobId: store.jobs.firstOf(voucherId) ?? null,
  });
  return {
    'coupons.of-member': ({ walletId }) => {
      const now = here();
      return {
        kinds: couponsToGive(now).map(({ program: { programId }, terms: { name } }) => ({ programId, name })),
        given: goodOf(walletId, now.time.day).map(({ voucherId, label, lot }) => ({
          ...{ voucherId, number: voucherNumber(voucherId), label },
          untilDay: lotExpiry(lot),
        })),
      };
    },
    'coupons.give': async ({ commandId, walletId, programId, note, paper }) => {
      if (knownMember(store, walletId)?.erased !== false) return refused({ code: 'MEMBER_UNKNOWN' });
      const voucherId = givenVoucherId(commandId, machine.sha256);
      const before = givenBefore(voucherId);
      if (before) return before;
      await fetchMissing(desk, missingForGiving(programId, here()));
      const decision = store.atOnce(() => {
        if (look.voucher(voucherId)) return undefined;
        const now = here();
        const hasOne = goodOf(walletId, now.time.day).some(({ unit }) => unit === `coupon:${programId}`);
        const givenBy = look.whoAt(store.head().seq);
        const wanted = { voucherId, walletId, programId, note, hasOne, givenBy };
        const given = giveCoupon(wanted, now);
        if (given.ok)
          store.commit({
            facts: given.value,
            time: now.time,
            jobs: paper ? papersOf(given.value, now.time.day) : [],
          });
        return given;
      });
      if (decision && !decision.ok) return refused(decision.error);
      desk.committed();
      desk.wake();
      return done(voucherId);
    },
    'coupons.take-back': async ({ walletId, voucherId }) => {
      if (!look.givenCoupons(walletId).includes(voucherId)) return refused({ code: 'VOUCHER_UNKNOWN' });
      await fetchMissing(desk, missingForGivingUp(voucherId, here()));
      const decision = store.atOnce(() => {
        const now = here();
        const taken = takeCouponBack(walletId, look.voucher(voucherId), now);
        if (taken.ok) {
          store.commit({ facts: [taken.value], time: now.time });
          store.jobs.cancelVoucher(voucherId);
        }
        return taken;
      });
      if (!decision.ok) return refused(decision.error);
      desk.committed();
      return { ok: true, jobId: null };
    },
  };
}
