"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { keepMarked, textRanges } from "@/lib/client/search/mark-ranges";
import type { Keywords } from "./use-keywords";

/** The texts of messages in the open room. */
const TEXTS = "main [role=log] [id^=said-] > [dir=auto] > [dir=auto]";

/** Marks my keywords in the messages of the open room. */
export default function KeywordMarks({ keywords }: { keywords: Keywords }) {
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another list
  useEffect(() => {
    const list = document.querySelector("main");
    if (!list) return;
    return keepMarked(list, () => ({
      keyword: [...document.querySelectorAll(TEXTS)].flatMap((element) =>
        textRanges(element, (text) => keywords.split(text).ranges(keywords.settings)),
      ),
    }));
  }, [keywords, path]);

  return null;
}
