"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { setMemberAction } from "@/app/admin/rooms/actions";
import { Select } from "@/components/ui/fields/select-field";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { RoomRole } from "@/lib/shared/views";

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
  const { form, refusal, isPending } = useForm(setMemberAction);
  const errors = useRefusal(refusal);
  const [chosen, choose] = useState<RoomRole>(role);
  const error = isPending ? null : (errors.all ?? errors.of("role"));

  return (
    <form {...form}>
      <input type="hidden" name="room" value={room} />
      <input type="hidden" name="user" value={user} />
      <Select
        name="role"
        aria-label={label}
        aria-busy={isPending}
        value={isPending ? chosen : role}
        disabled={isFixed}
        options={ROLES.map((value) => ({ value, label: t(value) }))}
        onChange={({ currentTarget }) => {
          choose(ROLES.find((value) => value === currentTarget.value) ?? role);
          currentTarget.form?.requestSubmit();
        }}
      />
      {error && (
        <p role="alert" className="max-w-44 pt-1 text-tiny text-danger">
          {error}
        </p>
      )}
    </form>
  );
}
