"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import { useTranslations } from "next-intl";
import { useFreshHits } from "@/lib/client/search/use-fresh-hits";
import type { useSearch } from "@/lib/client/search/use-search";

type FreshProps = Pick<ReturnType<typeof useSearch>, "asked" | "memory"> & {
  /** Called with whether a key pressed the button. */
  onShow: (isByKey: boolean) => void;
};

/** Over the end of the list: messages that came meanwhile and match. Nothing moves until the reader wants to see them. */
export function FreshResults({ asked, memory, onShow }: FreshProps) {
  const t = useTranslations("search");
  const { count, show } = useFreshHits(asked, memory.messages);

  return (
    <div role="status" className="absolute inset-x-0 bottom-4 flex justify-center empty:hidden">
      {count > 0 && (
        <button
          type="button"
          onClick={({ detail }) => {
            show();
            onShow(detail === 0);
          }}
          className="flex h-8 animate-settle items-center gap-2 rounded-pill border border-line-strong bg-raised px-4 text-small font-medium shadow-layer hover:bg-hover pointer-coarse:h-11"
        >
          <ArrowUp size={16} aria-hidden />
          {t("fresh", { count })}
        </button>
      )}
    </div>
  );
}
