import type { ActionLine, ActionSheetView } from '#shared/api/devices.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import { actionCodeOf } from '#shared/scan/formats/action-code.format.ts';
import { ScannedAction } from '#shared/scan/scanned-action.ts';
import type { DeviceFile } from './device-file.ts';

/** The sheet of actions of this till. Until somebody asks for one there is none, and no code is an action. */
export interface ActionSheet {
  view(): ActionSheetView;
  /** The lines of the sheet, made when there is none yet. */
  lines(): ActionLine[];
  /** Whether its lines are heard; nothing where there is no sheet. */
  turn(on: boolean): ActionSheetView;
  /** From now on no sheet that was printed means anything, and none is heard until a new one is printed or shown. */
  renew(): ActionSheetView;
  /** What a scanned line does here now. */
  actionOf(code: string): ScannedAction | undefined;
}

/** The sheet whose secret stands with the devices of this machine. */
export function createActionSheet(
  file: DeviceFile,
  { randomBytes, sha256 }: Pick<Machine, 'randomBytes' | 'sha256'>,
): ActionSheet {
  let known: { secret: string; byCode: ReadonlyMap<string, ScannedAction> } | undefined;
  const view = (): ActionSheetView => {
    const { actions } = file.read();
    return { made: actions !== null, on: actions?.on ?? false };
  };
  const keep = (secret: string, on: boolean): ActionSheetView => {
    file.write({ ...file.read(), actions: { secret, on } });
    return view();
  };
  const newSecret = (): string => Buffer.from(randomBytes(16)).toString('hex');
  const linesOf = (secret: string): ActionLine[] =>
    ScannedAction.options.map((action) => ({ action, code: actionCodeOf(action, secret, sha256) }));
  return {
    view,
    lines() {
      const secret = file.read().actions?.secret ?? newSecret();
      if (!view().made) keep(secret, false);
      return linesOf(secret);
    },
    turn(on) {
      const { actions } = file.read();
      return actions ? keep(actions.secret, on) : view();
    },
    renew: () => keep(newSecret(), false),
    actionOf(code) {
      const { actions } = file.read();
      if (!actions?.on) return undefined;
      const { secret } = actions;
      if (known?.secret !== secret)
        known = { secret, byCode: new Map(linesOf(secret).map((line) => [line.code, line.action])) };
      return known.byCode.get(code);
    },
  };
}
