import type { Handlers } from '#shared/api/channel.ts';
import type { peopleApi } from '#shared/api/people.api.ts';
import { latestActs } from '#electron/access/activity.ts';
import type { Access } from '#electron/access/open-access.ts';
import type { Store } from '#electron/store/store.ts';

/** Who works here, what they may do, and what they did. */
export const peopleHandlers = (access: Access, store: Store): Handlers<typeof peopleApi> => ({
  'people.list': () => access.staff.list(),
  'people.add': (wanted) => access.staff.add(wanted),
  'people.change': (wanted) => access.staff.change(wanted),
  'people.link-card': ({ staffId, linked }) => access.staff.linkCard(staffId, linked),
  'people.set-rules': ({ rules }) => access.setRules(rules),
  'people.activity': ({ limit }) => latestActs(store, limit),
  'people.own-pin': ({ pin, next }) => access.staff.ownPin(pin, next),
});
