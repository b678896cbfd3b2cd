import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { WelcomeForm } from "@/components/auth/welcome-form";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage } from "@/lib/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("welcome"))("title") };
}

export default async function WelcomePage() {
  const workspace = await readWorkspace(await callerOfPage(), {});
  if (workspace.hasPeople) redirect("/login");
  const t = await getTranslations("welcome");

  return (
    <>
      <AuthHeading workspace={workspace} title={t("title")} text={t("text")} />
      <WelcomeForm />
    </>
  );
}
