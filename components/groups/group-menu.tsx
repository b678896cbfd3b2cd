"use client";

import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteGroupAction } from "@/app/settings/groups/actions";
import { RowMenu } from "@/components/administration/row-menu";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import type { GroupView } from "@/lib/shared/views";

const EditGroupForm = onDemand(() => import("./edit-group-form"));

/** The menu of a group that the reader may change. */
export function GroupMenu({ group: { id, name, handle } }: { group: GroupView }) {
  const t = useTranslations("groups");
  const [isEditing, edit] = useState(false);

  return (
    <>
      <RowMenu
        label={t("menu", { name })}
        actions={[{ icon: <Pencil size={16} aria-hidden />, label: t("edit"), onSelect: () => edit(true) }]}
        ask={{
          label: t("delete"),
          icon: <Trash2 size={16} aria-hidden />,
          title: t("deleteTitle", { name }),
          text: t("deleteText", { handle }),
          submit: t("delete"),
          cancel: t("cancel"),
          action: deleteGroupAction,
          fields: { group: id },
          isDangerous: true,
        }}
      />
      <Dialog title={t("edit")} isOpen={isEditing} onOpenChange={edit}>
        <EditGroupForm groupId={id} onDone={() => edit(false)} />
      </Dialog>
    </>
  );
}
