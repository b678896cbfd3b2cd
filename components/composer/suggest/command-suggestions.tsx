"use client";

import { useTranslations } from "next-intl";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { commandsFor, findCommands } from "@/lib/client/commands/registry";
import { useMay } from "@/lib/client/rooms/use-may";
import { useMyRooms } from "@/lib/client/rooms/use-rooms";
import type { MyRoomView } from "@/lib/shared/views";
import { SuggestionList } from "./suggestion-list";
import type { Suggesting } from "./use-choosing";

/** Suggests commands after a slash at the start. */
export function CommandSuggestions(of: Suggesting) {
  const room = useMyRooms()[useCurrentRoom().roomId];
  return room ? <Of {...of} room={room} /> : null;
}

function Of({ room, ...of }: Suggesting & { room: MyRoomView }) {
  const t = useTranslations("commands");
  const may = useMay(room);
  const { query } = of.trigger;

  const suggestions = findCommands(commandsFor({ room, may }), query).map(
    ({ name, aliases = [], takes }) => ({
      key: name,
      insert: takes ? `/${name} ` : `/${name}`,
      isWhole: [name, ...aliases].includes(query.toLowerCase()),
      looks: (
        <>
          <span className="flex-none font-medium">/{name}</span>
          {takes && <span className="flex-none text-tiny text-ink-3">{t(`takes.${takes}`)}</span>}
          <span className="min-w-0 flex-1 truncate text-right text-tiny text-ink-3">
            {t(`about.${name}`)}
          </span>
        </>
      ),
    }),
  );
  return <SuggestionList {...of} suggestions={suggestions} />;
}
