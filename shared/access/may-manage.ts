import { atLeast, type Role } from './role.ts';

/** Somebody of the staff, as far as it decides what they may do about others. */
export interface Colleague {
  staffId: string;
  role: Role;
}

/**
 * Whether somebody may change what another is or knows: themselves, and those below. Of one's own height only the owner may, since a
 * manager who makes managers is the second person of everything they do.
 */
export const mayManage = (actor: Colleague, other: Colleague): boolean =>
  actor.role === 'owner' || actor.staffId === other.staffId || !atLeast(other.role, actor.role);

/** Whether somebody may make another what `role` says: below themselves, or what they are already. */
export const mayGive = (actor: Colleague, role: Role, before: Role | null): boolean =>
  actor.role === 'owner' || role === before || !atLeast(role, actor.role);
