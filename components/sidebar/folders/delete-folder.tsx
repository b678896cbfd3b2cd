"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { FolderView } from "@/lib/shared/views";
import { without } from "./folders";
import { useArrange } from "./use-folders";

/** Confirms deleting a folder. */
export default function DeleteFolder({ folder, onClose }: { folder: FolderView; onClose: () => void }) {
  const t = useTranslations("folder");
  const { folders, arrange } = useArrange();

  function remove() {
    onClose();
    void arrange(without(folders, folder.id));
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">{t("deleteText")}</p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("keep")}
        </Button>
        <Button onClick={remove} autoFocus>
          {t("delete")}
        </Button>
      </div>
    </div>
  );
}
