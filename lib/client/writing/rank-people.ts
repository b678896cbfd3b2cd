import type { UserView } from "@/lib/shared/views";
import { stripAccents } from "../text/strip-accents";

type Named = Pick<UserView, "username" | "displayName">;

/** Ranks the match of a typed name with a person, 0 the best; null without a match. */
function rankOf({ username, displayName }: Named, begun: string): number | null {
  const [key, name] = [stripAccents(username), stripAccents(displayName)];
  if (begun === "" || key.startsWith(begun)) return 0;
  if (name.split(/[\s\p{P}]+/u).some((word) => word.startsWith(begun))) return 1;
  return key.includes(begun) || name.includes(begun) ? 2 : null;
}

/** The people that match a typed name, the best first. Equal matches keep their order. */
export function rankPeople<T extends Named>(people: readonly T[], query: string): T[] {
  const begun = stripAccents(query);
  return people
    .map((person) => ({ person, rank: rankOf(person, begun) }))
    .filter((one): one is { person: T; rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ person }) => person);
}
