import { type Candidate, candidatesOf } from "@/lib/shared/messages/mentions";
import { fold } from "@/lib/shared/text/fold";
import type { PersonView } from "@/lib/shared/views";

type Named = Pick<PersonView, "id" | "username" | "displayName">;

/** The mentioned person whom a run of letters after an at-sign names, and how many of the letters do. */
export function mentionedIn<One extends Named>(
  candidates: readonly Candidate[],
  people: readonly (One | undefined)[],
): { person: One; length: number } | null {
  for (const { key, length } of candidates) {
    const person = people.find((one) => one && fold(one.username) === key);
    if (person) return { person, length };
  }
  return null;
}

/**
 * Writes the mentions of a text with display names.
 *
 * @param people those whom its message mentions, as far as they are known
 */
export function mentionWriter(people: readonly (Named | undefined)[]): (mention: string) => string {
  return (mention) => {
    const found = mentionedIn(candidatesOf(mention.slice(1)), people);
    return found ? `@${found.person.displayName}${mention.slice(found.length + 1)}` : mention;
  };
}
