import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a file that the build made; says what to do when it did not. */
export function builtFile(name: string): string {
  const file = fileURLToPath(new URL(`../../out/${name}`, import.meta.url));
  if (!existsSync(file))
    throw new Error(
      `out/${name} is missing: this test looks at what is shipped, so run "npm run build" first.`,
    );
  return file;
}
