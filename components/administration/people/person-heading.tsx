import Link from "next/link";
import { useTranslations } from "next-intl";
import { BotTag } from "@/components/message/bot-tag";
import { Avatar } from "@/components/ui/avatar";
import { Tag } from "@/components/ui/tag";
import type { AdminPersonView } from "@/lib/shared/views";
import { PersonActions } from "./person-actions";
import { PersonFacts } from "./person-facts";

/** The heading of a person's admin page. */
export function PersonHeading({ person }: { person: AdminPersonView }) {
  const t = useTranslations();
  const { id, displayName, avatarUrl, isBot, deactivatedAt } = person;

  return (
    <header className="mb-6 flex flex-col gap-2">
      <Link href="/admin/people" className="self-start text-small text-ink-3 hover:underline">
        {t("personPage.people")}
      </Link>
      <div className="flex items-center gap-3">
        <Avatar id={id} name={displayName} url={avatarUrl} size="normal" />
        <h1 className="min-w-0 text-display font-semibold tracking-tight break-words">{displayName}</h1>
        {isBot && <BotTag />}
        {deactivatedAt && <Tag look="danger">{t("people.deactivated")}</Tag>}
        <PersonActions person={person} />
      </div>
      <PersonFacts person={person} />
      {deactivatedAt && (
        <p className="max-w-prose text-small text-ink-2">{t("personPage.deactivatedText")}</p>
      )}
    </header>
  );
}
