import type { accessApi } from '#shared/api/access.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { Access } from '#electron/access/open-access.ts';

/** Signing in, locking, and saying yes to what another one wants. */
export const accessHandlers = (access: Access): Handlers<typeof accessApi> => ({
  'access.view': () => access.view(),
  'access.sign-in': ({ staffId, pin }) => access.signIn(staffId, pin),
  'access.lock': () => {
    access.lock();
    return {};
  },
  'access.stay': () => {
    access.stay();
    return {};
  },
  'access.approve': ({ requestId, staffId, pin }) => access.approve(requestId, staffId, pin),
  'access.withdraw': ({ requestId }) => {
    access.gate.withdraw(requestId);
    return {};
  },
});
