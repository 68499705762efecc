import type { Say } from '#shared/base/language.ts';
import type { Tone } from '#shared/settings/paper-settings.ts';

/** What the customer is greeted or thanked with, in the tone of the shop, and by name where that is known. */
export function greeting(moment: 'welcome' | 'thanks', tone: Tone, name: string | null, say: Say): string {
  if (tone === 'plain')
    return name === null ? say(`display.${moment}`) : say(`display.${moment}.name`, { name });
  return name === null ? say(`display.${moment}.${tone}`) : say(`display.${moment}.${tone}.name`, { name });
}
