"use client";

import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { type ReactNode, useMemo } from "react";
import "@/lib/client/page/style-nonce";
import { BotTag } from "@/components/message/bot-tag";
import { WithPresence } from "@/components/room/presence-dot";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { isNarrowNow } from "@/lib/client/page/use-is-wide";
import type { DirectoryUserView } from "@/lib/shared/views";
import { PersonActions } from "./person-actions";
import { PersonFacts } from "./person-facts";
import { usePerson } from "./use-person";

type Card = { userId: string; anchor: HTMLElement; onClose: () => void };

/** The card of a person beside their name: who they are, how to reach them, and the rooms in common. */
export function PersonCard({ userId, anchor, onClose }: Card) {
  const t = useTranslations("person");
  const { person, name, hasFailed, retry } = usePerson(userId);
  const virtualRef = useMemo(() => ({ current: anchor }), [anchor]);

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor virtualRef={virtualRef} />
      <Radix.Portal>
        <Radix.Content
          aria-label={name ?? t("card")}
          align="start"
          side={isNarrowNow() ? "bottom" : "right"}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the same name closes the card by itself.
            if ((event.target as Element).closest("[data-person]") === anchor) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // An action of the card may have moved the focus, such as to the composer.
            if (document.activeElement !== document.body) return;
            anchor.focus({ preventScroll: true });
            // A mention takes no focus: its message has it.
            if (document.activeElement !== anchor)
              anchor.closest<HTMLElement>("[data-seq]")?.focus({ preventScroll: true });
          }}
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1rem)] animate-settle flex-col gap-3 overflow-y-auto rounded-3 border border-line-strong bg-raised p-4 shadow-layer outline-none"
        >
          <Head userId={userId} name={name} person={person} />
          {person ? (
            <>
              <PersonFacts person={person} />
              <PersonActions person={person} onDone={onClose} />
            </>
          ) : hasFailed ? (
            <div role="alert" className="flex flex-col items-start gap-3 text-small">
              <p className="text-ink-2">{t("failed")}</p>
              <Button look="quiet" size="small" onClick={retry}>
                {t("retry")}
              </Button>
            </div>
          ) : (
            <p role="status" className="text-small text-ink-3">
              {t("loading")}
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
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
