import { Trouble } from '#shared/base/trouble.ts';
import { CodePageName } from '#shared/settings/code-page-name.ts';
import { PoleSetup } from '#shared/settings/pole-setup.ts';

/** Reads `escpos:/dev/ttyUSB0` or `cd5220:COM4@19200,cp852`, as in `TESSERA_DISPLAY`. Trouble in words otherwise. */
export function parsePole(address: string): PoleSetup {
  const [, kind, path, baudRate, codePage] =
    /^(escpos|cd5220):([^\s@,]+)(?:@(\d{3,6}))?(?:,(\w+))?$/.exec(address) ?? [];
  const setup = PoleSetup.safeParse({
    kind,
    path,
    ...(baudRate && { baudRate: Number(baudRate) }),
    ...(codePage && { codePage }),
  });
  if (setup.success) return setup.data;
  throw new Trouble(
    'DISPLAY_ADDRESS',
    `"${address}" is no customer display: write it as escpos:/dev/ttyUSB0 or cd5220:COM4@19200, with its letters behind a comma if need be (${CodePageName.options.join(', ')}).`,
  );
}
