"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { Button } from "@/components/ui/button";
import { type Address, addressOf, read, withQuery } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { wordOf } from "@/lib/client/emoji/emoji-words";
import type { MessageView, Page, UserView } from "@/lib/shared/views";
import { UserLine } from "../actions/user-line";

/** The people who reacted to a message, by emoji. */
export default function ReactionsList({ message }: { message: MessageView }) {
  return (
    <div className="-mx-1 flex max-h-[60vh] flex-col gap-4 overflow-y-auto px-1">
      {message.reactions.map(({ emoji, count }) => (
        <section key={emoji} aria-label={wordOf(emoji)}>
          <h3 className="mb-1 flex items-center gap-1.5 text-small font-semibold">
            <span className="text-title">
              <EmojiSign emoji={emoji} />
            </span>
            <span className="text-ink-3">{count}</span>
          </h3>
          <Reactors
            path={addressOf("GET /messages/{message}/reactions/{emoji}", { message: message.id, emoji })}
          />
        </section>
      ))}
    </div>
  );
}

/** The people behind one reaction, paginated. */
function Reactors({ path }: { path: Address<Page<UserView>> }) {
  const t = useTranslations("reactions");
  const first = useGet(path);
  const [later, add] = useState<Page<UserView>[]>([]);
  const cursor = (later.at(-1) ?? first)?.nextCursor;

  async function more() {
    const page = await read(withQuery(path, { cursor }));
    if (page.ok) add((pages) => [...pages, page.data]);
  }

  if (first === undefined) return null;
  if (first === null) return <p className="text-small text-danger">{t("failed")}</p>;
  return (
    <>
      <ul>
        {[first, ...later]
          .flatMap(({ items }) => items)
          .map((user) => (
            <UserLine key={user.id} user={user} />
          ))}
      </ul>
      {cursor && (
        <Button look="quiet" size="small" onClick={() => void more()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
