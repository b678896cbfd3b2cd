"use client";

import { useTranslations } from "next-intl";
import { removeMemberAction, setMemberAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { ConfirmForm } from "@/components/ui/dialogs/confirm-form";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView, UserView } from "@/lib/shared/views";

export type MemberQuestion = "remove" | "handOver";

type MemberDialog = { question: MemberQuestion; room: MyRoomView; user: UserView; onClose: () => void };

/** Confirms removing a member, or making them the owner. */
export default function MemberDialog({ question, room, user, onClose }: MemberDialog) {
  const t = useTranslations("members");
  const { account } = useChat();
  const act = useServerAction();
  const asked = {
    text: t(`${question}.text`, { name: user.displayName }),
    submit: t(`${question}.submit`),
    cancel: t("cancel"),
    onCancel: onClose,
  };

  async function stepBack() {
    onClose();
    await act(setMemberAction, { room: room.id, user: account.id, role: "member" });
  }

  if (question === "handOver") {
    const fields = { room: room.id, user: user.id, role: "owner" };
    return <ConfirmForm action={setMemberAction} fields={fields} {...asked} onDone={() => void stepBack()} />;
  }
  return (
    <ConfirmForm
      action={removeMemberAction}
      fields={{ room: room.id, user: user.id }}
      isDangerous
      {...asked}
      onDone={onClose}
    />
  );
}
