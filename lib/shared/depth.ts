type Branch = { readonly children?: Iterable<unknown> | undefined };

/** Whether a tree has branches longer than `most` nodes: drawing those could exhaust the stack of whoever reads them. */
export function isDeeperThan(most: number, root: Branch): boolean {
  let level: Branch[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap(({ children = [] }) => [...children] as Branch[]);
  }
  return false;
}
