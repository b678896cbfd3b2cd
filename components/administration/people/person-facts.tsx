import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import type { AdminPersonView } from "@/lib/shared/views";
import { Facts } from "../facts";

/** Facts about a person for administrators. */
export function PersonFacts({ person }: { person: AdminPersonView }) {
  const t = useTranslations();
  const { username, email, role, title, createdAt, lastActiveAt, isOnline } = person;

  return (
    <Facts
      facts={[
        [t("personPage.username"), `@${username}`],
        [t("personPage.email"), email ?? t("personPage.none")],
        [t("personPage.role"), t(`role.${role}`)],
        [t("personPage.title"), title],
        [t("personPage.lastActive"), isOnline ? t("people.now") : <LastActive key="at" at={lastActiveAt} />],
        [t("personPage.secondFactor"), t(person.hasSecondFactor ? "people.on" : "people.off")],
        [t("personPage.sessions"), `${person.sessionCount}`],
        [t("personPage.made"), <Moment key="made" at={createdAt} />],
      ]}
    />
  );
}

function LastActive({ at }: { at: string | null }) {
  const t = useTranslations("people");
  return at ? <Moment at={at} /> : t("never");
}
