import { z } from "zod";
import { type Context, query } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";
import { FILTER_KEYS, HAS_VALUES, IS_VALUES } from "@/lib/shared/search/parse-query";
import type { PersonView, SearchSuggestionsView } from "@/lib/shared/views";
import { fold, line, roomKey } from "../fields";
import { escapeLike } from "../like";
import { IS_NOT_WORKSPACE_BOT } from "../notes/workspace-bot";
import { visibleTo } from "../people/access";
import { AVATAR_URL } from "../people/avatar-url";

const OPERATORS = FILTER_KEYS.flatMap((key) => {
  if (key === "has") return HAS_VALUES.map((value) => `has:${value}`);
  if (key === "is") return IS_VALUES.map((value) => `is:${value}`);
  return [`${key}:`];
});

/** A filter whose value names a person or a room, and its value, which may stand in quotes. */
const NAMED = /^-?(?<key>from|mentions|in):["“„«]?(?<value>[^"“”»]*)/iu;

/**
 * Suggests people, rooms and filters for a text that is being typed: names that begin with it or have a word that does. All filters for an empty text; after `from:`, `mentions:` and `in:` the people or rooms that can follow.
 * Only people whom the caller may see, and rooms that they are in. Errors: `validation_failed`; `rate_limited`.
 */
export const suggestSearch = query({
  key: "search.suggest",
  summary: "Suggest people, rooms and filters for a search",
  input: z.object({ q: line({ max: LIMITS.queryLength }).default("") }),
  authorize: ({ me }) => throttle("searches", me.userId),

  async execute(ctx, { q }): Promise<SearchSuggestionsView> {
    if (q === "") return { people: [], rooms: [], operators: OPERATORS };
    const { key, value: name = q } = NAMED.exec(q)?.groups ?? {};
    const isOf = (...keys: string[]) => key === undefined || keys.includes(key.toLowerCase());
    const [people, rooms] = await Promise.all([
      isOf("from", "mentions") ? suggestPeople(ctx, name) : [],
      isOf("in") ? suggestRooms(ctx, name) : [],
    ]);
    const operators = OPERATORS.filter((operator) => operator.startsWith(q.toLowerCase()));
    return { people, rooms, operators };
  },
});

function suggestPeople({ db, me }: Context, q: string): Promise<PersonView[]> {
  const start = `${escapeLike(fold(q.replace(/^@/, "")))}%`;
  return db.$queryRaw<PersonView[]>`
    SELECT u.id, u.username, u.display_name AS "displayName", u.is_bot AS "isBot", ${AVATAR_URL} FROM "user" u
     WHERE ${visibleTo(me)} AND u.deleted_at IS NULL AND ${IS_NOT_WORKSPACE_BOT}
       AND (u.username_key LIKE ${start} OR lower(u.display_name) LIKE ${start} OR lower(u.display_name) LIKE ${`% ${start}`})
     ORDER BY u.deactivated_at IS NOT NULL, u.username_key LIMIT ${LIMITS.searchSuggestions}`;
}

type RoomSuggestion = SearchSuggestionsView["rooms"][number];

function suggestRooms({ db, me }: Context, q: string): Promise<RoomSuggestion[]> {
  const key = escapeLike(roomKey(q.replace(/^#/, "")));
  return db.$queryRaw<RoomSuggestion[]>`
    SELECT r.id, r.name, r.kind::text AS kind FROM room r
      JOIN membership m ON m.room_id = r.id AND m.user_id = ${me.userId}::uuid
     WHERE r.deleted_at IS NULL AND r.name IS NOT NULL
       AND (r.name_key LIKE ${`%${key}%`}
            OR EXISTS (SELECT 1 FROM former_room_name f WHERE f.room_id = r.id AND f.name_key LIKE ${`${key}%`}))
     ORDER BY r.name_key NOT LIKE ${`${key}%`}, r.active_at DESC LIMIT ${LIMITS.searchSuggestions}`;
}
