import { api, type Api } from '#shared/api/api.ts';
import type { WornBrand } from '#shared/settings/brand.ts';
import type { CaptureView, WaitingTotalView, ReceiptView } from '#shared/api/capture.api.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { Client, Timer } from '#shared/api/client.ts';
import type { DisplayView } from '#shared/api/display.api.ts';
import type { PracticePrinter } from '#shared/api/practice.api.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { TillInfo, TillStatus } from '#shared/api/till.api.ts';
import type { TrainingView } from '#shared/api/training.api.ts';
import type { Port } from '#shared/api/channel.ts';
import type { AccessView } from '#shared/api/access.api.ts';
import { createApprovals, type Approvals } from './approvals.ts';
import { createDevices, type Devices } from './devices.ts';
import { createConnection, type Connection } from './connection.ts';
import { keepAlike } from './keep-alike.ts';
import { liveCell, type Live, type LiveCell } from './live.ts';

/** How many of the latest print jobs screens keep in sight. */
const jobsKept = 30;
/** As many receipts as the till keeps. */
const receiptsKept = 20;

/** The till as screens see it: one live value per question, read anew after each reconnection, kept fresh by its news. */
export interface Till extends Connection<Api> {
  info: Live<TillInfo | undefined>;
  status: Live<TillStatus | undefined>;
  visit: Live<VisitView | undefined>;
  /** Newest first. */
  jobs: Live<readonly PrintJobView[]>;
  /** The registers beside this till. */
  capture: Live<CaptureView | undefined>;
  /** The total that a register printed and nobody confirmed yet. */
  offer: Live<WaitingTotalView | undefined>;
  /** What registers printed, newest first. */
  receipts: Live<readonly ReceiptView[]>;
  devices: Devices;
  /** The customer display, as whoever sets it up sees it. */
  display: Live<DisplayView | undefined>;
  /** How the shop looks and speaks. */
  brand: Live<WornBrand | undefined>;
  /** How far a trainee is; undefined unless this till is in training. */
  training: LiveCell<TrainingView | undefined>;
  /** Who is in at this till; undefined until it was asked. */
  access: Live<AccessView | undefined>;
  approvals: Approvals;
  /**
   * How often the till told of the counter, also when the visit reads the same: a sale, a look at the members, something heard from another
   * till. Whoever shows what those change asks again.
   */
  news: Live<number>;
  /** How often the till said that a replay moved: whoever shows it asks again. */
  whatIfMoves: Live<number>;
  /** Undefined unless this is a demo shop. */
  practicePrinter: Live<PracticePrinter | undefined>;
}

