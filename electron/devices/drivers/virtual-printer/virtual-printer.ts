import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { assert } from '#shared/base/assert.ts';
import { createInterpreter, type Interpreter } from './interpreter.ts';
import type { Page } from './paper.ts';
import { realTimeQuestions } from './real-time-questions.ts';

/**
 * What can be wrong with a printer. `afterBytes` counts what it works off from the moment of `setFault`, status questions
 * included; 0 or absent means at once.
 */
export type Fault =
  | { kind: 'none' }
  | { kind: 'cover-open'; afterBytes?: number }
  | { kind: 'paper-out'; afterBytes?: number }
  /** Reads everything, prints and answers nothing more. */
  | { kind: 'hang'; afterBytes?: number }
  /** The connection breaks; what was worked off is on the paper, the rest never arrived. */
  | { kind: 'drop'; afterBytes?: number }
  /** The whole job is printed and cut, but the connection breaks before the printer says so. */
  | { kind: 'drop-before-answer' };

/** How much is on the roll: `low` prints on and says so when asked. */
export type Paper = 'ok' | 'low' | 'out';

export interface VirtualPrinterOptions {
  /** 0 or absent takes any free port. */
  port?: number;
  host?: '127.0.0.1';
  widthDots: number;
  onPage?(page: Page): void;
}

export interface VirtualPrinter {
  readonly port: number;
  /** The last pages that were cut off, oldest first. */
  readonly pages: readonly Page[];
  /** How many were cut off in all. */
  printed(): number;
  readonly kicks: readonly number[];
  readonly unknownCommands: readonly string[];
  setPaper(paper: Paper): void;
  /** Whether it stands for want of paper. */
  isOut(): boolean;
  /** `none` repairs everything but the paper. */
  setFault(fault: Fault): void;
  /** Tears off what was printed and not cut. */
  tearOff(): Page | undefined;
  close(): Promise<void>;
}

/** A network printer that exists only in this process: it prints on pictures of paper and can be made to fail. */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const machine = new PrintingMachine(options);
  const server = createServer((socket) => machine.connected(socket));
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(address !== null && typeof address === 'object', 'a TCP server has an address');
  return {
    port: (address satisfies AddressInfo).port,
    pages: machine.pages,
    printed: () => machine.printed,
    kicks: machine.interpreter.kicks,
    unknownCommands: machine.interpreter.unknownCommands,
    setPaper: (paper) => machine.setPaper(paper),
    isOut: () => machine.isOut,
    setFault: (fault) => machine.setFault(fault),
    tearOff: () => machine.interpreter.tearOff(),
    async close() {
      const closed = once(server, 'close');
      server.close();
      machine.disconnectAll();
      await closed;
    },
  };
}

/** The tray holds so many pages; the oldest make room, since a demo till may run for weeks. */
const trayHolds = 50;

/** One print head, one receive buffer, one connection at a time; others wait in line. */
class PrintingMachine {
  readonly pages: Page[] = [];
  printed = 0;
  readonly interpreter: Interpreter;
  #paper: Paper = 'ok';
  #fault: Fault = { kind: 'none' };
  #workedOff = 0;
  #buffer: number[] = [];
  /** How much of the buffer is worked off: taking each byte out would move all that are behind it. */
  #taken = 0;
  #autoStatus = false;
  #connections: Socket[] = [];

