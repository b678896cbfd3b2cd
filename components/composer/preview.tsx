"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo } from "react";
import { Markdown } from "@/components/message/text/markdown";
import { readMarkdown } from "@/lib/shared/markdown/parse";

/** A preview of the message as others will read it. Renders with low priority while typing. */
export default function Preview({ text }: { text: string }) {
  const t = useTranslations("writing");
  const shown = useDeferredValue(text.trim());
  const tree = useMemo(() => readMarkdown(shown), [shown]);

  return (
    <section
      aria-label={t("preview")}
      dir="auto"
      className="max-h-[33vh] overflow-y-auto border-b border-line bg-sidebar px-3.5 py-2.5"
    >
      {shown === "" && <p className="text-small text-ink-3">{t("previewEmpty")}</p>}
      <Markdown tree={tree} />
    </section>
  );
}
