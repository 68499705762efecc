import path from 'node:path';
import type { Api } from '#shared/api/api.ts';
import { api } from '#shared/api/api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { createServer, type Server } from '#shared/api/server.ts';
import type { TillStatus } from '#shared/api/till.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import { floatOf } from '#shared/settings/shop-settings.ts';
import type { Access } from './access/open-access.ts';
import { openTillAccess } from './access/till-access.ts';
import { answersOf } from './api/answers.ts';
import { explainTo } from './api/explain.ts';
import { openUses } from './api/programs.handlers.ts';
import { createFetchSale } from './api/sold-elsewhere.ts';
import { tillInfo } from './api/till.handlers.ts';
import { openCapture } from './capture/open-capture.ts';
import { openCounters } from './checkout/counters.ts';
import { practiceCodes } from './demo/practice-codes.ts';
import { startValueKeeper, type ValueKeeper } from './expiry/value-keeper.ts';
import { createMembersBoard } from './members/members-board.ts';
import { distrustOlderCopy, openLedger, readSettings } from './opening.ts';
import { makeDataDir } from './platform/data-dir.ts';
import { openBrand } from './live-brand.ts';
import { liveSettings } from './live-settings.ts';
import { tellTenths } from './platform/tell-tenths.ts';
import { terminalLog } from './platform/log.ts';
import { nodeMachine, verifyEd25519 } from './platform/machine.ts';
import { openTillKey, signerOf } from './platform/till-key.ts';
import { openWitness } from './platform/witness.ts';
import { openCustomerDisplays, type CustomerDisplays } from './display/customer-displays.ts';
import { displayLines } from './display/display-lines.ts';
import { openPole } from './display/pole-station.ts';
import { openTillPrinting } from './printing/till-printing.ts';
import { openRegisterApi } from './register-api/open-register-api.ts';
import { createScannedActions } from './scanning/scanned-actions.ts';
import { openScanning } from './scanning/open-scanning.ts';
import { startQuietWork } from './quiet-work.ts';
import { openStore } from './store/store.ts';
import { centreTime } from './sync/centre-time.ts';
import { startLink } from './sync/link.ts';
import type { TillOptions } from './till-options.ts';
import { openTrainer } from './training/open-trainer.ts';
import type { Trainer } from './training/trainer.ts';
import { createWhatIfDesk } from './what-if/what-if-desk.ts';
import type { Till } from './opened-till.ts';

export type { Till } from './opened-till.ts';

