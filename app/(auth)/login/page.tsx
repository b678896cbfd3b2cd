import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { LogInForm } from "@/components/auth/log-in-form";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage, isSignedIn } from "@/lib/doors/page";
import { safeNext } from "@/lib/doors/session";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("logIn"))("title") };
}

export default async function LogInPage({ searchParams }: Props) {
  const next = safeNext([(await searchParams).next].flat()[0] ?? null);
  const caller = await callerOfPage();
  const { name, registration, hasPeople } = await readWorkspace(caller, {});
  if (!hasPeople) redirect("/welcome");
  if (await isSignedIn(caller)) redirect(next);
  const t = await getTranslations("logIn");

  return (
    <>
      <AuthHeading workspace={name} title={t("title")} />
      <LogInForm next={next} />
      {registration === "open" && (
        <p className="mt-5 text-small text-ink-2">
          {t.rich("noAccount", {
            link: (words) => (
              <Link
                href={`/register?next=${encodeURIComponent(next)}`}
                className="font-medium text-accent underline underline-offset-2"
              >
                {words}
              </Link>
            ),
          })}
        </p>
      )}
    </>
  );
}
