import { expect, test, vi } from 'vitest';
import type { AccessView } from '#shared/api/access.api.ts';
import { api, type Api } from '#shared/api/api.ts';
import type { CaptureView } from '#shared/api/capture.api.ts';
import { ChannelError, type Handlers, type Port } from '#shared/api/channel.ts';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import { createServer } from '#shared/api/server.ts';
import { createTill } from './till.ts';

const visit = (serial: number, lastOutcome: OutcomeView | null = null): VisitView => ({
  serial,
  member: null,
  newCard: null,
  vouchers: [],
  giftCards: [],
  giftCardSelling: null,
  items: [],
  notice: { kind: 'none' },
  lastOutcome,
});
const job = (jobId: string, state: PrintJobView['state']): PrintJobView => ({
  jobId,
  title: jobId,
  state,
  trouble: null,
  createdAtMs: 0,
  copy: false,
  voucherId: null,
  batchId: null,
});
const soldWithVoucher = (jobId: string): OutcomeView => ({
  saleId: 'sale',
  total: { minor: 2340, currency: 'EUR' },
  due: { minor: 2340, currency: 'EUR' },
  reductions: [],
  redeemed: [],
  giftCards: [],
  loaded: [],
  awards: [],
  reached: [],
  issued: [
    {
      voucherId: 'voucher',
      unit: 'credit:EUR',
      amount: 200,
      label: '',
      lot: '2026-11-22/-',
      reason: { code: 'POINTS_BECOME_VOUCHER', params: {} },
      jobId,
    },
  ],
  short: [],
  holdings: [],
});

/** A till behind a real server of the contract, on a pipe that can be cut. */
function world() {
  const state = {
    visit: visit(1),
    jobs: [] as PrintJobView[],
    readJobs: async () => state.jobs,
    capture: { registers: [], offer: null, takenBack: null } as CaptureView,
    access: { serial: 0, staffed: false, unreadable: 0, people: [], who: null, refused: null } as AccessView,
  };
  const away = (): never => {
    throw new ChannelError('NOT_FOUND');
  };
  const handlers: Handlers<Api> = {
    'brand.view': () => ({ accent: null, points: {} }),
    'brand.keep': away,
    'brand.logo': away,
    'brand.keep-logo': away,
    'brand.paper': away,
    'brand.paper-preview': away,
    'access.view': () => state.access,
    'access.sign-in': away,
    'access.lock': away,
    'access.stay': away,
    'access.approve': () => ({ ok: true, word: 'yes' }),
    'access.withdraw': () => ({}),
    'people.list': away,
    'people.add': away,
    'people.change': away,
    'people.link-card': away,
    'people.set-rules': away,
    'people.activity': away,
    'people.own-pin': away,
    'capture.state': () => state.capture,
    'capture.receipts': () => [],
    'capture.try': away,
    'capture.models': away,
    'capture.practise': away,
    'capture.sample': away,
    'capture.set-footer': away,
    'capture.dismiss': away,
    'checkout.visit': () => state.visit,
    'what-if.start': away,
    'what-if.stop': away,
    'what-if.view': away,
    'what-if.members': away,
    'checkout.scan': away,
    'checkout.enrol': away,
    'checkout.count': away,
    'checkout.offers': away,
    'checkout.choose': away,
    'checkout.put-back': away,
    'claims.take': away,
    'claims.put-back': away,
    'gift-cards.make': away,
    'gift-cards.find': away,
    'gift-cards.replace': away,
    'gift-cards.load': away,
    'gift-cards.put-back': away,
    'checkout.clear': away,
    'checkout.confirm': away,
    'manager.member': away,
    'manager.adjust': away,
    'manager.block-card': away,
    'manager.unblock-card': away,
    'manager.merge': away,
    'manager.undo-merge': away,
    'manager.erase': away,
    'basket.reservations': away,
    'basket.reserve': away,
    'basket.release': away,
    'members.find': away,
    'members.sheet': away,
    'members.enrol': away,
    'members.change': away,
    'members.present': away,
    'members.attach': away,
    'members.erase': away,
    'members.export': away,
    'devices.list': () => [],
    'devices.ports': away,
    'devices.card-readers': away,
    'devices.add': away,
    'devices.remove': away,
    'devices.action-sheet': away,
    'devices.show-actions': away,
    'devices.turn-actions': away,
    'devices.renew-actions': away,
    'devices.camera': () => null,
    'devices.set-camera': away,
    'devices.turn-camera': away,
    'devices.wedge': () => null,
    'devices.forget-calibration': away,
    'devices.take-action': away,
    'devices.try': away,
    'devices.try-code': away,
    'display.view': () => ({
      setup: { greeting: 'welcome', balance: true, join: '', secondsPerPicture: 8, theme: 'system' },
      open: 0,
      pictures: [],
      folder: '',
    }),
    'display.set-up': away,
    'display.open': away,
    'display.picture': away,
    'display.add-picture': away,
    'display.remove-picture': away,
    'programs.list': away,
    'programs.save': away,
    'programs.use-template': away,
    'membership.sell': away,
    'membership.end': away,
    'coupons.give': away,
    'coupons.of-member': away,
    'coupons.take-back': away,
    'places.book': away,
    'places.booked': away,
    'places.give-up': away,
    'referral.ask': away,
    'referral.name': away,
    'referral.invite': away,
    'history.page': away,
    'history.preview': away,
    'history.print': away,
    'history.trace': away,
    'leaderboard.month': () => ({ month: '2026-11', rows: [], of: 0 }),
    'leaderboard.place': () => null,
    'shop.rules': away,
    'shop.save': away,
    'shop.try': away,
    'segments.all': away,
    'segments.members': away,
    'refund.sales': away,
    'refund.plan': away,
    'refund.confirm': away,
    'practice.codes': () => [],
    'practice.printer': () => ({ running: true, paper: 'ok', printedPages: 0 }),
    'practice.set-paper': away,
    'print.jobs': () => state.readJobs(),
    'print.preview': away,
    'print.again': away,
    'print.settle': away,
    'print.batches': away,
    'print.cancel-batch': away,
    'print.pause-batch': away,
    'pole.view': away,
    'pole.set-up': away,
    'pole.test': away,
    'printer.view': away,
    'printer.choices': away,
    'printer.set-up': away,
    'printer.keep-page': away,
    'printer.try-confirms': away,
    'printer.keep-confirms': away,
    'printing.actions': away,
    'printing.test': away,
    'drawer.kick': away,
    'training.enter': away,
    'training.leave': away,
    'training.view': away,
    'training.start': away,
    'training.cable': away,
    'vouchers.preview': away,
    'vouchers.print': away,
    'vouchers.of-batch': away,
    'vouchers.void': away,
    'vouchers.templates': away,
    'vouchers.keep-template': away,
    'vouchers.forget-template': away,
    'vouchers.logo': away,
    'vouchers.keep-logo': away,
    'till.info': () => ({
      shell: 'browser',
      shop: 'Café Aurora',
      tillName: 'Till 1',
      currency: 'EUR',
      language: 'en',
      demo: true,
      training: false,
    }),
    'till.status': () => ({
      link: 'online',
      pending: 0,
      printer: 'ready',
      printerSays: null,
      printTrouble: 0,
      ledger: 'ok',
      standing: 'sound',
      clock: 'ok',
    }),
  };
  const server = createServer(api, handlers, () => new ChannelError('INTERNAL'));
  let cut = (): void => {};
  const open = async (): Promise<Port> => {
    const closing: (() => void)[] = [];
    const toScreen: ((frame: unknown) => void)[] = [];
    const toTill: ((frame: unknown) => void)[] = [];
    const onClose = (listener: () => void) => void closing.push(listener);
    server.attach({
      send: (frame) => toScreen.forEach((listener) => listener(frame)),
      onFrame: (listener) => void toTill.push(listener),
      onClose,
    });
    cut = () => closing.forEach((listener) => listener());
    return {
      send: (frame) => toTill.forEach((listener) => listener(frame)),
      onFrame: (listener) => void toScreen.push(listener),
      onClose,
    };
  };
  const due: (() => void)[] = [];
  const after = (ms: number, run: () => void) => {
    if (ms < 10_000) due.push(run);
    return () => {};
  };
  const till = createTill(open, { after });
  return { till, server, state, cut: () => cut(), pass: () => due.splice(0).forEach((run) => run()) };
}

