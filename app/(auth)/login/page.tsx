import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { LogInForm } from "@/components/auth/log-in-form";
import { PasskeyLogIn } from "@/components/auth/passkey-log-in";
import { ProviderLogIn } from "@/components/auth/provider-log-in";
import { Alert } from "@/components/ui/alert";
import { Note } from "@/components/ui/note";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage, isSignedIn } from "@/lib/doors/page";
import { safeNext } from "@/lib/doors/sessions/session";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Errors of the identity provider that have their own text; any other uses the first one's. */
const PROVIDER_ERRORS = [
  "provider_refused",
  "provider_away",
  "provider_expired",
  "deactivated",
  "invitation_needed",
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("logIn"))("title") };
}

export default async function LogInPage({ searchParams }: Props) {
  const given = await searchParams;
  const next = safeNext([given.next].flat()[0] ?? null);
  const caller = await callerOfPage();
  const workspace = await readWorkspace(caller, {});
  const { registration, hasPeople, provider, passwordLogin } = workspace;
  if (!hasPeople) redirect("/welcome");
  if (await isSignedIn(caller)) redirect(next);
  const t = await getTranslations("logIn");

  return (
    <>
      <AuthHeading workspace={workspace} title={t("title")} />
      {given.notice === "password" && (
        <div className="mb-4">
          <Note>{t("passwordSet")}</Note>
        </div>
      )}
      {given.error && (
        <div className="mb-4">
          <Alert>
            {t(`errors.${PROVIDER_ERRORS.find((known) => known === given.error) ?? PROVIDER_ERRORS[0]}`)}
          </Alert>
        </div>
      )}
      {provider && <ProviderLogIn provider={provider} next={next} />}
      {passwordLogin ? (
        <div className={provider ? "mt-4 border-t border-line pt-4" : undefined}>
          <LogInForm next={next} />
        </div>
      ) : (
        <details className="mt-4">
          <summary className="mb-3 text-small text-ink-2">{t("forAdministrators")}</summary>
          <LogInForm next={next} />
        </details>
      )}
      <PasskeyLogIn next={next} />
      {registration === "open" && (
        <p className="mt-5 text-small text-ink-2">
          {t.rich("noAccount", {
            link: (words) => <AuthLink href={`/register?next=${encodeURIComponent(next)}`}>{words}</AuthLink>,
          })}
        </p>
      )}
    </>
  );
}
