"use client";

import { useTranslations } from "next-intl";
import { InvitePeople } from "@/components/inviting/invite-people";
import { AddPeople } from "@/components/room/details/add-people";
import LeaveRoomForm from "@/components/room/leave-room-form";
import { TopicForm } from "@/components/room/settings/topic-form";
import KeyList from "@/components/shell/key-list";
import DialogWindow from "@/components/ui/dialogs/dialog-window";
import { onDemand } from "@/components/ui/on-demand";
import { useReader } from "@/lib/client/chat/chat-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import DeleteFolder from "../folders/delete-folder";
import FolderForm from "../folders/folder-form";
import { StatusEditor } from "../status/status-editor";
import ConversationForm from "./conversation-form";
import CreateRoomForm from "./create-room-form";
import type { PollQuestion, Question } from "./question";

const PollForm = onDemand<{ asked: PollQuestion; onClose: () => void }>(
  () => import("@/components/composer/poll/poll-form"),
);

type ChatDialogProps = {
  question: Question;
  /** Counts the questions: each has a form of its own. */
  count: number;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The dialog itself; see `ChatDialogs`. */
export default function ChatDialog({ question, count, isOpen, onOpenChange }: ChatDialogProps) {
  const titleOf = useTitle();

  return (
    <DialogWindow title={titleOf(question)} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Content key={count} question={question} onClose={() => onOpenChange(false)} />
    </DialogWindow>
  );
}

function useTitle() {
  const t = useTranslations();
  const nameOf = useRoomName();
  const { workspace } = useReader().rendered;

  return (question: Question): string => {
    switch (question.kind) {
      case "room":
        return t("createRoom.title");
      case "conversation":
        return t("conversation.title");
      case "keys":
        return t("shortcuts.title");
      case "status":
        return t("presence.own");
      case "leave":
        return t("room.leaveTitle", { name: nameOf(question.room) });
      case "addPeople":
        return t("members.addTitle");
      case "invite":
        return t("inviting.titleTo", { workspace });
      case "topic":
        return t("message.beginning.setTopic");
      case "poll":
        return t("poll.new.title");
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
    case "status":
      return <StatusEditor onDone={onClose} />;
    case "leave":
      return <LeaveRoomForm room={question.room} onStay={onClose} />;
    case "addPeople":
      return <AddPeople room={question.room} onClose={onClose} />;
    case "invite":
      return <InvitePeople room={question.room} email={question.email} />;
    case "topic":
      return <TopicForm room={question.room} onClose={onClose} />;
    case "poll":
      return <PollForm asked={question} onClose={onClose} />;
    case "newFolder":
      return <FolderForm folder={null} roomId={question.roomId} onClose={onClose} />;
    case "renameFolder":
      return <FolderForm folder={question.folder} onClose={onClose} />;
    case "deleteFolder":
      return <DeleteFolder folder={question.folder} onClose={onClose} />;
  }
}
