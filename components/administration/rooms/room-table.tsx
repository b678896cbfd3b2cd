import Link from "next/link";
import { useTranslations } from "next-intl";
import { RoomIcon } from "@/components/room/room-icon";
import { Moment } from "@/components/ui/moment";
import { Cell, type ColumnSort, Table } from "@/components/ui/table";
import { isConversation } from "@/lib/shared/rooms/room-kinds";
import type { AdminRoomView } from "@/lib/shared/views";
import { SelectAll, SelectRow } from "../selection/select-boxes";
import { Selection } from "../selection/selection";
import { RoomMenu } from "./room-menu";
import { RoomsBulk } from "./rooms-bulk";

type RoomSort = "name" | "activity" | "members";
type RoomTableProps = { rooms: AdminRoomView[]; sortOf: (sort: RoomSort) => ColumnSort };

const itemOf = ({ id, name, archivedAt }: AdminRoomView) => ({
  id,
  name: name ?? "",
  isOff: archivedAt !== null,
});

/** The table of rooms for administrators. */
export function RoomTable({ rooms, sortOf }: RoomTableProps) {
  const t = useTranslations("adminRooms");

  return (
    <Selection items={rooms.map(itemOf)}>
      <Table
        label={t("list")}
        columns={[
          { label: "", head: <SelectAll /> },
          { label: t("name"), sort: sortOf("name") },
          { label: t("kind"), from: "md" },
          { label: t("members"), from: "md", sort: sortOf("members") },
          { label: t("activity"), from: "md", sort: sortOf("activity") },
          { label: t("owners"), from: "lg" },
          { label: t("actions"), isHidden: true },
        ]}
      >
        {rooms.map((room) => (
          <RoomRow key={room.id} room={room} />
        ))}
      </Table>
      <RoomsBulk />
    </Selection>
  );
}

function RoomRow({ room }: { room: AdminRoomView }) {
  const t = useTranslations("adminRooms");
  const { kind, memberCount, activeAt, owners } = room;

  return (
    <SelectRow item={itemOf(room)}>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <Named room={room} />
      </Cell>
      <Cell from="md" className="whitespace-nowrap text-ink-2">
        {kindName(kind, t)}
      </Cell>
      <Cell from="md" className="text-ink-2 tabular-nums">
        {memberCount}
      </Cell>
      <Cell from="md" className="whitespace-nowrap text-ink-2">
        <Moment at={activeAt} />
      </Cell>
      <Cell from="lg" className="max-w-56 truncate text-ink-2">
        {owners.map(({ displayName }) => displayName).join(", ") || t("noOwner")}
      </Cell>
      <Cell className="w-10 text-right">
        <RoomMenu room={room} />
      </Cell>
    </SelectRow>
  );
}

/** A room's name with its topic; on narrow screens with what the hidden columns say. */
function Named({ room }: { room: AdminRoomView }) {
  const t = useTranslations("adminRooms");
  const tRoom = useTranslations("room");
  const { id, kind, topic, archivedAt, activeAt, memberCount } = room;

  return (
    <>
      <div className="flex items-center gap-1.5">
        <RoomIcon room={room} me="" />
        <Link href={`/admin/rooms/${id}`} className="min-w-0 break-words hover:underline md:truncate">
          {room.name}
        </Link>
        {archivedAt && <span className="text-tiny text-ink-2">{t("archived")}</span>}
      </div>
      {topic && <p className="truncate text-tiny text-ink-2 max-md:hidden">{topic}</p>}
      <p className="text-tiny text-ink-2 md:hidden">
        {kindName(kind, t)} · {tRoom("members", { count: memberCount })} · <Moment at={activeAt} />
      </p>
    </>
  );
}

/** The label of a room's kind. Conversations are not listed here. */
function kindName(kind: AdminRoomView["kind"], t: ReturnType<typeof useTranslations<"adminRooms">>): string {
  return isConversation(kind) ? "" : t(`kinds.${kind}`);
}
