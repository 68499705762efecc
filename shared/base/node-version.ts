/** The oldest Node.js whose N-API better-sqlite3 13 runs on; on Node 20 it crashes the process without a word. */
const oldest = { major: 22, minor: 12 };

/** Throws with a sentence that says what to do when `version` (as in process.versions.node) is too old. */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  throw new Error(
    `Tessera needs Node.js ${oldest.major}.${oldest.minor} or later and this is ${version}: use the npm scripts, which run the Node 24 that "npm install" brought.`,
  );
}
