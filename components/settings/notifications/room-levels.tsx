"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { setRoomSettingsAction } from "@/app/(chat)/rooms/actions";
import { RoomKindIcon } from "@/components/room/room-icon";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Select } from "@/components/ui/fields/select";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { LEVELS } from "@/lib/shared/messages/notification-settings";
import type { Notify, PersonView, RoomKind } from "@/lib/shared/views";

/** A room of the table, with its name for the reader; of two people, with the other one. */
export type LeveledRoom = {
  id: string;
  kind: RoomKind;
  name: string;
  other: PersonView | null;
  choice: Notify | null;
};

type RoomLevelsProps = {
  rooms: readonly LeveledRoom[];
  general: Notify;
  onGeneral: (level: Notify) => void;
};

const CHOICES = ["default", ...LEVELS] as const;
type Choice = (typeof CHOICES)[number];

/** All rooms with their levels, below the general one that the others follow. */
export function RoomLevels({ rooms, general, onGeneral }: RoomLevelsProps) {
  const t = useTranslations("levels");
  const { shown, choose, hasFailed } = useChoices(rooms);

  return (
    <div className="flex flex-col gap-3">
      <table
        aria-label={t("title")}
        className="w-full border-separate border-spacing-0 text-left [&>tbody>tr:last-child>*]:border-b-0"
      >
        <thead className="max-md:sr-only">
          <tr>
            <Head>{t("room")}</Head>
            {CHOICES.map((choice) => (
              <Head key={choice} isCentred>
                {t(choice)}
              </Head>
            ))}
          </tr>
        </thead>
        <tbody>
          <LevelRow
            name={t("unlessSet")}
            isStrong
            value={general}
            choices={LEVELS}
            onChoose={(level) => onGeneral(level as Notify)}
          />
          {shown.map((room) => (
            <LevelRow
              key={room.id}
              name={room.name}
              icon={<Icon room={room} />}
              value={room.choice ?? "default"}
              choices={CHOICES}
              onChoose={(choice) => void choose(room, choice)}
            />
          ))}
        </tbody>
      </table>
      <Alert>{hasFailed && t("failed")}</Alert>
    </div>
  );
}

function Icon({ room: { kind, other } }: { room: LeveledRoom }) {
  return (
    <span className="grid size-5 flex-none place-items-center text-ink-2">
      {other ? (
        <Avatar id={other.id} name={other.displayName} url={other.avatarUrl} size="small" />
      ) : (
        <RoomKindIcon kind={kind} />
      )}
    </span>
  );
}

/** The rooms with their choices. One applies at once, and is taken back where the server refuses. */
function useChoices(rooms: readonly LeveledRoom[]) {
  const [shown, show] = useState(rooms);
  const [hasFailed, fail] = useState(false);
  const put = (id: string, choice: Notify | null) =>
    show((all) => all.map((room) => (room.id === id ? { ...room, choice } : room)));

  async function choose({ id, choice: before }: LeveledRoom, choice: Choice) {
    fail(false);
    put(id, choice === "default" ? null : choice);
    const reply = await askCalmly(setRoomSettingsAction, formOf({ room: id, notify: choice }));
    put(id, reply.ok ? reply.data.notifyChoice : before);
    fail(!reply.ok);
  }
  return { shown, choose, hasFailed };
}

function Head({ isCentred, children }: { isCentred?: boolean; children: ReactNode }) {
  return (
    <th
      scope="col"
      className={`h-8 border-b border-line px-2 text-tiny font-semibold text-ink-3 first:ps-0 ${isCentred ? "text-center" : ""}`}
    >
      {children}
    </th>
  );
}

type LevelRowProps = {
  name: string;
  icon?: ReactNode;
  isStrong?: boolean;
  value: Choice;
  choices: readonly Choice[];
  onChoose: (choice: Choice) => void;
};

/** A row of radio buttons; on a phone one select. */
function LevelRow({ name, icon, isStrong, value, choices, onChoose }: LevelRowProps) {
  const t = useTranslations("levels");
  const group = `level of ${name}`;

  return (
    <tr>
      <th scope="row" className="h-10 w-full max-w-0 border-b border-line pe-2 font-normal">
        <span className={`flex items-center gap-2 ${isStrong ? "font-semibold" : ""}`}>
          {icon}
          <span className="truncate">{name}</span>
        </span>
      </th>
      {CHOICES.map((choice) => (
        <td key={choice} className="hidden border-b border-line px-2 text-center md:table-cell">
          {choices.includes(choice) && (
            <input
              type="radio"
              name={group}
              aria-label={t("of", { name, level: t(choice) })}
              checked={choice === value}
              onChange={() => onChoose(choice)}
              className="size-4 align-middle accent-accent"
            />
          )}
        </td>
      ))}
      <td className="border-b border-line py-1 text-end md:hidden">
        <Select
          aria-label={t("levelOf", { name })}
          look="filter"
          value={value}
          options={choices.map((choice) => ({ value: choice, label: t(choice) }))}
          onChoose={(choice) => onChoose(choice as Choice)}
        />
      </td>
    </tr>
  );
}
