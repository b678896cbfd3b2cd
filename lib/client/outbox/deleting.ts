import { createStore } from "../state/store";

/** Messages being deleted: `waiting` while it can be undone, then `going`. */
type Deletions = Readonly<Record<string, "waiting" | "going">>;

type DeletionAction = { type: "begin" | "go" | "drop"; id: string };

function reduce(deletions: Deletions, { type, id }: DeletionAction): Deletions {
  const { [id]: state, ...others } = deletions;
  if (type === "drop") return state ? others : deletions;
  return { ...deletions, [id]: type === "begin" ? "waiting" : "going" };
}

/** The messages being deleted. What deletes them is in deletions.ts, which is loaded with the first deletion. */
export const createDeleting = () => createStore(reduce, {} as Deletions);
