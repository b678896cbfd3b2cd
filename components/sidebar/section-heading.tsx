"use client";

import Plus from "lucide-react/icons/plus";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useChat } from "@/lib/client/chat/chat-context";
import type { RoomSection } from "@/lib/client/rooms/room-sections";
import { useAsk } from "./dialogs/use-ask";
import { FolderMenu } from "./folders/folder-menu";
import { isPlace, OVER } from "./room-row";

/** The heading of a sidebar section, with its menu. */
export function SectionHeading({ section }: { section: RoomSection }) {
  const t = useTranslations("sidebar");
  const { kind, folder } = section;

  return (
    <header
      data-folder={isPlace(kind) ? (folder?.id ?? "") : undefined}
      className={`mt-2 flex h-8 items-center justify-between gap-2 pl-2 ${OVER}`}
    >
      <h2 className="truncate text-tiny font-semibold text-ink-2">
        {kind === "folder" ? folder?.name : t(kind === "unread" ? "unreadRooms" : kind)}
      </h2>
      {folder && <FolderMenu folder={folder} />}
      {kind === "rooms" && <NewRoom />}
      {kind === "direct" && <NewConversation />}
    </header>
  );
}

function NewRoom() {
  const t = useTranslations("createRoom");
  const { account } = useChat();
  const ask = useAsk();
  if (account.role === "guest") return null;
  return (
    <IconButton label={t("title")} onClick={() => ask({ kind: "room" })}>
      <Plus size={17} aria-hidden />
    </IconButton>
  );
}

function NewConversation() {
  const t = useTranslations("conversation");
  const ask = useAsk();
  return (
    <IconButton label={t("title")} onClick={() => ask({ kind: "conversation" })}>
      <Plus size={17} aria-hidden />
    </IconButton>
  );
}
