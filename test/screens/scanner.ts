import type { CDPSession, Page } from '@playwright/test';

/** How a keyboard-wedge scanner is set up. */
export interface ScannerSetUp {
  msPerKey?: number;
  prefix?: 'F13' | 'Ctrl+B';
  suffix?: 'Enter' | 'Tab';
}

interface Key {
  key: string;
  code: string;
  keyCode: number;
  text?: string;
  modifiers?: number;
}

const shift = 8;
const ctrl = 2;
const named: Record<string, Key> = {
  Enter: { key: 'Enter', code: 'Enter', keyCode: 13, text: '\r' },
  Tab: { key: 'Tab', code: 'Tab', keyCode: 9 },
  Escape: { key: 'Escape', code: 'Escape', keyCode: 27 },
  F13: { key: 'F13', code: 'F13', keyCode: 124 },
  'Ctrl+B': { key: 'b', code: 'KeyB', keyCode: 66, modifiers: ctrl },
  '\x1d': { key: ']', code: 'BracketRight', keyCode: 221, modifiers: ctrl },
  '.': { key: '.', code: 'Period', keyCode: 190, text: '.' },
};

function keyOf(name: string): Key {
  const known = named[name];
  if (known) return known;
  if (/^\d$/.test(name)) return { key: name, code: `Digit${name}`, keyCode: name.charCodeAt(0), text: name };
  if (!/^[A-Za-z]$/.test(name)) throw new Error(`the scanner has no key for "${name}"`);
  const upper = name.toUpperCase();
  const base = { key: name, code: `Key${upper}`, keyCode: upper.charCodeAt(0), text: name };
  return name === upper ? { ...base, modifiers: shift } : base;
}

/**
 * A scanner that types into the page as real ones do: trusted keys through the browser, each with the time at which it was
 * pressed. The times are told, not waited for, so a busy test machine cannot make a fast scanner slow.
 */
export class Scanner {
  private readonly session: CDPSession;
  private nextS: number;

  private constructor(session: CDPSession) {
    this.session = session;
    this.nextS = 0;
  }

  static async on(page: Page): Promise<Scanner> {
    return new Scanner(await page.context().newCDPSession(page));
  }

  async scan(text: string, { msPerKey = 10, prefix, suffix = 'Enter' }: ScannerSetUp = {}): Promise<void> {
    await this.type([...(prefix ? [prefix] : []), ...text, suffix], msPerKey);
  }

  /** Presses keys by name, `msPerKey` apart. All are sent before the page is waited for, as a keyboard does not wait either. */
  async type(names: readonly string[], msPerKey: number): Promise<void> {
    this.nextS = Math.max(this.nextS + 0.3, Date.now() / 1000);
    const startS = this.nextS;
    const sent = names.flatMap((name, index) => {
      const { text, keyCode, ...key } = keyOf(name);
      const timestamp = startS + (index * msPerKey) / 1000;
      this.nextS = timestamp;
      const down = {
        ...key,
        windowsVirtualKeyCode: keyCode,
        timestamp,
        ...(text && !(key.modifiers === ctrl)
          ? { type: 'keyDown' as const, text }
          : { type: 'rawKeyDown' as const }),
      };
      const up = {
        ...key,
        windowsVirtualKeyCode: keyCode,
        type: 'keyUp' as const,
        timestamp: timestamp + msPerKey / 2000,
      };
      return [
        this.session.send('Input.dispatchKeyEvent', down),
        this.session.send('Input.dispatchKeyEvent', up),
      ];
    });
    await Promise.all(sent);
  }
}
