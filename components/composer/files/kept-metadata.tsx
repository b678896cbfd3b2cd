"use client";

import { useTranslations } from "next-intl";
import type { Upload } from "@/lib/client/uploads/upload";
import { keepsMetadata } from "@/lib/shared/files/removed-metadata";

/** Says that images and recordings whose metadata the server keeps may tell where they were made. */
export function KeptMetadata({ files }: { files: readonly Pick<Upload, "name" | "type" | "voice">[] }) {
  const t = useTranslations("uploads");
  const keeping = files.filter((file) => !file.voice && keepsMetadata(file));
  const [first] = keeping;
  if (!first) return null;
  return (
    <p role="status" className="border-b border-line px-3.5 py-2 text-small text-ink-2 wrap-anywhere">
      {t("keptMetadata", { count: keeping.length, name: first.name })}
    </p>
  );
}
