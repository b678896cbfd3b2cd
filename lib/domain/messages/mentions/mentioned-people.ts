import type { Db } from "@/lib/platform/database/db";
import type { MessageView, PersonView } from "@/lib/shared/views";
import { toPersonView } from "../../people/user-view";

/** The most people named with a page. A client asks for the others by their ids. */
const MOST = 200;

/** Returns the people whom messages mention, so that clients can write their names. */
export async function mentionedPeople(db: Db, messages: readonly MessageView[]): Promise<PersonView[]> {
  const ids = [...new Set(messages.flatMap(({ mentions }) => mentions.userIds))].slice(0, MOST);
  if (ids.length === 0) return [];
  return (await db.user.findMany({ where: { id: { in: ids } } })).map(toPersonView);
}
