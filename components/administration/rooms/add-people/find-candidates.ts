import { call } from "@/lib/client/connection/call";
import type { AdminPersonView, FoundPeopleView } from "@/lib/shared/views";

/** A person who may be added to a room, or the reason why not. */
export type Candidate = {
  id: string;
  name: string;
  hint: string;
  bar: "isMember" | "isDeactivated" | null;
};

export type Candidates = { items: Candidate[]; hasMore: boolean };

const SHOWN = 20;

/** Resolves a list of names to people, with their membership of the room. */
export async function lookUp(names: string[], room: string): Promise<FoundPeopleView | null> {
  const answer = await call("POST /admin/people/find", { names, room });
  return answer.ok ? answer.data : null;
}

/** The first people that match the search. */
export async function findCandidates(words: string, room: string): Promise<Candidates | null> {
  const query = { state: "active", limit: SHOWN, ...(words && { q: words }) } as const;
  const page = await call("GET /admin/people", query);
  if (!page.ok) return null;
  const { items, nextCursor } = page.data;
  const ids = items.map(({ id }) => id);
  const known = ids.length > 0 ? await lookUp(ids, room) : { found: [] };
  if (!known) return null;
  const inside = new Set(known.found.filter(({ isMember }) => isMember).map(({ given }) => given));
  return {
    items: items.map((person) => ({
      ...toCandidate(person),
      bar: inside.has(person.id) ? "isMember" : null,
    })),
    hasMore: nextCursor !== null,
  };
}

const toCandidate = ({ id, displayName, username, email }: AdminPersonView) => ({
  id,
  name: displayName,
  hint: email ? `@${username} · ${email}` : `@${username}`,
});

type Found = Omit<FoundPeopleView["found"][number], "given">;

/** A person of a looked-up list as a candidate. */
export const candidateOf = ({ person, isMember, isDeactivated }: Found): Candidate => ({
  id: person.id,
  name: person.displayName,
  hint: `@${person.username}`,
  bar: isMember ? "isMember" : isDeactivated ? "isDeactivated" : null,
});
