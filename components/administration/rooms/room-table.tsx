import Link from "next/link";
import { useTranslations } from "next-intl";
import { RoomIcon } from "@/components/room/room-icon";
import { Moment } from "@/components/ui/moment";
import { Cell, Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { AdminRoomView } from "@/lib/shared/views";

/** The table of rooms for administrators. */
export function RoomTable({ rooms }: { rooms: AdminRoomView[] }) {
  const t = useTranslations("adminRooms");

  return (
    <Table
      label={t("list")}
      columns={[
        { label: t("name") },
        { label: t("kind"), from: "md" },
        { label: t("members") },
        { label: t("activity"), from: "md" },
        { label: t("owners"), from: "lg" },
      ]}
    >
      {rooms.map((room) => (
        <RoomRow key={room.id} room={room} />
      ))}
    </Table>
  );
}

function RoomRow({ room }: { room: AdminRoomView }) {
  const t = useTranslations("adminRooms");
  const { id, kind, topic, archivedAt, memberCount, activeAt, owners } = room;

  return (
    <tr>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <div className="flex items-center gap-1.5">
          <RoomIcon room={room} me="" />
          <Link href={`/admin/rooms/${id}`} className="truncate font-medium hover:underline">
            {room.name}
          </Link>
          {archivedAt && <Tag>{t("archived")}</Tag>}
        </div>
        {topic && <p className="truncate text-tiny text-ink-3">{topic}</p>}
        <p className="truncate text-tiny text-ink-3 md:hidden">
          {kindName(kind, t)} · <Moment at={activeAt} />
        </p>
      </Cell>
      <Cell from="md" className="text-small whitespace-nowrap text-ink-2">
        {kindName(kind, t)}
      </Cell>
      <Cell className="text-small text-ink-2 tabular-nums">{memberCount}</Cell>
      <Cell from="md" className="text-small text-ink-2">
        <Moment at={activeAt} />
      </Cell>
      <Cell from="lg" className="max-w-56 truncate text-small text-ink-2">
        {owners.map(({ displayName }) => displayName).join(", ") || t("noOwner")}
      </Cell>
    </tr>
  );
}

/** The label of a room's kind. Conversations are not listed here. */
function kindName(kind: AdminRoomView["kind"], t: ReturnType<typeof useTranslations<"adminRooms">>): string {
  return isConversation(kind) ? "" : t(`kinds.${kind}`);
}
