import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ResetForm } from "@/components/auth/reset-form";
import { DomainError } from "@/lib/core/errors";
import { readReset } from "@/lib/domain/accounts/passwords/password-reset";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage } from "@/lib/doors/page";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("title") };
}

export default async function ResetPage({ searchParams }: Props) {
  const [token] = [(await searchParams).token].flat();
  if (!token) redirect("/forgot");
  const caller = await callerOfPage();
  const workspace = await readWorkspace(caller, {});
  const t = await getTranslations("reset");

  return (
    <>
      <AuthHeading workspace={workspace} title={t("title")} text={t("text")} />
      <ResetForm token={token} reset={await readReset(caller, { token }).catch(orNothing)} />
    </>
  );
}

/** An invalid link is reported when the form is submitted. */
function orNothing(error: unknown): null {
  if (DomainError.is(error)) return null;
  throw error;
}
