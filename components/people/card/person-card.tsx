"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BotTag } from "@/components/message/bot-tag";
import { WithPresence } from "@/components/room/presence-dot";
import { Avatar } from "@/components/ui/avatar";
import type { DirectoryUserView } from "@/lib/shared/views";
import { CardFailed } from "./card-failed";
import { CardFrame } from "./card-frame";
import { PersonActions } from "./person-actions";
import { PersonFacts } from "./person-facts";
import { usePerson } from "./use-person";

type Card = { userId: string; anchor: HTMLElement; onClose: () => void };

/** The card of a person beside their name: who they are, how to reach them, and the rooms in common. */
export function PersonCard({ userId, anchor, onClose }: Card) {
  const t = useTranslations("person");
  const { person, name, hasFailed, retry } = usePerson(userId);

  return (
    <CardFrame label={name ?? t("card")} anchor={anchor} onClose={onClose}>
      <Head userId={userId} name={name} person={person} />
      {person ? (
        <>
          <PersonFacts person={person} />
          <PersonActions person={person} onDone={onClose} />
        </>
      ) : hasFailed ? (
        <CardFailed text={t("failed")} retry={t("retry")} onRetry={retry} />
      ) : (
        <p role="status" className="text-small text-ink-3">
          {t("loading")}
        </p>
      )}
    </CardFrame>
  );
}

type HeadProps = { userId: string; name: string | null; person: DirectoryUserView | null };

function Head({ userId, name, person }: HeadProps) {
  const t = useTranslations("person");
  const facts: ReactNode[] = person ? [`@${person.username}`, ...(person.title ? [person.title] : [])] : [];
  const avatar = <Avatar id={userId} name={name ?? ""} url={person?.avatarUrl ?? null} size="card" />;

  return (
    <header className="flex items-center gap-3">
      {person?.isActive && !person.isBot ? <WithPresence userId={userId}>{avatar}</WithPresence> : avatar}
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 font-semibold">
          <bdi className="line-clamp-2 wrap-anywhere">{name ?? t("loading")}</bdi>
          {person?.isBot && <BotTag />}
        </p>
        <p className="truncate text-small text-ink-3">{facts.join(" · ")}</p>
      </div>
    </header>
  );
}
