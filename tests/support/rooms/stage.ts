import { v7 as uuid } from "uuid";
import { roomKey } from "@/lib/domain/fields";
import { db } from "@/lib/platform/database/db";
import { hashPassword } from "@/lib/platform/secrets/password";
import { type Person, person } from "@/tests/support/world";
import { attachFiles, storeStageBytes } from "../files";
import { type Scene, SESAME } from "./actions";
import { onlyBookmark } from "./bookmarks";
import { addCards, storeCardImage } from "./cards";
import { addChecklist } from "./checklists";
import { askToConfirm } from "./confirmations";
import { isInside, type PermissionCase } from "./oracle";
import { addPolls } from "./polls";

/** The people of all scenes, but for who acts in one. */
export type Cast = { owner: Person; member: Person; newcomer: Person; elsewhereId: string; hash: string };

export async function cast(): Promise<Cast> {
  const [owner, member, newcomer] = [await person("Olga"), await person("Max"), await person("Nora")];
  const hash = await hashPassword(SESAME);
  await storeStageBytes();
  await storeCardImage();
  const { roomId, ids } = await makeRoom({
    ...OPEN,
    hash,
    places: [{ userId: owner.userId, role: "owner" }],
    senders: [owner.userId],
  });
  void roomId;
  return { owner, member, newcomer, elsewhereId: ids[0]!, hash };
}

const OPEN = { kind: "open", posting: "everyone", isArchived: false } as const;

/** A room of its own in which one person has a place, written without the operations. */
export async function setUpScene(one: PermissionCase, me: Person | null, cast: Cast): Promise<Scene> {
  const { owner, member, newcomer } = cast;
  const isDirect = one.kind === "direct";
  const mine = me && isInside(one) ? [{ userId: me.userId, role: isDirect ? "member" : one.place }] : [];
  const others = isDirect
    ? [owner, ...(mine.length > 0 ? [] : [member])].map(({ userId }) => ({ userId, role: "member" }))
    : [
        { userId: owner.userId, role: "owner" },
        { userId: member.userId, role: "member" },
      ];
  const author = me && one.place !== "none" ? me.userId : owner.userId;
  const made = await makeRoom({
    ...one,
    hash: cast.hash,
    places: [...others, ...mine],
    senders: [owner.userId, author],
    ...(one.place === "ex" && me && { leftId: me.userId }),
  });
  const [fileId, ownFileId] = await attachFiles(made.ids);
  await addCards(made.ids);
  await askToConfirm(made.ids);
  await addPolls(made.ids);
  await addChecklist(made.ids[0]!);
  return {
    roomId: made.roomId,
    roomName: made.name,
    externalId: made.roomId,
    ownerId: owner.userId,
    memberId: isDirect ? owner.userId : member.userId,
    newcomerId: newcomer.userId,
    meId: me?.userId ?? owner.userId,
    messageId: made.ids[0]!,
    ownMessageId: made.ids[1]!,
    fileId: fileId!,
    ownFileId: ownFileId!,
    elsewhereId: cast.elsewhereId,
    bookmarkId: await onlyBookmark(made.roomId),
  };
}

type Wanted = Pick<PermissionCase, "kind" | "posting" | "isArchived"> & {
  hash: string;
  places: { userId: string; role: string }[];
  senders: string[];
  leftId?: string;
};

async function makeRoom({ kind, posting, isArchived, hash, places, senders, leftId }: Wanted) {
  const roomId = uuid();
  const isNamed = kind !== "group" && kind !== "direct";
  const name = isNamed ? `Stage ${roomId.slice(-12)} ${roomId.slice(9, 18)}` : null;
  const ids = senders.map(() => uuid());
  await db().$executeRaw`
    WITH made AS (
      INSERT INTO room (id, kind, name, name_key, external_id, direct_key, password_hash, posting, archived_at, seq, rev,
                        member_version, member_count, created_by_id)
      VALUES (${roomId}::uuid, ${kind}::room_kind, ${name}, ${name && roomKey(name)}, ${roomId},
              ${kind === "direct" ? roomId : null}, ${kind === "password" ? hash : null}, ${posting}::posting,
              CASE WHEN ${isArchived} THEN now() END, ${senders.length}::int, ${senders.length + 1}::int, 1,
              ${places.length}::int, ${senders[0]}::uuid)
    ), placed AS (
      INSERT INTO membership (room_id, user_id, role)
      SELECT ${roomId}::uuid, p.user_id, p.role::room_role
        FROM unnest(${places.map(({ userId }) => userId)}::uuid[], ${places.map(({ role }) => role)}::text[])
             AS p (user_id, role)
    ), gone AS (
      INSERT INTO membership_change (id, room_id, user_id, type, role, seq, kept)
      SELECT ${uuid()}::uuid, ${roomId}::uuid, ${leftId ?? null}::uuid, 'left', 'member', 2, '{}'
       WHERE ${leftId !== undefined}
    )
    INSERT INTO message (id, room_id, seq, rev, sender_id, client_id, text)
    SELECT s.id, ${roomId}::uuid, s.place, s.place + 1, s.sender_id, s.id::text, 'said'
      FROM unnest(${ids}::uuid[], ${senders}::uuid[]) WITH ORDINALITY AS s (id, sender_id, place)`;
  return { roomId, name, ids };
}

/** All that acts in a room could change of it, as one text. */
export async function traceOf(roomId: string): Promise<string> {
  const [row] = await db().$queryRaw<{ trace: string }[]>`
    SELECT concat_ws(' | ', to_jsonb(r)::text,
             (SELECT jsonb_agg(m ORDER BY m.user_id)::text FROM membership m WHERE m.room_id = r.id),
             (SELECT count(*)::text FROM membership_change c WHERE c.room_id = r.id),
             (SELECT jsonb_agg(x ORDER BY x.seq)::text FROM message x WHERE x.room_id = r.id),
             (SELECT count(*)::text FROM former_room_name f WHERE f.room_id = r.id)) AS trace
      FROM room r WHERE r.id = ${roomId}::uuid`;
  return row?.trace ?? "gone";
}

/** Takes a room away again, so that its people are not in thousands. */
export const tearDownScene = (roomId: string) =>
  db().$executeRaw`DELETE FROM room WHERE id = ${roomId}::uuid`;
