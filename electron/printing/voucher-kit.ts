import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { VoucherTemplate } from '#shared/api/vouchers.api.ts';
import type { LogoRefusal } from '#shared/back-office/logo-refusal.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { writeDurably } from '#electron/platform/write-durably.ts';
import { readLogo, type ShopLogo } from './shop-logo.ts';

/** What a shop keeps for its vouchers beside the ledger: its picture, and how it ordered them before. */
export interface VoucherKit {
  logo(): ShopLogo | null;
  /** The picture as it was handed in, in base 64. */
  logoFile(): string | null;
  /** The same as a `data:` address. */
  logoUrl(): string | null;
  /** Takes another picture, or none. A file that makes no logo changes nothing. */
  keepLogo(png: string | null): Result<null, LogoRefusal>;
  templates(): readonly VoucherTemplate[];
  /** Under a name that there is already it takes the place of that one. */
  keepTemplate(template: VoucherTemplate): void;
  forgetTemplate(name: string): void;
}

const Kept = z.object({
  logo: z.string().nullable().default(null),
  templates: z.array(VoucherTemplate).max(100).default([]),
});

/** Templates beyond this make room, the oldest first. */
const mostTemplates = 40;

/** Opens what is kept in `dataDir`. A file that cannot be understood is left as it is, and said; vouchers come out without it. */
export function openVoucherKit(dataDir: string, log: (line: string) => void): VoucherKit {
  const file = path.join(dataDir, 'vouchers.json');
  let kept = readKept(file, log);
  let logo = logoOf(kept.logo);
  const keep = (change: Partial<typeof kept>): void => {
    kept = { ...kept, ...change };
    writeDurably(file, `${JSON.stringify(kept)}\n`);
  };
  const without = (name: string) => kept.templates.filter((template) => template.name !== name);
  return {
    logo: () => logo,
    logoFile: () => kept.logo,
    logoUrl: () => kept.logo && `data:image/png;base64,${kept.logo}`,
    keepLogo(png) {
      const read = png === null ? ok(null) : readLogo(Buffer.from(png, 'base64'));
      if (!read.ok) return read;
      keep({ logo: png });
      logo = read.value;
      return ok(null);
    },
    templates: () => kept.templates,
    keepTemplate: (template) =>
      keep({ templates: [...without(template.name), template].slice(-mostTemplates) }),
    forgetTemplate: (name) => keep({ templates: without(name) }),
  };
}

function logoOf(png: string | null): ShopLogo | null {
  const read = png === null ? null : readLogo(Buffer.from(png, 'base64'));
  return read?.ok ? read.value : null;
}

function readKept(file: string, log: (line: string) => void): z.output<typeof Kept> {
  if (!existsSync(file)) return Kept.parse({});
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return Kept.parse({});
  }
}
