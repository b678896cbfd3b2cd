"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { isBlank } from "@/lib/shared/text/blank";
import type { FolderView } from "@/lib/shared/views";
import { renamed, withNew } from "./folders";
import { useArrange } from "./use-folders";

type FolderForm = { folder: FolderView | null; roomId?: string | undefined; onClose: () => void };

/** The name of a folder; a new one may start with a room. */
export default function FolderForm({ folder, roomId, onClose }: FolderForm) {
  const t = useTranslations("folder");
  const { folders, arrange } = useArrange();
  const [name, type] = useState(folder?.name ?? "");
  const [isPending, start] = useTransition();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    start(async () => {
      const wanted = folder ? renamed(folders, folder.id, name) : withNew(folders, name, roomId);
      if (await arrange(wanted)) onClose();
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={t("name")}
        hint={folder ? undefined : t("hint")}
        value={name}
        onChange={(event) => type(event.target.value)}
        maxLength={BROWSER_LIMITS.folderNameLength}
        autoComplete="off"
        autoFocus
        required
      />
      <Button type="submit" disabled={isPending || isBlank(name)}>
        {t(folder ? "rename" : "make")}
      </Button>
    </form>
  );
}