/** Begins to talk to the till and never stops. `moved`: this window belongs to another till now, and has to start anew. */
export function createTill(open: () => Promise<Port>, timer: Timer, moved: () => void = () => {}): Till {
  const info = liveCell<TillInfo | undefined>(undefined);
  const status = liveCell<TillStatus | undefined>(undefined);
  const visit = liveCell<VisitView | undefined>(undefined);
  const jobs = liveCell<readonly PrintJobView[]>([]);
  const capture = liveCell<CaptureView | undefined>(undefined);
  const offer = liveCell<WaitingTotalView | undefined>(undefined);
  const receipts = liveCell<readonly ReceiptView[]>([]);
  const showCapture = (view: CaptureView): void => {
    capture.set(view);
    if (view.offer?.receiptId !== offer.get()?.receiptId) offer.set(view.offer ?? undefined);
  };
  const devices = createDevices();
  const display = liveCell<DisplayView | undefined>(undefined);
  const brand = liveCell<WornBrand | undefined>(undefined);
  const training = liveCell<TrainingView | undefined>(undefined);
  const practicePrinter = liveCell<PracticePrinter | undefined>(undefined);
  const access = liveCell<AccessView | undefined>(undefined);
  const approvals = createApprovals();
  const whatIfMoves = liveCell(0);
  const news = liveCell(0);
  /** What tells of people and sales is not kept on a locked screen. */
  const forget = (): void => {
    visit.set(undefined);
    jobs.set([]);
    receipts.set([]);
    capture.set(undefined);
    offer.set(undefined);
  };

  const onOpen = (client: Client<Api>): void => {
    // News may overtake the first answers: what has been told since is newer than what was asked before.
    let lastSerial = -1;
    let lastAccess = -1;
    const showVisit = (view: VisitView): void => {
      if (view.serial < lastSerial) return;
      lastSerial = view.serial;
      visit.set(keepAlike(visit.get(), view));
      news.set(news.get() + 1);
      // A job is news when the printer touches it; one that waits behind another is found by asking.
      if (!jobsAreKnown(view)) readJobs().catch(() => {});
    };
    const jobsAreKnown = ({ lastOutcome }: VisitView): boolean =>
      (lastOutcome?.issued ?? []).every(
        ({ jobId }) => jobId === '' || jobs.get().some((job) => job.jobId === jobId),
      );
    const readJobs = async (): Promise<void> => {
      const asked = changedJobs.length;
      const read: readonly PrintJobView[] = await client.call('print.jobs', { limit: jobsKept });
      // What was told while we asked is newer than the answer.
      const since = changedJobs.slice(asked);
      jobs.set(since.reduce<readonly PrintJobView[]>((known, job) => withJob(known, job), read));
    };
    const told = {
      status: false,
      printer: false,
      capture: false,
      display: false,
      access: false,
      brand: false,
    };
    const changedJobs: PrintJobView[] = [];
    devices.follow(client);
    approvals.follow(client);
    client.on('access.changed', (view) => showAccess(view));
    const showAccess = (view: AccessView): void => {
      if (view.serial < lastAccess) return;
      lastAccess = view.serial;
      const before = access.get();
      if (isLocked(view)) forget();
      access.set(view);
      // What was told while it was locked was not heard.
      if (told.access && isLocked(before) && !isLocked(view)) readCounter().catch(() => {});
    };
    client.on('checkout.changed', showVisit);
    client.on('till.status-changed', (view) => {
      told.status = true;
      status.set(view);
    });
    client.on('capture.changed', (view) => {
      told.capture = true;
      showCapture(view);
    });
    client.on('capture.received', (receipt) =>
      receipts.set([receipt, ...receipts.get()].slice(0, receiptsKept)),
    );
    client.on('practice.printer-changed', (view) => {
      told.printer = true;
      practicePrinter.set(view);
    });
    client.on('till.moved', moved);
    client.on('brand.changed', (next) => {
      told.brand = true;
      brand.set(next);
    });
    client.on('training.changed', (view) => training.set(view));
    client.on('display.view-changed', (view) => {
      told.display = true;
      display.set(view);
    });
    client.on('what-if.moved', () => whatIfMoves.set(whatIfMoves.get() + 1));
    client.on('print.changed', (job) => {
      changedJobs.push(job);
      jobs.set(withJob(jobs.get(), job));
    });

    const readCounter = async (): Promise<void> => {
      told.capture = false;
      const [counter, registers, printed, towards] = await Promise.all([
        client.call('checkout.visit', {}),
        client.call('capture.state', {}),
        client.call('capture.receipts', {}),
        client.call('display.view', {}),
        readJobs(),
      ]);
      if (!told.capture) showCapture(registers);
      receipts.set(printed);
      if (!told.display) display.set(towards);
      showVisit(counter);
    };
    const read = async (): Promise<void> => {
      const [who, how, inside, looks] = await Promise.all([
        client.call('till.info', {}),
        client.call('till.status', {}),
        client.call('access.view', {}),
        client.call('brand.view', {}),
      ]);
      if (!told.status) status.set(how);
      showAccess(inside);
      told.access = true;
      if (!isLocked(access.get())) await readCounter();
      if (!told.brand) brand.set(looks);
      info.set(who);
      if (who.training) training.set(await client.call('training.view', {}));
      if (!who.demo) return;
      const printer = await client.call('practice.printer', {});
      if (!told.printer) practicePrinter.set(printer);
    };
    // A drop while reading is noticed by the connection itself, and reading starts anew with the next one.
    read().catch(() => {});
  };

  const connection = createConnection({ contract: api, open, timer, onOpen });
  const call: Connection<Api>['call'] = (method, input) =>
    approvals.through((word) => connection.call(method, input, word));
  return {
    ...connection,
    call,
    info,
    status,
    visit,
    jobs,
    capture,
    offer,
    receipts,
    devices,
    display,
    brand,
    training,
    access,
    approvals,
    news,
    whatIfMoves,
    practicePrinter,
  };
}

/** Whether somebody has to sign in before anything else is shown. */
export const isLocked = (view: AccessView | undefined): boolean =>
  view !== undefined && view.staffed && view.who === null;

/** The list with a job's latest state in its place, or as the newest. */
function withJob(jobs: readonly PrintJobView[], job: PrintJobView): readonly PrintJobView[] {
  return jobs.some(({ jobId }) => jobId === job.jobId)
    ? jobs.map((known) => (known.jobId === job.jobId ? job : known))
    : [job, ...jobs].slice(0, jobsKept);
}
