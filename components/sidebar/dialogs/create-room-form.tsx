"use client";

import { useTranslations } from "next-intl";
import { createRoomAction } from "@/app/(chat)/rooms/actions";
import { KINDS } from "@/components/room/settings/kind-fields";
import { NewRoomFields } from "@/components/room/settings/new-room-fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useChat } from "@/lib/client/chat/chat-context";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";

/** Only administrators create closed rooms. */
const FOR_MEMBERS = ["open", "password"] as const;

/** The form for a new room in the chat. */
export default function CreateRoomForm() {
  const t = useTranslations("createRoom");
  const { account } = useChat();
  const { form, refusal, isPending } = useForm(createRoomAction);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <NewRoomFields kinds={account.role === "administrator" ? KINDS : FOR_MEMBERS} errorOf={errors.of} />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
