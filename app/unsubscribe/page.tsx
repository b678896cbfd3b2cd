import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthFrame } from "@/components/auth/auth-frame";
import { AuthHeading } from "@/components/auth/auth-heading";
import { Button } from "@/components/ui/button";
import { DomainError } from "@/lib/core/errors";
import { readMailSubscription } from "@/lib/domain/mail/notifications/unsubscribe";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage } from "@/lib/doors/page";
import type { MailSubscriptionView } from "@/lib/shared/views";

type Props = { searchParams: Promise<{ token?: string | string[]; was?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("unsubscribe"))("title") };
}

/** Asks whether mails about messages are to be switched off. It needs no log-in, and shows nobody and no room. */
export default async function UnsubscribePage({ searchParams }: Props) {
  const { token: tokens, was: before } = await searchParams;
  const [token = ""] = [tokens].flat();
  const [was] = [before].flat();
  const caller = await callerOfPage();
  const workspace = await readWorkspace(caller, {});
  const subscription = await readMailSubscription(caller, { token }).catch(orNothing);
  const t = await getTranslations("unsubscribe");
  const state = stateOf(subscription);

  return (
    <AuthFrame>
      <AuthHeading workspace={workspace} title={t(`${state}.title`)} text={t(`${state}.text`)} />
      {subscription && (
        <SwitchForm
          token={token}
          label={t(`${state}.submit` as "off.submit")}
          mail={subscription.mail === "never" ? (was === "digest" ? "digest" : "mentions") : "never"}
        />
      )}
      {subscription && <p className="mt-4 text-small text-ink-2">{t("scope")}</p>}
      <p className="mt-2 text-small">
        <Link href="/settings/notifications" className="font-medium text-accent hover:underline">
          {t("settings")}
        </Link>
      </p>
    </AuthFrame>
  );
}

/** Posts the choice. It works without a script. */
function SwitchForm({ token, mail, label }: { token: string; mail: string; label: string }) {
  const query = new URLSearchParams({ token, mail });

  return (
    <form method="post" action={`/unsubscribe/one-click?${query}`}>
      <Button type="submit" look={mail === "never" ? "primary" : "quiet"} className="w-full">
        {label}
      </Button>
    </form>
  );
}

function stateOf(subscription: MailSubscriptionView | null) {
  if (!subscription) return "invalid";
  if (subscription.mail === "never") return "off";
  return subscription.mail === "digest" ? subscription.digest : "mentions";
}

/** A link that does not work is said on the page. */
function orNothing(error: unknown): null {
  if (DomainError.is(error)) return null;
  throw error;
}
