import Link from "next/link";
import { useTranslations } from "next-intl";
import { RoomIcon } from "@/components/room/room-icon";
import { Cell, Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { AdminPersonView, RoomOfPersonView } from "@/lib/shared/views";
import { HowCame } from "./how-came";
import { RemoveMember } from "./remove-member";
import { RoleSelect } from "./role-select";

type PersonRooms = { places: RoomOfPersonView[]; person: AdminPersonView };

/** The rooms of a person, with actions. */
export function PersonRooms({ places, person }: PersonRooms) {
  const t = useTranslations("personPage");

  return (
    <Table
      label={t("list", { name: person.displayName })}
      columns={[
        { label: t("room") },
        { label: t("roleIn") },
        { label: t("came"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {places.map((place) => (
        <PlaceRow key={place.room.id} place={place} person={person} />
      ))}
    </Table>
  );
}

function PlaceRow({ place, person }: { place: RoomOfPersonView; person: AdminPersonView }) {
  const t = useTranslations();
  const { room, role } = place;
  const name = room.name ?? "";

  return (
    <tr>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <div className="flex items-center gap-1.5">
          <span className="hidden md:contents">
            <RoomIcon room={room} me="" />
          </span>
          <Link
            href={`/admin/rooms/${room.id}`}
            className="min-w-0 font-medium break-words hover:underline md:truncate"
          >
            {name}
          </Link>
          {room.archivedAt && <Tag>{t("adminRooms.archived")}</Tag>}
        </div>
        <div className="text-tiny text-ink-3 md:hidden">
          <HowCame came={place} />
        </div>
      </Cell>
      <Cell>
        <RoleSelect
          place={{ room: room.id, user: person.id, role }}
          label={t("personPage.roleInRoom", { room: name })}
          isFixed={room.archivedAt !== null}
        />
      </Cell>
      <Cell from="md" className="text-small text-ink-2">
        <HowCame came={place} />
      </Cell>
      <Cell className="text-right">
        <RemoveMember room={room.id} roomName={name} user={person.id} name={person.displayName} />
      </Cell>
    </tr>
  );
}
