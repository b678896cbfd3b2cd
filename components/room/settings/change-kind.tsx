"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useChat } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";
import { Part } from "./part";
import { type Target, targetsOf } from "./targets";

const ChangeKindForm = onDemand(() => import("./change-kind-form"));

/** The button that converts a room to another kind. */
export function ChangeKind({ room }: { room: MyRoomView }) {
  const t = useTranslations("changeKind");
  const { account } = useChat();
  const [target, choose] = useState<Target>("closed");
  const [isOpen, open] = useState(false);
  const targets = targetsOf(room.kind, account.role);
  if (targets.length === 0) return null;

  function ask(target: Target) {
    choose(target);
    open(true);
  }

  return (
    <Part title={t("title")}>
      <p className="text-small text-ink-2">{t(`now.${room.kind}`)}</p>
      <div className="flex flex-wrap gap-2">
        {targets.map((one) => (
          <Button key={one} look="quiet" size="small" onClick={() => ask(one)}>
            {t(`to.${one}`)}
          </Button>
        ))}
      </div>
      <Dialog title={t(`to.${target}`)} isOpen={isOpen} onOpenChange={open}>
        <ChangeKindForm key={target} room={room} target={target} onClose={() => open(false)} />
      </Dialog>
    </Part>
  );
}
