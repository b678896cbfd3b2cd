"use client";

import { useEffect, useState } from "react";
import { LIMITS } from "@/lib/shared/limits";
import type { SearchSuggestionsView } from "@/lib/shared/views";
import { read } from "../connection/call";
import { suggestPath } from "./search-path";

const NO_SUGGESTIONS: SearchSuggestionsView = { people: [], rooms: [], operators: [] };

/** Waits for the end of typing, in ms: names are looked at after the messages. */
const PAUSE_MS = 150;

/** People and rooms that the server suggests for a text; the earlier ones until the next answer, none without a text. */
export function useSuggested(text: string): SearchSuggestionsView {
  const [suggested, suggest] = useState(NO_SUGGESTIONS);
  const wanted = text.trim();

  useEffect(() => {
    if (!wanted) return suggest(NO_SUGGESTIONS);
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await read(suggestPath(wanted.slice(0, LIMITS.queryLength)), asking.signal);
      if (!asking.signal.aborted && answer.ok) suggest(answer.data);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [wanted]);
  return suggested;
}
