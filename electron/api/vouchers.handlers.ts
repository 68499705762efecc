import type { Handlers } from '#shared/api/channel.ts';
import type { BatchVoucherView, VoucherDraft, vouchersApi } from '#shared/api/vouchers.api.ts';
import { planBatch, type BatchRefusal, type PlannedVoucher } from '#shared/back-office/plan-batch.ts';
import { voidVouchers } from '#shared/back-office/void-vouchers.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { voucherHolder } from '#shared/members/wallet.ts';
import type { Document } from '#shared/print/document.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import { configure, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { tokenSigner, type TokenSigner } from '#shared/scan/voucher-token.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { batchPaper } from '#electron/printing/batch-papers.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import type { VoucherKit } from '#electron/printing/voucher-kit.ts';
import type { Store } from '#electron/store/store.ts';

/** What vouchers are ordered with. */
export interface VoucherDesk {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now' | 'newId' | 'randomBytes'>;
  say: Say;
  signer: TokenSigner;
  kit: VoucherKit;
  printing: Pick<Printing, 'preview' | 'wake'>;
  /** More or fewer papers wait: the batch by its id. */
  batchChanged(batchId: string): void;
  /** After the commit: the ledger has moved. */
  committed(): void;
}

type Paper = { document: Document; activates: PlannedVoucher };

/** Orders vouchers on paper, looks after them, and takes them back. */
export function vouchersHandlers(desk: VoucherDesk): Handlers<typeof vouchersApi> {
  const { store, settings, machine, kit } = desk;
  const time = () => {
    const atMs = machine.now();
    return { atMs, day: businessDay(atMs, settings) };
  };
  const plan = (
    { worth, fromDay, untilDay, heading, smallPrint }: VoucherDraft,
    count: number,
    by: Pick<VoucherDesk, 'signer' | 'machine'>,
  ): Result<Paper[], BatchRefusal> => {
    const draft = worth.kind === 'draft' ? draftOf(worth.setup) : undefined;
    const programs = draft ? [draft] : store.look.programs();
    const now = time();
    const wanted = {
      count,
      fromDay,
      untilDay,
      walletId: null,
      worth: worth.kind === 'draft' ? { kind: 'coupon' as const, programId: draftId } : worth,
    };
    const planned = planBatch(wanted, { ...by, time: now, currency: settings.currency, programs });
    if (!planned.ok) return planned;
    const found = programs.find(({ programId }) => planned.value[0]?.body.programId === programId);
    const words = { heading, smallPrint, terms: found?.program.coupon(found.setup) ?? null };
    return ok(
      planned.value.map((activates) => ({
        activates,
        document: batchPaper(activates, words, now.day, desk),
      })),
    );
  };
  const standing = () => {
    const state = store.standing.state();
    return state === 'sound'
      ? undefined
      : { ok: false as const, refusal: { code: state === 'retired' ? 'RETIRED' : 'RESTRICTED' } };
  };
  return {
    'vouchers.preview': (draft) => {
      const planned = plan(draft, 1, { signer: nobody, machine: { ...machine, randomBytes: blank } });
      if (!planned.ok) return { ok: false, refusal: { ...planned.error } };
      const [paper] = planned.value;
      const { png, ...size } = desk.printing.preview(paper?.document ?? { title: '', blocks: [] });
      return {
        ok: true,
        paper: { png: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, ...size },
      };
    },
    'vouchers.print': ({ batchId, count, order }) => {
      const before = store.jobs.batch(batchId);
      if (before) return { ok: true, batch: before };
      const refused = standing();
      if (refused) return refused;
      const planned = plan(order, count, desk);
      if (!planned.ok) return { ok: false, refusal: { ...planned.error } };
      const job = ({ document, activates }: Paper) => ({
        jobId: machine.newId(),
        document,
        copy: false,
        voucherId: activates.body.voucherId,
        batchId,
        activates,
      });
      store.print(planned.value.map(job));
      desk.batchChanged(batchId);
      desk.printing.wake();
      const batch = store.jobs.batch(batchId);
      return batch ? { ok: true, batch } : { ok: false, refusal: { code: 'COUPON_UNKNOWN' } };
    },
    'vouchers.of-batch': ({ batchId }) => store.jobs.ofBatch(batchId).flatMap((job) => view(job, store)),
    'vouchers.void': ({ voucherIds, because }) => {
      const refused = standing();
      if (refused) return refused;
      const voided = store.atOnce(() => {
        const known = voucherIds.flatMap((voucherId) => store.look.voucher(voucherId) ?? []);
        const facts = voidVouchers(
          known.map((voucher) => ({
            voucher,
            here: store.look.drawerLots(voucherHolder(voucher.voucherId), voucher.unit),
          })),
          because,
        );
        if (facts.length > 0) store.commit({ facts, time: time() });
        const gone = new Set(facts.map(({ body }) => body.voucherId));
        for (const voucherId of voucherIds) {
          const born = store.look.voucher(voucherId) !== undefined;
          if (!born || gone.has(voucherId)) store.jobs.cancelVoucher(voucherId);
        }
        return facts.length;
      });
      desk.committed();
      return { ok: true, voided };
    },
    'vouchers.templates': () => [...kit.templates()],
    'vouchers.keep-template': (template) => {
      kit.keepTemplate(template);
      return [...kit.templates()];
    },
    'vouchers.forget-template': ({ name }) => {
      kit.forgetTemplate(name);
      return [...kit.templates()];
    },
    'vouchers.logo': () => ({ png: kit.logoUrl() }),
    'vouchers.keep-logo': ({ png }) => {
      const kept = kit.keepLogo(png);
      return kept.ok ? { ok: true } : { ok: false, refusal: { ...kept.error } };
    },
  };
}

/** A picture of a paper must not be a voucher: it is signed by nobody, and of no id that anybody has. */
const nobody = tokenSigner({ keyId: '00000000', sign: () => new Uint8Array(64) });
const blank = (length: number): Uint8Array => new Uint8Array(length);

const draftId = 'draft';
const draftOf = (setup: string): ConfiguredProgram | undefined =>
  configure({ programId: draftId, type: 'coupons', revision: 1, setup });

/** What became of a voucher: its paper as the printer says, its value as the ledger does. */
function view({ jobId, state, copy, voucherId }: PrintJob, { look, writer }: Store): BatchVoucherView[] {
  if (voucherId === null) return [];
  const known = look.voucher(voucherId);
  const life = !known
    ? 'unborn'
    : known.voidedAtMs
      ? 'voided'
      : known.redeemedAtMs !== null
        ? 'used'
        : known.drawer === writer
          ? 'good'
          : 'elsewhere';
  return [{ voucherId, jobId, state, copy, life }];
}
