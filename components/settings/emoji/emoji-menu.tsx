"use client";

import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteEmojiAction } from "@/app/settings/emoji/actions";
import { RowMenu } from "@/components/administration/row-menu";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import type { CustomEmojiView } from "@/lib/shared/views";

const EditEmojiForm = onDemand(() => import("./edit-emoji-form"));

/** The menu of an emoji that the reader may change. */
export function EmojiMenu({ emoji }: { emoji: CustomEmojiView }) {
  const t = useTranslations("customEmoji");
  const [isEditing, edit] = useState(false);
  const { id, name } = emoji;

  return (
    <>
      <RowMenu
        label={t("menu", { name })}
        actions={[{ icon: <Pencil size={16} aria-hidden />, label: t("edit"), onSelect: () => edit(true) }]}
        ask={{
          label: t("delete"),
          icon: <Trash2 size={16} aria-hidden />,
          title: t("deleteTitle", { name }),
          text: t("deleteText"),
          submit: t("delete"),
          cancel: t("cancel"),
          action: deleteEmojiAction,
          fields: { customEmoji: id },
          isDangerous: true,
        }}
      />
      <Dialog title={t("edit")} isOpen={isEditing} onOpenChange={edit}>
        <EditEmojiForm emoji={emoji} onDone={() => edit(false)} />
      </Dialog>
    </>
  );
}
