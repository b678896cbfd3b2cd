"use client";

import Plus from "lucide-react/icons/plus";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** The plus of the edit form: it opens the file picker. */
export function AddToEdit({ onAdd }: { onAdd: (files: readonly File[]) => void }) {
  const t = useTranslations("uploads");
  const input = useRef<HTMLInputElement>(null);

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-edit
        onChange={({ target }) => {
          onAdd([...(target.files ?? [])]);
          // Without this, the same file could not be chosen again.
          target.value = "";
        }}
      />
      <IconButton size="small" label={t("add")} onClick={() => input.current?.click()}>
        <Plus size={16} aria-hidden />
      </IconButton>
    </>
  );
}