test('a screen reads everything when it connects, and follows the news', async () => {
  const { till, server } = world();
  await vi.waitUntil(() => till.practicePrinter.get());
  expect(till.info.get()?.shop).toBe('Café Aurora');
  server.emit('checkout.changed', visit(2));
  server.emit('print.changed', job('a', 'queued'));
  server.emit('print.changed', job('b', 'queued'));
  server.emit('print.changed', job('a', 'printed'));
  expect(till.visit.get()?.serial).toBe(2);
  expect(till.jobs.get().map(({ jobId, state }) => `${jobId} ${state}`)).toEqual(['b queued', 'a printed']);
});

test('an older view of the counter never replaces a newer one', async () => {
  const { till, server } = world();
  await vi.waitUntil(() => till.info.get());
  server.emit('checkout.changed', visit(5));
  server.emit('checkout.changed', visit(4));
  expect(till.visit.get()?.serial).toBe(5);
});

test('a visit told again as it was draws nothing anew, and still is news to whoever shows what lies beside it', async () => {
  const { till, server } = world();
  await vi.waitUntil(() => till.info.get());
  server.emit('checkout.changed', visit(5));
  const [shown, before] = [till.visit.get(), till.news.get()];
  server.emit('checkout.changed', visit(5));
  expect(till.visit.get()).toBe(shown);
  expect(till.news.get()).toBe(before + 1);
});

test('after a drop everything is read anew, also from a till that counts from the beginning', async () => {
  const { till, server, state, cut, pass } = world();
  await vi.waitUntil(() => till.info.get());
  server.emit('checkout.changed', visit(90));
  cut();
  expect(till.state.get()).toBe('reconnecting');
  state.visit = visit(1);
  state.jobs = [job('kept', 'unknown')];
  pass();
  await vi.waitUntil(() => till.visit.get()?.serial === 1);
  expect(till.jobs.get().map(({ jobId }) => jobId)).toEqual(['kept']);
});

test('a paper that waits behind another is found although the printer has not touched it', async () => {
  const { till, server, state } = world();
  await vi.waitUntil(() => till.info.get());
  state.jobs = [job('waiting', 'queued')];
  server.emit('checkout.changed', visit(2, soldWithVoucher('waiting')));
  await vi.waitUntil(() => till.jobs.get().length === 1);
  expect(till.jobs.get()[0]?.state).toBe('queued');
});

test('what is told while jobs are being read is newer than the answer', async () => {
  const { till, server, state } = world();
  await vi.waitUntil(() => till.info.get());
  const answer = Promise.withResolvers<PrintJobView[]>();
  const asked = vi.fn(() => answer.promise);
  state.readJobs = asked;
  server.emit('checkout.changed', visit(2, soldWithVoucher('quick')));
  await vi.waitUntil(() => asked.mock.calls.length > 0);
  server.emit('print.changed', job('quick', 'printed'));
  answer.resolve([job('quick', 'queued')]);
  await vi.waitUntil(() => till.jobs.get().length > 0);
  await answer.promise;
  expect(till.jobs.get().map(({ state: now }) => now)).toEqual(['printed']);
});
