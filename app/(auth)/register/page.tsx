import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { ProviderLogIn } from "@/components/auth/provider-log-in";
import { RegisterForm } from "@/components/auth/register-form";
import type { Actor } from "@/lib/core/actor";
import { toRefusal } from "@/lib/core/errors";
import { readInvitation } from "@/lib/domain/invitations/invitations";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage, isSignedIn } from "@/lib/doors/page";
import { safeNext } from "@/lib/doors/sessions/session";

type Props = { searchParams: Promise<{ next?: string | string[]; invite?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("register"))("title") };
}

export default async function RegisterPage({ searchParams }: Props) {
  const given = await searchParams;
  const next = safeNext([given.next].flat()[0] ?? null);
  const [invite] = [given.invite].flat();
  const caller = await callerOfPage();
  const workspace = await readWorkspace(caller, {});
  const { name, registration, hasPeople, provider } = workspace;
  if (!hasPeople) redirect("/welcome");
  if (await isSignedIn(caller)) redirect(next);
  const t = await getTranslations("register");
  const invitation = invite ? await stateOf(caller, invite) : "none";
  const mayRegister = registration === "open" || invitation === "good";

  return (
    <>
      <AuthHeading
        workspace={workspace}
        title={t("title")}
        text={t(`invitation.${invitation === "none" && !mayRegister ? "needed" : invitation}`, {
          workspace: name,
        })}
      />
      {mayRegister && <RegisterForm next={next} invite={invitation === "good" ? invite : undefined} />}
      {mayRegister && provider && (
        <div className="mt-4 border-t border-line pt-4">
          <ProviderLogIn provider={provider} next={next} invite={invite} />
        </div>
      )}
      <p className="mt-5 text-small text-ink-2">
        {t.rich("haveAccount", {
          link: (words) => <AuthLink href={`/login?next=${encodeURIComponent(next)}`}>{words}</AuthLink>,
        })}
      </p>
    </>
  );
}

/** Returns whether an invitation's link is still valid. */
async function stateOf(caller: Actor, token: string): Promise<"good" | "over" | "later"> {
  return readInvitation(caller, { token }).then(
    () => "good",
    (error) => (toRefusal(error).refusal.code === "rate_limited" ? "later" : "over"),
  );
}
