"use client";

import UserPlus from "lucide-react/icons/user-plus";
import { useTranslations } from "next-intl";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { Button } from "@/components/ui/button";
import { useReader } from "@/lib/client/chat/chat-context";
import type { MyRoomView } from "@/lib/shared/views";

/** Offers to invite a person whose name or address was typed and who is not here. */
export function InviteInstead({ typed, room }: { typed: string; room?: MyRoomView }) {
  const t = useTranslations("inviting");
  const ask = useAsk();
  const { inviting } = useReader().rendered;
  if (!inviting) return null;
  const isAddress = inviting === "mail" && /^[^\s@]+@[^\s@]+$/.test(typed);

  return (
    <div className="px-2 py-1.5">
      <Button
        look="quiet"
        size="small"
        className="max-w-full"
        onClick={() => ask({ kind: "invite", ...(room && { room }), ...(isAddress && { email: typed }) })}
      >
        <UserPlus size={16} aria-hidden className="flex-none" />
        <span className="truncate">{isAddress ? t("inviteAddress", { address: typed }) : t("title")}</span>
      </Button>
    </div>
  );
}
