import { Action, MeasuredAction } from './action.ts';
import { AccessRules, Grade, Velocity } from './rules.ts';

/**
 * What an owner chose, as far as this till can read it: a newer till may know actions and grades that this one does not. What cannot be
 * read of a role is the strictest, since the defaults may be laxer than what was chosen; of the rest it is the default. `lost` names it.
 */
export function readAccessRules(chosen: unknown): { rules: AccessRules; lost: string[] } {
  const whole = AccessRules.safeParse(chosen);
  if (whole.success) return { rules: whole.data, lost: [] };
  const lost: string[] = [];
  const { cashier, manager, velocity, idleMinutes } = fieldsOf(chosen, 'rules', lost);
  const roles = { cashier: roleOf(cashier, 'cashier', lost), manager: roleOf(manager, 'manager', lost) };
  const other = AccessRules.pick({ idleMinutes: true }).safeParse({ idleMinutes });
  if (!other.success) lost.push('idleMinutes');
  const said = fieldsOf(velocity, 'velocity', lost);
  const speed = Object.entries(Velocity.shape).flatMap(([name, field]) => {
    const read = field.safeParse(said[name]);
    if (!read.success) lost.push(`velocity.${name}`);
    return read.success ? [[name, read.data]] : [];
  });
  const rules = AccessRules.parse({ ...roles, ...other.data, velocity: Object.fromEntries(speed) });
  return { rules, lost };
}

/**
 * What an owner chooses at a till that could not read all of what was chosen before: what it could not read, and nobody changed here,
 * stays as it was said, for the tills that can.
 */
export function besideUnread(next: AccessRules, chosen: unknown): Record<string, unknown> {
  const { rules, lost } = readAccessRules(chosen);
  const kept = JSON.parse(JSON.stringify(next)) as Record<string, unknown>;
  for (const where of lost) {
    const path = where.split('.');
    const name = path.pop() ?? '';
    const place = placeOf(kept, path);
    const said = placeOf(chosen, path)?.[name];
    const isAsRead = JSON.stringify(placeOf(rules, path)?.[name]) === JSON.stringify(place?.[name]);
    if (place && said !== undefined && isAsRead) place[name] = said;
  }
  return kept;
}

function placeOf(whole: unknown, path: readonly string[]): Record<string, unknown> | undefined {
  const place = path.reduce<unknown>((at, name) => fieldsOf(at, '', [])[name], whole);
  return typeof place === 'object' && place !== null ? (place as Record<string, unknown>) : undefined;
}

function roleOf(said: unknown, role: string, lost: string[]) {
  const before = lost.length;
  const fields = fieldsOf(said, role, lost);
  const { grades, limits } = lost.length > before ? { grades: null, limits: null } : fields;
  return {
    grades: readEach(
      Action.exclude(['serve']).options,
      grades,
      `${role}.grades`,
      lost,
      (value) => {
        const grade = Grade.safeParse(value);
        return grade.success ? grade.data : undefined;
      },
      'refused' as const,
    ),
    limits: readEach(
      MeasuredAction.options,
      limits,
      `${role}.limits`,
      lost,
      (value) => {
        return value === null || (Number.isSafeInteger(value) && Number(value) >= 0)
          ? (value as number | null)
          : undefined;
      },
      0,
    ),
  };
}

/** Each that was chosen; all of them the strictest where not even their list can be read. */
function readEach<K extends string, V>(
  keys: readonly K[],
  said: unknown,
  where: string,
  lost: string[],
  read: (value: unknown) => V | undefined,
  strictest: NoInfer<V>,
): Record<string, V> {
  const before = lost.length;
  const chosen = fieldsOf(said, where, lost);
  if (lost.length > before) return Object.fromEntries(keys.map((key) => [key, strictest]));
  const known: ReadonlySet<string> = new Set(keys);
  lost.push(
    ...Object.keys(chosen).flatMap((key) => (known.has(key) || key === 'serve' ? [] : [`${where}.${key}`])),
  );
  return Object.fromEntries(
    keys.flatMap((key): [K, V][] => {
      if (chosen[key] === undefined) return [];
      const value = read(chosen[key]);
      if (value === undefined) lost.push(`${where}.${key}`);
      return [[key, value === undefined ? strictest : value]];
    }),
  );
}

function fieldsOf(said: unknown, where: string, lost: string[]): Record<string, unknown> {
  if (said === undefined) return {};
  if (typeof said === 'object' && said !== null && !Array.isArray(said)) return { ...said };
  lost.push(where);
  return {};
}
