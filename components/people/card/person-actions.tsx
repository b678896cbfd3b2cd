"use client";

import AtSign from "lucide-react/icons/at-sign";
import Copy from "lucide-react/icons/copy";
import Ellipsis from "lucide-react/icons/ellipsis";
import MessageCircle from "lucide-react/icons/message-circle";
import NotebookPen from "lucide-react/icons/notebook-pen";
import ShieldCheck from "lucide-react/icons/shield-check";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonLook } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menus/menu";
import type { MenuEntry } from "@/components/ui/menus/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { copyText } from "@/lib/client/page/copy-text";
import { applyChange, fieldOf } from "@/lib/client/writing/apply-change";
import { inserted } from "@/lib/client/writing/change";
import type { DirectoryUserView } from "@/lib/shared/views";
import { useStartDirect } from "../use-start-direct";

type Actions = { person: DirectoryUserView; onDone: () => void };

/** Buttons of a card: write to the person, mention them in the room of this page, and the rest in a menu. */
export function PersonActions({ person, onDone }: Actions) {
  const t = useTranslations("person");
  const { account } = useChat();
  const startDirect = useStartDirect();
  const entries = useEntries(person);
  const isMe = person.id === account.id;
  const composer = isMe ? null : composerHere();
  const Icon = isMe ? NotebookPen : MessageCircle;

  function mention() {
    if (!composer) return;
    onDone();
    applyChange(composer, inserted(fieldOf(composer), `@${person.username} `));
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {person.isActive && (
        <Button
          size="small"
          look={isMe ? "quiet" : "primary"}
          onClick={() => {
            onDone();
            void startDirect(person.id);
          }}
        >
          <Icon size={16} aria-hidden />
          {t(isMe ? "notes" : "message")}
        </Button>
      )}
      {isMe && (
        <Link href="/settings/profile" className={buttonLook({ look: "quiet", size: "small" })}>
          {t("editProfile")}
        </Link>
      )}
      {person.isActive && composer && (
        <Button size="small" look="quiet" onClick={mention}>
          <AtSign size={16} className="max-sm:hidden" aria-hidden />
          {t("mention")}
        </Button>
      )}
      <Menu
        trigger={(opening) => (
          <IconButton label={t("more")} className="ml-auto" {...opening}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        )}
        entries={entries}
      />
    </div>
  );
}

function useEntries({ id, username }: DirectoryUserView): MenuEntry[] {
  const t = useTranslations("person");
  const { account } = useChat();
  return [
    {
      kind: "action",
      icon: <Copy size={16} aria-hidden />,
      label: t("copyUsername"),
      onSelect: () => void copyText(`@${username}`),
    },
    ...(account.role === "administrator"
      ? [
          {
            kind: "link" as const,
            icon: <ShieldCheck size={16} aria-hidden />,
            label: t("manage"),
            href: `/admin/people/${id}`,
          },
        ]
      : []),
  ];
}

/** The composer of the room on this page, if one may write there. */
const composerHere = () => document.querySelector<HTMLTextAreaElement>("textarea[data-composer]");
