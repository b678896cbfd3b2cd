"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useRoomName } from "@/lib/client/names/use-room-name";
import type { FolderView, MyRoomView } from "@/lib/shared/views";

const CreateRoomForm = onDemand(() => import("./create-room-form"));
const ConversationForm = onDemand(() => import("./conversation-form"));
const FolderForm = onDemand(() => import("./folders/folder-form"));
const DeleteFolder = onDemand(() => import("./folders/delete-folder"));
const KeyList = onDemand(() => import("@/components/shell/key-list"));
const LeaveRoomForm = onDemand(() => import("@/components/room/leave-room-form"));

/** A dialog of the room list. */
type Question =
  | { kind: "room" | "conversation" | "keys" }
  | { kind: "leave"; room: MyRoomView }
  | { kind: "newFolder"; roomId?: string }
  | { kind: "renameFolder" | "deleteFolder"; folder: FolderView };

const Asking = createContext<(question: Question) => void>(() => {});

/** Opens a dialog. */
export const useAsk = () => use(Asking);

type Asked = { question: Question; at: string; count: number };

/** The dialogs of the room list, shared by all rows. */
export function ChatDialogs({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOpen, open] = useState(false);
  const titleOf = useTitle();

  const ask = useCallback(
    (question: Question) => {
      setAsked((before) => ({ question, at: pathname, count: (before?.count ?? 0) + 1 }));
      open(true);
    },
    [pathname],
  );

  return (
    <Asking value={ask}>
      {children}
      {/* Open only on the page where it was opened: what it made is another page. */}
      <Dialog
        title={asked ? titleOf(asked.question) : ""}
        isOpen={isOpen && asked?.at === pathname}
        onOpenChange={open}
      >
        {asked && <Content key={asked.count} question={asked.question} onClose={() => open(false)} />}
      </Dialog>
    </Asking>
  );
}

function useTitle() {
  const t = useTranslations();
  const nameOf = useRoomName();

  return (question: Question): string => {
    switch (question.kind) {
      case "room":
        return t("createRoom.title");
      case "conversation":
        return t("conversation.title");
      case "keys":
        return t("shortcuts.title");
      case "leave":
        return t("room.leaveTitle", { name: nameOf(question.room) });
      case "newFolder":
        return t("folder.newTitle");
      case "renameFolder":
        return t("folder.renameTitle", { name: question.folder.name });
      case "deleteFolder":
        return t("folder.deleteTitle", { name: question.folder.name });
    }
  };
}

function Content({ question, onClose }: { question: Question; onClose: () => void }) {
  switch (question.kind) {
    case "room":
      return <CreateRoomForm />;
    case "conversation":
      return <ConversationForm onClose={onClose} />;
    case "keys":
      return <KeyList />;
    case "leave":
      return <LeaveRoomForm room={question.room} onStay={onClose} />;
    case "newFolder":
      return <FolderForm folder={null} roomId={question.roomId} onClose={onClose} />;
    case "renameFolder":
      return <FolderForm folder={question.folder} onClose={onClose} />;
    case "deleteFolder":
      return <DeleteFolder folder={question.folder} onClose={onClose} />;
  }
}
