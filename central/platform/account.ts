import { spawnSync } from 'node:child_process';

/** The user a database server runs as when we are root, which PostgreSQL refuses to be. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** Undefined when we are nobody special ourselves; else `postgres`, made if need be and possible, else `nobody`. */
export function serverAccount(): Account | undefined {
  if (!isRoot()) return undefined;
  return find('postgres') ?? create('postgres') ?? find('nobody');
}

function find(name: string): Account | undefined {
  const id = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const [user, group] = [id('-u'), id('-g')];
  if (user.status !== 0 || group.status !== 0) return undefined;
  return { name, uid: Number(user.stdout), gid: Number(group.stdout) };
}

function create(name: string): Account | undefined {
  spawnSync('groupadd', ['--system', name], { stdio: 'ignore' });
  spawnSync('useradd', ['--system', '--gid', name, '--no-create-home', '--shell', '/bin/false', name], {
    stdio: 'ignore',
  });
  return find(name);
}

/** What `spawn` needs to run something as that user. */
export const identityOf = (account: Account | undefined): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {};

/** Whether the user gets into a folder, asked of the system itself: modes, owners and access lists included. */
export function reaches(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...identityOf(account),
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}
