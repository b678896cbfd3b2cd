"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { loadParser, type Parser } from "@/lib/client/text/markdown-parser";
import type { Feed } from "@/lib/client/timeline/feed";
import type { MessageView } from "@/lib/shared/views";
import { type Announcement, announcementsOf } from "./announcements";

/** Messages within this time (ms) are announced together, and removed from the page afterwards. */
const GATHER_MS = 700;
const TOLD_MS = 10_000;

/** The announcements for messages that arrive live. They wait for the parser, because marks are not read aloud. */
export function useAnnouncements(
  feed: Feed,
  me: string,
  wordsOf: (message: MessageView, parser: Parser) => string,
): readonly Announcement[] {
  const [said, say] = useState<readonly Announcement[]>([]);
  const told = useRef(feed);
  const latest = useRef(feed);
  const describe = useEffectEvent(wordsOf);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    latest.current = feed;
    if (timer.current !== undefined || feed.messages === told.current.messages) return;
    timer.current = setTimeout(async () => {
      const parser = await loadParser();
      timer.current = undefined;
      const news = announcementsOf(told.current, latest.current, me, (message) => describe(message, parser));
      told.current = latest.current;
      if (news.length > 0) say(news);
    }, GATHER_MS);
  }, [feed, me]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (said.length === 0) return;
    const forgetting = setTimeout(() => say([]), TOLD_MS);
    return () => clearTimeout(forgetting);
  }, [said]);

  return said;
}
