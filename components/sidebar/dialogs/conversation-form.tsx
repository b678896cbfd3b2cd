"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { startDirectAction, startGroupAction } from "@/app/(chat)/rooms/actions";
import { InviteInstead } from "@/components/inviting/invite-instead";
import { PeoplePicker } from "@/components/people/people-picker";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { useChat } from "@/lib/client/chat/chat-context";
import { useForm } from "@/lib/client/forms/use-form";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { isBlank } from "@/lib/shared/text/blank";
import type { MyRoomView, UserView } from "@/lib/shared/views";

/** Starts a conversation: with one person the permanent direct one; with several a new group. */
export default function ConversationForm({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const router = useRouter();
  const [chosen, choose] = useState<UserView[]>([]);

  function go(room: MyRoomView) {
    chat.applyRoom(room);
    onClose();
    router.push(roomPath(room));
  }

  return (
    <div className="flex flex-col gap-4">
      <PeoplePicker
        chosen={chosen}
        onChange={choose}
        isSingle={chat.account.role === "guest"}
        nobody={(typed) => <InviteInstead typed={typed} />}
      />
      {chosen.length > 1 ? <Group people={chosen} onDone={go} /> : <Direct person={chosen[0]} onDone={go} />}
    </div>
  );
}

type Part = { onDone: (room: MyRoomView) => void };

function Direct({ person, onDone }: Part & { person: UserView | undefined }) {
  const t = useTranslations("conversation");
  const { account } = useChat();
  const { form, refusal, isPending } = useForm(startDirectAction, ({ room }) => onDone(room));
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-3">
      <input type="hidden" name="userId" value={person?.id ?? ""} />
      <p className="text-tiny text-ink-3">{t(account.role === "guest" ? "hintGuest" : "hint")}</p>
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending || !person}>
        {t(person?.id === account.id ? "notes" : "direct")}
      </Button>
    </form>
  );
}

function Group({ people, onDone }: Part & { people: readonly UserView[] }) {
  const t = useTranslations("conversation");
  const [name, type] = useState("");
  const { form, refusal, isPending } = useForm(startGroupAction, onDone);
  const errors = useRefusal(refusal);

  return (
    <form {...form} className="flex flex-col gap-3">
      <input type="hidden" name="kind" value="group" />
      {people.map(({ id }) => (
        <input key={id} type="hidden" name="memberIds[]" value={id} />
      ))}
      <Field
        label={t("name")}
        hint={t("nameHint")}
        name={isBlank(name) ? undefined : "name"}
        value={name}
        onChange={(event) => type(event.target.value)}
        autoComplete="off"
        error={errors.of("name")}
      />
      <Alert>{errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t("group", { count: people.length + 1 })}
      </Button>
    </form>
  );
}
