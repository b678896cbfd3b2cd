type Branch = { readonly children?: Iterable<unknown> | undefined };

/** True if a tree has branches longer than `most` nodes, which could exhaust the stack of a recursive reader. */
export function isDeeperThan(most: number, root: Branch): boolean {
  let level: Branch[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap(({ children = [] }) => [...children] as Branch[]);
  }
  return false;
}
