import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { AuthLink } from "@/components/auth/auth-link";
import { ForgotForm } from "@/components/auth/forgot-form";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forgot"))("title") };
}

export default async function ForgotPage() {
  const workspace = await readWorkspace(await callerOfPage(), {});
  const t = await getTranslations("forgot");

  return (
    <>
      <AuthHeading workspace={workspace} title={t("title")} text={t("text")} />
      <ForgotForm />
      <p className="mt-5 text-small">
        <AuthLink href="/login">{t("back")}</AuthLink>
      </p>
    </>
  );
}
