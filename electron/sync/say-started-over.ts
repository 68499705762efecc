import { worthOf, type StartedOver } from '#shared/sync/reconcile.ts';

/** What a till's starting over comes to, for the log: what came through, what it costs, and what waits for the owner. */
export function sayStartedOver({ told, risks, dropped, suspended }: StartedOver, epoch: number): string {
  const again = told.length - suspended.length - 1;
  const waiting = suspended.map(({ unit, amount }) => `${amount} ${unit}`).join(', ') || 'nothing';
  const cost =
    risks.length === 0 ? '' : ` ${risks.length} of them were risks, worth ${worthOf(risks)} in minor units.`;
  return `centre: this till was a copy and goes on as its epoch ${epoch}. ${again} entries of its own were kept, ${dropped.length} were known or void.${cost} Suspended until the owner decides: ${waiting}.`;
}
