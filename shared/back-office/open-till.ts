import type { Fact } from '../ledger/events.ts';
import { programs } from '../programs/programs.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { ok, refuse, type Result } from '../base/result.ts';

/** Why a till cannot open with these settings: a program that does not exist, or choices it does not understand. */
export type OpeningRefusal = {
  code: 'PROGRAM_UNKNOWN' | 'PROGRAM_SETUP_WRONG';
  programId: string;
  detail: string;
};

/** The first facts in a till's log: who it is, with its public key as 64 hex digits, and the programs it starts with. */
export function openTillFacts(settings: ShopSettings, publicKey: string): Result<Fact[], OpeningRefusal> {
  const { shop, tillName: name, currency, zone } = settings;
  const facts: Fact[] = [{ type: 'TillOpened', body: { shop, name, publicKey, currency, zone } }];
  for (const { programId, type, setup } of settings.programs) {
    const program = programs.find((candidate) => candidate.type === type);
    if (!program) return refuse({ code: 'PROGRAM_UNKNOWN', programId, detail: type });
    const parsed = program.setup.safeParse(setup);
    if (!parsed.success)
      return refuse({ code: 'PROGRAM_SETUP_WRONG', programId, detail: parsed.error.message });
    const body = { programId, type, revision: 1, setup: JSON.stringify(parsed.data) };
    facts.push({ type: 'ProgramConfigured', body });
  }
  return ok(facts);
}
