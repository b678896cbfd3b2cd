"use client";

import { useTranslations } from "next-intl";
import { useChat } from "@/lib/client/chat/chat-context";
import { useMentionWriters } from "@/lib/client/names/use-mention-writer";
import type { Parser } from "@/lib/client/text/markdown-parser";
import type { Feed } from "@/lib/client/timeline/feed";
import { firstPart, firstWordsOf, type WriteMention } from "@/lib/shared/markdown/words-of-tree";
import type { MessageView } from "@/lib/shared/views";
import { useFileWords } from "../../use-file-words";
import { usePollWords } from "../../use-poll-words";
import { useAnnouncements } from "./use-announcements";

/**
 * A live region that announces each new message once, its author first. The list itself is not live, because a screen
 * reader would also read loaded history.
 */
export default function Announcer({ feed }: { feed: Feed }) {
  const t = useTranslations("reading");
  const asPoll = usePollWords();
  const { account } = useChat();
  const filesOf = useFileWords();
  const writerFor = useMentionWriters();
  const said = useAnnouncements(feed, account.id, (message, parser) => {
    return asPoll(message, firstWords(message, parser, writerFor(message.mentions)) || filesOf(message));
  });

  return (
    <div aria-live="polite" className="sr-only">
      {said.map((each) => (
        <p key={each.key}>
          {each.kind === "many"
            ? t("many", { count: each.count })
            : t("said", { name: each.name, text: each.text })}
        </p>
      ))}
    </div>
  );
}

function firstWords({ text }: MessageView, { parseMarkdown }: Parser, write: WriteMention): string {
  const { head, hidesEnd } = firstPart(text);
  return firstWordsOf(parseMarkdown(head, hidesEnd), write);
}
