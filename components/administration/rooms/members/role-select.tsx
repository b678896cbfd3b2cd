"use client";

import { useTranslations } from "next-intl";
import { setMemberAction } from "@/app/admin/rooms/actions";
import type { RoomRole } from "@/lib/shared/views";
import { InstantSelect } from "../../instant-select";

const ROLES = ["owner", "moderator", "member"] as const;

type RoleSelect = {
  place: { room: string; user: string; role: RoomRole };
  /** The accessible name: the person, or the room. */
  label: string;
  /** Roles of an archived room cannot change. */
  isFixed: boolean;
};

/** The role of a member in a room. A choice applies at once. */
export function RoleSelect({ place: { room, user, role }, label, isFixed }: RoleSelect) {
  const t = useTranslations("roomRole");

  return (
    <InstantSelect
      label={label}
      value={role}
      options={ROLES.map((value) => ({ value, label: t(value) }))}
      action={setMemberAction}
      fields={{ room, user }}
      name="role"
      disabled={isFixed}
    />
  );
}
