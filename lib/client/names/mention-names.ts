import { type Candidate, candidatesOf } from "@/lib/shared/messages/mentions";
import { fold } from "@/lib/shared/text/fold";
import type { NamedGroupView, PersonView } from "@/lib/shared/views";

type Named = Pick<PersonView, "id" | "username" | "displayName">;

/** A group as mentions are drawn: like a person whose username is its handle. */
export type NamedGroup = Named & { isGroup: true };

/** Converts the groups that a message mentions. */
export const asNamed = (groups: readonly NamedGroupView[] = []): NamedGroup[] =>
  groups.map(({ id, handle, name }) => ({ id, username: handle, displayName: name, isGroup: true }));

/** The mentioned person or group that a run of letters after an at-sign names, and how many of the letters do. */
export function mentionedIn<One extends Named>(
  candidates: readonly Candidate[],
  named: readonly (One | undefined)[],
): { named: One; length: number } | null {
  for (const { key, length } of candidates) {
    const found = named.find((one) => one && fold(one.username) === key);
    if (found) return { named: found, length };
  }
  return null;
}

/**
 * Writes the mentions of a text with display names.
 *
 * @param named those whom its message mentions, as far as they are known
 */
export function mentionWriter(named: readonly (Named | undefined)[]): (mention: string) => string {
  return (mention) => {
    const found = mentionedIn(candidatesOf(mention.slice(1)), named);
    return found ? `@${found.named.displayName}${mention.slice(found.length + 1)}` : mention;
  };
}