  constructor(options: VirtualPrinterOptions) {
    this.interpreter = createInterpreter({
      widthDots: options.widthDots,
      onPage: (page) => {
        this.pages.push(page);
        this.printed += 1;
        if (this.pages.length > trayHolds) this.pages.shift();
        options.onPage?.(page);
      },
      onAnswer: (bytes) => this.#answerInTurn(bytes),
      onAutoStatus: (on) => this.#setAutoStatus(on),
      paperSensor: () => ({ ok: 0, low: 0x03, out: 0x0c })[this.#paper],
    });
  }

  connected(socket: Socket): void {
    const question = realTimeQuestions();
    this.#connections.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#disconnected(socket));
    socket.on('data', (bytes) => {
      for (const byte of bytes) this.#receive(byte, question(byte));
      this.#work();
    });
    if (this.#connections[0] !== socket) socket.pause();
  }

  get isOut(): boolean {
    return this.#paper === 'out';
  }

  setPaper(paper: Paper): void {
    this.#paper = paper;
    this.#stateChanged();
  }

  setFault(fault: Fault): void {
    [this.#fault, this.#workedOff] = [fault, 0];
    this.#applyFault();
    this.#stateChanged();
  }

  disconnectAll(): void {
    for (const socket of this.#connections) socket.destroy();
  }

  #disconnected(socket: Socket): void {
    if (this.#connections[0] === socket) this.#autoStatus = false;
    this.#connections = this.#connections.filter((other) => other !== socket);
    this.#connections[0]?.resume();
  }

  #receive(byte: number, question: number | undefined): void {
    if (this.#connections[0]?.destroyed) return;
    this.#buffer.push(byte);
    if (question !== undefined) this.#answer(Uint8Array.of(this.#status(question)));
    this.#work();
  }

  /** Works off the receive buffer as far as paper, cover and faults allow. */
  #work(): void {
    while (!this.#stands()) {
      const byte = this.#buffer[this.#taken];
      if (byte === undefined) return this.#emptyBuffer();
      this.#taken += 1;
      this.interpreter.feedByte(byte);
      this.#workedOff += 1;
      this.#applyFault();
    }
  }

  #emptyBuffer(): void {
    this.#buffer.length = 0;
    this.#taken = 0;
  }

  #applyFault(): void {
    if (!this.#inForce()) return;
    if (this.#fault.kind === 'paper-out') {
      this.#fault = { kind: 'none' };
      this.setPaper('out');
    } else if (this.#fault.kind === 'drop') {
      this.#fault = { kind: 'none' };
      this.#emptyBuffer();
      this.#connections[0]?.resetAndDestroy();
    }
  }

  #inForce(): boolean {
    return 'afterBytes' in this.#fault ? this.#workedOff >= (this.#fault.afterBytes ?? 0) : true;
  }

  #suffers(kind: Fault['kind']): boolean {
    return this.#fault.kind === kind && this.#inForce();
  }

  #stands(): boolean {
    return this.#paper === 'out' || this.#suffers('cover-open') || this.#suffers('hang');
  }

  #answer(bytes: Uint8Array): void {
    if (this.#suffers('hang')) return;
    const [socket] = this.#connections;
    if (socket?.writable) socket.write(bytes);
  }

  /** Answers that were asked for within the job, once all before them is printed. */
  #answerInTurn(bytes: Uint8Array): void {
    if (this.#fault.kind !== 'drop-before-answer') return this.#answer(bytes);
    this.#fault = { kind: 'none' };
    this.#connections[0]?.resetAndDestroy();
  }

  /** The byte behind DLE EOT 1 to 4: printer, cause of being offline, errors, paper. */
  #status(question: number): number {
    const cover = this.#suffers('cover-open');
    const out = this.#paper === 'out';
    if (question === 1) return 0x12 | (cover || out ? 0x08 : 0);
    if (question === 2) return 0x12 | (cover ? 0x04 : 0) | (out ? 0x20 : 0);
    return question === 4 ? { ok: 0x12, low: 0x1e, out: 0x7e }[this.#paper] : 0x12;
  }

  #setAutoStatus(on: boolean): void {
    this.#autoStatus = on;
    if (on) this.#tellState();
  }

  #tellState(): void {
    const cover = this.#suffers('cover-open');
    const out = this.#paper === 'out';
    const first = 0x10 | (cover || out ? 0x08 : 0) | (cover ? 0x20 : 0);
    this.#answer(Uint8Array.of(first, 0, out ? 0x0c : 0, 0));
  }

  #stateChanged(): void {
    if (this.#autoStatus) this.#tellState();
    this.#work();
  }
}
