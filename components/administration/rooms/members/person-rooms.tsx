import Link from "next/link";
import { useTranslations } from "next-intl";
import { RoomIcon } from "@/components/room/room-icon";
import { Cell, Table } from "@/components/ui/table";
import type { AdminPersonView, RoomOfPersonView } from "@/lib/shared/views";
import { SelectAll, SelectRow } from "../../selection/select-boxes";
import { Selection } from "../../selection/selection";
import { HowCame } from "./how-came";
import { MemberMenu } from "./member-menu";
import { MembersBulk } from "./members-bulk";
import { RoleSelect } from "./role-select";

type PersonRooms = { places: RoomOfPersonView[]; person: AdminPersonView };

const itemOf = ({ room }: RoomOfPersonView) => ({ id: room.id, name: room.name ?? "" });

/** The rooms of a person, with actions. */
export function PersonRooms({ places, person }: PersonRooms) {
  const t = useTranslations("personPage");

  return (
    <Selection items={places.map(itemOf)}>
      <Table
        label={t("list", { name: person.displayName })}
        columns={[
          { label: "", head: <SelectAll /> },
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
      <MembersBulk user={person.id} />
    </Selection>
  );
}

function PlaceRow({ place, person }: { place: RoomOfPersonView; person: AdminPersonView }) {
  const t = useTranslations();
  const { room, role } = place;
  const name = room.name ?? "";

  return (
    <SelectRow item={itemOf(place)}>
      <Cell className="w-full max-w-0 md:w-auto md:max-w-80">
        <div className="flex items-center gap-1.5">
          <span className="hidden md:contents">
            <RoomIcon room={room} me="" />
          </span>
          <Link href={`/admin/rooms/${room.id}`} className="min-w-0 break-words hover:underline md:truncate">
            {name}
          </Link>
          {room.archivedAt && <span className="text-tiny text-ink-2">{t("adminRooms.archived")}</span>}
        </div>
        <div className="text-tiny text-ink-2 md:hidden">
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
      <Cell from="md" className="text-ink-2">
        <HowCame came={place} />
      </Cell>
      <Cell className="w-10 text-right">
        <MemberMenu
          room={{ id: room.id, name }}
          user={{ id: person.id, name: person.displayName }}
          of="room"
        />
      </Cell>
    </SelectRow>
  );
}
