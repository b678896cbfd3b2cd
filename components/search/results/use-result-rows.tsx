"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Row } from "@/components/ui/lists/plain-rows";
import { useReader } from "@/lib/client/chat/chat-context";
import { byRoom, byTime, type HitGroup } from "@/lib/client/search/group-hits";
import type { SearchOrder } from "@/lib/client/search/search-order";
import { useClock, useToday } from "@/lib/client/time/use-clock";
import type { FileHitView, SearchHitView, SearchSuggestionsView } from "@/lib/shared/views";
import { FileHitRow } from "./file-hit-row";
import { fileKey } from "./file-key";
import { HitRow } from "./hit-row";
import { PersonRow, RoomRow } from "./named-rows";
import type { Section } from "./result-tabs";
import { useFoundRoomName } from "./use-found-room-name";
import type { ResultList } from "./use-result-list";

/** People, rooms and files that are shown beside the messages before their own section is opened. */
const FEW = 3;

export type Found = {
  messages: readonly SearchHitView[];
  files: readonly FileHitView[];
  people: SearchSuggestionsView["people"];
  rooms: SearchSuggestionsView["rooms"];
};

type RowsOf = {
  found: Found;
  /** The words that are marked in names. */
  words: string;
  section: Section;
  grouping: SearchOrder["grouping"];
  list: ResultList;
  /** The key of the result whose place is shown beside the list. */
  shown: string | undefined;
  onSection: (section: Section) => void;
};

/** The rows of the results: people, rooms, files and messages below their headings, or one section of them. */
export function useResultRows({ found, words, section, grouping, list, shown, onSection }: RowsOf): Row[] {
  const t = useTranslations("search");
  const groupsOf = useGroups();
  const stop = stopOf(found, section, list.selected);
  const props = (key: string) => ({ words, list, isStop: key === stop, isShown: key === shown });
  const isAll = section === "all";

  const people = found.people.map((person) => {
    const key = `person ${person.id}`;
    return { key, content: <PersonRow person={person} {...props(key)} /> };
  });
  const rooms = found.rooms.map((room) => {
    const key = `room ${room.id}`;
    return { key, content: <RoomRow room={room} {...props(key)} /> };
  });
  const files = found.files.map((hit) => {
    const key = fileKey(hit);
    return { key, content: <FileHitRow hit={hit} {...props(key)} /> };
  });
  const rowOf = (hit: SearchHitView): Row => {
    const key = `message ${hit.message.id}`;
    return { key, content: <HitRow hit={hit} isBelowRoom={grouping === "room"} {...props(key)} /> };
  };

  function few(name: Exclude<Section, "all">, rows: Row[]): Row[] {
    if (section === name) return rows;
    if (!isAll || rows.length === 0) return [];
    const more = rows.length > FEW ? () => onSection(name) : undefined;
    return [headingRow(name, t(`section.${name}`), more && t("showAll"), more), ...rows.slice(0, FEW)];
  }

  function messages(): Row[] {
    if (!isAll && section !== "messages") return [];
    const others = people.length + rooms.length + files.length;
    const heading =
      isAll && others > 0 && found.messages.length > 0 && grouping === "none"
        ? [headingRow("messages", t("section.messages"))]
        : [];
    const groups = groupsOf(found.messages, grouping);
    return [
      ...heading,
      ...groups.flatMap(({ key, title, hits }) => [
        ...(title ? [headingRow(`group ${key}`, title)] : []),
        ...hits.map(rowOf),
      ]),
    ];
  }

  return [...few("people", people), ...few("rooms", rooms), ...few("files", files), ...messages()];
}

/** The groups of messages with their headings. */
function useGroups() {
  const t = useTranslations("search");
  const clock = useClock();
  const today = useToday(clock);
  const nameOf = useFoundRoomName();
  const monthOf = useMonthName();

  const titleOf = {
    none: () => "",
    room: ({ hits }: HitGroup) => (hits[0] ? nameOf(hits[0].room) : ""),
    time: ({ key }: HitGroup) =>
      capital(key === "today" || key === "yesterday" || key === "week" ? t(key) : monthOf(key)),
  };
  return (hits: readonly SearchHitView[], grouping: SearchOrder["grouping"]) => {
    const groups =
      grouping === "room"
        ? byRoom(hits)
        : grouping === "time"
          ? byTime(hits, today, clock.day)
          : [{ key: "all", hits: [...hits] }];
    return groups.map((group) => ({ ...group, title: titleOf[grouping](group) }));
  };
}

/** A day or month begins a heading with a capital; the name of a room stays as it is. */
const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

/** Names a month such as 2026-11. */
function useMonthName(): (month: string) => string {
  const { formatLocale } = useReader();
  const format = new Intl.DateTimeFormat(formatLocale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (month) => format.format(new Date(`${month}-15T12:00:00Z`));
}

/** The key of the row that Tab reaches: the chosen one, else the first. */
function stopOf({ people, rooms, files, messages }: Found, section: Section, selected: string | null) {
  const shown = (name: Section, keys: string[]) =>
    section === name ? keys : section === "all" ? keys.slice(0, name === "messages" ? undefined : FEW) : [];
  const keys = [
    ...shown(
      "people",
      people.map(({ id }) => `person ${id}`),
    ),
    ...shown(
      "rooms",
      rooms.map(({ id }) => `room ${id}`),
    ),
    ...shown("files", files.map(fileKey)),
    ...shown(
      "messages",
      messages.map(({ message }) => `message ${message.id}`),
    ),
  ];
  return selected !== null && keys.includes(selected) ? selected : keys[0];
}

function headingRow(key: string, title: string, action?: string, onAction?: () => void): Row {
  return { key: `heading ${key}`, content: <Heading title={title} action={action} onAction={onAction} /> };
}

type HeadingProps = { title: ReactNode; action: string | undefined; onAction: (() => void) | undefined };

function Heading({ title, action, onAction }: HeadingProps) {
  return (
    <div className="flex items-baseline px-2 pt-3 pb-1 text-tiny/4">
      <h2 className="min-w-0 truncate font-semibold text-ink-3">{title}</h2>
      {onAction && (
        <button
          type="button"
          onClick={onAction}
          className="ml-auto flex-none font-medium text-accent hover:underline"
        >
          {action}
        </button>
      )}
    </div>
  );
}