/** Opens the till: one file, one counter, one printer, one link. Throws Trouble in words when it cannot. */
export async function openTill(options: TillOptions): Promise<Till> {
  const { dataDir, demo, machine = nodeMachine, log = terminalLog, longestAskingMs = 2_000 } = options;
  makeDataDir(dataDir);
  // Nobody can listen before the till is whole; what happens until then is read when a screen comes.
  let server: Server<Api> | undefined;
  let trainer: Trainer | undefined;
  const tell: Server<Api>['emit'] = (name, payload) => {
    server?.emit(name, payload);
    trainer?.heard(name, payload);
  };
  let displays: CustomerDisplays | undefined;
  const tellVisit = (view: VisitView): void => {
    tell('checkout.changed', view);
    displays?.visitChanged(view);
  };
  const opening = options.training?.school.settings ?? readSettings(dataDir, demo);
  // First of all: a register that prints through us does so while the read tables fill again, which may take minutes.
  const capture = openCapture({
    settings: opening,
    machine,
    log,
    dataDir,
    changed: (view) => tell('capture.changed', view),
    received: (receipt) => tell('capture.received', receipt),
  });
  const store = await openedOr(capture.close, () =>
    openStore(path.join(dataDir, 'till.db'), machine, { progress: tellTenths(log) }),
  );
  try {
    const key = openTillKey(dataDir);
    openLedger(store, opening, key, demo, machine, options.training?.school.brand);
    const { settings, follow } = liveSettings(opening, store, machine.sha256, () => {
      segments.again();
      brand.follow();
      displays?.brandChanged();
    });
    const { brand, voices } = await openBrand({
      ...{ store, shop: settings.shop, machine },
      committed: () => committed(),
      changed(next) {
        tell('brand.changed', next);
        displays?.brandChanged();
      },
    });
    const say = voices.in(settings.language);
    const witness = openWitness(options.witnessDir);
    // Alone there is nobody who could tell what happened since, so there is nothing to wait for.
    if (options.centreUrl) distrustOlderCopy(store, witness.seen(), log);

    const time = () => {
      const atMs = machine.now();
      return { atMs, day: businessDay(atMs, settings) };
    };
    if (options.centreUrl === null) openUses(store, time());
    const pole = openPole(options, dataDir, [settings.shop, ''], say);
    const papers = await openTillPrinting({
      ...{ dataDir, store, settings, machine, log, time, say, tell, demo },
      said: options.printer,
      statusChanged: () => tellStatus(),
      activated: () => link.wake(),
    });
    const { printing, printed, setJobState, voucherKit, logo } = papers;
    const online = () => link.state() === 'online';
    const patience = () => AbortSignal.timeout(longestAskingMs);
    const { checkout, patient, register } = openCounters({
      ...{ store, settings, key, machine, say, online, patience },
      verify: verifyEd25519,
      sayIn: voices.in,
      language: settings.language,
      ask: (missing, signal) => link.rights(missing, signal),
      servesOwn: (walletId) => access.gate.servesOwn(walletId),
      committed: () => committed(),
      busy: () => quiet.busy(),
      changed(view) {
        tellVisit(view);
        pole.show(displayLines(view, settings.shop, say, settings.language));
        capture.counterChanged(view);
      },
      registerChanged: (view) => capture.counterChanged(view, 'register'),
    });
    const committed = () => {
      brand.follow();
      quiet.busy();
      quiet.wrote();
      printing.wake();
      link.wake();
      tellStatus();
    };
    const link = startLink({
      store,
      centre: options.centreUrl
        ? { url: options.centreUrl, timeoutMs: 15_000, guessed: options.centreGuessed === true }
        : null,
      caller: {
        publicKey: key.publicKey,
        sign: (text) => Buffer.from(key.sign(Buffer.from(text))).toString('hex'),
        shop: settings.shop,
        name: settings.tillName,
        pairingCode: options.pairingCode,
      },
      ...{ machine, log },
      ...(options.linkRests && { rests: options.linkRests }),
      counter: {
        time,
        atCounter: () => [...checkout.holders(), ...register.checkout.holders()],
        float: (unit) => floatOf(settings, unit),
        learned() {
          follow();
          tellVisit(checkout.view());
        },
        committed: () => {
          quiet.wrote();
          link.wake();
        },
      },
      changed: () => {
        tellStatus();
        displays?.linkChanged();
      },
      staffLearned: () => access.staffLearned(),
    });
    const actionOf = (code: string) => scanning.sheet.actionOf(code);
    const actions = createScannedActions(machine.newId, actionOf, tell, patient.scanned);
    const scanning = openScanning({
      dataDir: options.training?.devicesDir ?? dataDir,
      // The scanners of this computer are the real till's, which hands on what they say.
      listens: !options.training,
      machine,
      log,
      take: async (scan) => options.switching?.scanned(scan) ?? access.heard(scan) ?? actions.scanned(scan),
      changed: (devices) => tell('devices.changed', devices),
      tried: (scan) => tell('devices.tried', scan),
      turned: (on) => tell('devices.trial', { on }),
      cameraChanged: (camera) => tell('devices.camera-changed', camera),
      calibrated: (wedge) => tell('devices.wedge-changed', wedge),
    });
    const quiet = startQuietWork({
      store,
      settings,
      machine,
      log,
      witness,
      damaged: () => tellStatus(),
      segmentsChanged: () => tellVisit(checkout.view()),
    });
    const { segments } = quiet;
    let keeper: ValueKeeper | undefined;
    const status = (): TillStatus => ({
      link: trainer?.cableOut() ? 'offline' : link.state(),
      pending: link.pending(),
      standing: store.standing.state(),
      ...printing.state(),
      printTrouble: store.jobs.needingPeople(),
      ledger: store.damaged() ? 'damaged' : store.readOnly ? 'read-only' : 'ok',
      clock: keeper?.doubtsClock() ? 'doubted' : 'ok',
    });
    const tellStatus = () => tell('till.status-changed', status());
    const newReference = () => machine.newId().slice(-8);
    const explain = explainTo(log, newReference);
    const board = createMembersBoard({ store, settings, machine });
    displays = openCustomerDisplays({
      dataDir: options.training?.devicesDir ?? dataDir,
      ...{ settings, store, board },
      visit: () => checkout.view(),
      everywhere: () => status().link !== 'offline',
      training: options.training !== undefined,
      brand: brand.get,
      logo: logo.url,
      newId: machine.newId,
      explain,
      changed: (view) => tell('display.view-changed', view),
    });
    const codes = () => practiceCodes(store, key.publicKey, machine, settings.language);
    if (options.training)
      trainer = openTrainer({
        ...options.training,
        settings,
        store,
        machine,
        codes,
        changed: (to) => tell('training.changed', to),
      });
    const moved = () => {
      follow();
      quiet.wrote();
      link.wake();
      tellStatus();
      tellVisit(checkout.view());
    };
    const desk = { store, settings, machine, committed: moved, online };
    keeper = startValueKeeper({
      ...desk,
      log,
      centreSaidMs: () => (options.centreUrl ? (centreTime(store)?.saidMs ?? null) : null),
    });
    const { sale, rights, history } = link;
    const elsewhere = { isOnline: online, sale, rights, history, patience };
    const fetchSale = createFetchSale(store, elsewhere);
    const access: Access = openTillAccess({
      ...desk,
      machine,
      log,
      time,
      checkout,
      settled: patient.settled,
      training: options.training !== undefined,
      fetchSale,
      tell,
      locked: () => scanning.turnTrial(false),
      staffChanged: link.staffChanged,
      hearStaff: link.hearStaff,
    });
    const serving = { checkout, patient, gate: access.gate, setJobState, say };
    capture.footBy({ ...desk, ...serving, board, log, changed: printed, wake: printing.wake });
    const whatIf = createWhatIfDesk({
      ...desk,
      ...{ file: path.join(dataDir, 'till.db'), alone: options.centreUrl === null, log },
      moved: (running) => tell('what-if.moved', { running }),
    });
    const handlers: Handlers<Api> = answersOf({
      desk: { ...desk, machine },
      board,
      access,
      brand,
      capture,
      demo,
      alone: options.centreUrl === null,
      checkout,
      patient,
      scanning,
      actions,
      displays,
      pole,
      openDisplay: options.openDisplay,
      printerDesk: papers.desk,
      printing,
      codes,
      say,
      sayIn: voices.in,
      language: settings.language,
      setJobState,
      batchChanged: papers.batchChanged,
      printed,
      elsewhere,
      fetchSale,
      info: tillInfo(options, settings),
      status,
      trainer,
      switching: options.switching,
      trained: tellStatus,
      segments,
      signer: signerOf(key),
      voucherKit,
      logo,
      whatIf,
    });
    server = createServer(api, handlers, explain, access.gate);
    const registerApi = openRegisterApi({
      ...desk,
      dataDir,
      ...register,
      gate: access.gate,
      ...{ handlers, say, log, newReference },
    });

    return {
      server,
      displays,
      checkout,
      scanned: actions.scanned,
      moved() {
        tell('till.moved', {});
        displays?.moved();
      },
      store,
      link,
      segments,
      capture,
      registerApi,
      access,
      status,
      settings,
      brand: brand.get,
      printed: printing.idle,
      get virtualPrinter() {
        return printing.virtual();
      },
      async close() {
        access.close();
        whatIf.close();
        keeper?.stop();
        quiet.stop();
        await Promise.all([scanning.close(), registerApi.close()]);
        await Promise.all([link.close(), capture.close(), printing.close(), pole.close()]);
        quiet.tidyUp();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    await capture.close();
    throw error;
  }
}

/** What was opened, or the trouble after what stands already was closed. */
async function openedOr<Opened>(giveUp: () => Promise<void>, open: () => Opened): Promise<Opened> {
  try {
    return open();
  } catch (error) {
    await giveUp();
    throw error;
  }
}
