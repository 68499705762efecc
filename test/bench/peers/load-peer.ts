/**
 * A package of this folder's own node_modules, by name, with as much of its shape as we use. It is not imported by its name
 * in the code, because it is not there unless the bench has installed it, and the compiler must not need it.
 */
export async function loadPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
