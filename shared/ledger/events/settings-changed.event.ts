import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/**
 * A choice of the shop was changed. The value is JSON text in that setting's own schema, so that an older till still carries
 * it.
 */
export const settingsChanged = defineEvent({
  type: 'SettingsChanged',
  version: 1,
  schema: z.object({
    setting: z.string().regex(/^[a-z][a-z0-9.-]{0,59}$/),
    /** Rises by one with each change of this setting. */
    revision: z.int().positive(),
    value: z.string().max(20_000),
    by: OperatorId,
  }),
  example: {
    setting: 'stacking',
    revision: 1,
    value: '{"choose":"best"}',
    by: 'owner',
  },
});
