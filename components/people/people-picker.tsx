"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { SearchBox } from "@/components/ui/fields/search-box";
import { LongList } from "@/components/ui/lists/long-list";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import type { UserView } from "@/lib/shared/views";
import { ChosenPeople, type ChosenPerson } from "./chosen-people";
import { PersonLine } from "./person-line";

type Picker<One> = {
  chosen: readonly (One | UserView)[];
  onChange: (people: (One | UserView)[]) => void;
  /** People who cannot be chosen, with the reason. */
  excluded?: { ids: ReadonlySet<string>; note: string };
  /** A new choice replaces the previous one. */
  isSingle?: boolean;
  /** Among other fields: the search does not take the focus, and the list is shorter. */
  isQuiet?: boolean;
  /** The next step if nobody has the typed name. */
  nobody?: (typed: string) => ReactNode;
};

/** Searches people that the user may see, and chooses one or several. */
export function PeoplePicker<One extends ChosenPerson = UserView>({
  chosen,
  onChange,
  excluded,
  isSingle = false,
  isQuiet = false,
  nobody,
}: Picker<One>) {
  const t = useTranslations("picker");
  const me = useReaderIfAny()?.chat.account.id;
  const [q, type] = useState("");
  const found = usePages({ path: addressOf("GET /users", { limit: 100, q: q.trim() }) });
  const isChosen = (id: string) => chosen.some((one) => one.id === id);

  function toggle(user: One | UserView) {
    if (isChosen(user.id)) return onChange(chosen.filter(({ id }) => id !== user.id));
    onChange(isSingle ? [user] : [...chosen, user]);
  }

  const rows = found.items.map((user) => ({
    key: user.id,
    content: (
      <label className="flex items-center gap-3 rounded-2 px-2 py-1.5 hover:bg-hover has-disabled:opacity-60">
        <input
          type="checkbox"
          checked={isChosen(user.id)}
          disabled={excluded?.ids.has(user.id) ?? false}
          onChange={() => toggle(user)}
          className="size-4 flex-none accent-accent"
        />
        <PersonLine
          user={user}
          isMe={user.id === me}
          note={excluded?.ids.has(user.id) ? excluded.note : undefined}
        />
      </label>
    ),
  }));

  return (
    <div className="flex flex-col gap-2.5">
      <SearchBox
        aria-label={t("search")}
        value={q}
        onChange={(event) => type(event.target.value)}
        // Enter would submit the surrounding form.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        autoFocus={!isQuiet}
      />
      <ChosenPeople people={chosen} onRemove={toggle} />
      <div className={clsx("flex flex-col", isQuiet ? "h-44" : "h-64")}>
        <LongList rows={rows} label={t("people")} onNearEnd={found.loadMore}>
          <Said found={found} q={q} />
          {q.trim() !== "" && found.state === "whole" && found.items.length === 0 && nobody?.(q.trim())}
        </LongList>
      </div>
    </div>
  );
}

function Said({ found, q }: { found: { items: unknown[]; state: string }; q: string }) {
  const t = useTranslations("picker");
  const isEmpty = found.items.length === 0;

  return (
    <p role="status" className="px-2 py-1.5 text-small text-ink-3 empty:hidden">
      {found.state === "failed" && t("failed")}
      {found.state === "loading" && isEmpty && t("loading")}
      {found.state === "whole" && isEmpty && t("nobody", { q })}
    </p>
  );
}
