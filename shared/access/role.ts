import { z } from 'zod';

/** What somebody is in this shop. Each may at least what the one before it may. */
export const Role = z.enum(['cashier', 'manager', 'owner']);
export type Role = z.infer<typeof Role>;

/** Whether one role stands at least as high as another: nobody adds, changes or approves above themselves. */
export const atLeast = (role: Role, other: Role): boolean =>
  Role.options.indexOf(role) >= Role.options.indexOf(other);
