"use client";

import { useTranslations } from "next-intl";
import { updateRoomAction } from "@/app/(chat)/rooms/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { useChat } from "@/lib/client/chat/chat-context";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { MyRoomView } from "@/lib/shared/views";

/** Sets the topic of a room. */
export function TopicForm({ room, onClose }: { room: MyRoomView; onClose: () => void }) {
  const t = useTranslations();
  const chat = useChat();
  const { form, refusal, isPending } = useForm(updateRoomAction, (changed) => {
    chat.applyRoom(changed);
    onClose();
  });
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="room" value={room.id} />
      <Field
        label={t("roomSettings.topic")}
        hint={t("createRoom.topicHint")}
        name="topic"
        defaultValue={room.topic}
        autoComplete="off"
        error={errors.of("topic")}
        autoFocus
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("ui.save")}
      </Button>
    </form>
  );
}
