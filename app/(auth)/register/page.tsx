import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthHeading } from "@/components/auth/auth-heading";
import { RegisterForm } from "@/components/auth/register-form";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { callerOfPage, isSignedIn } from "@/lib/doors/page";
import { safeNext } from "@/lib/doors/session";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("register"))("title") };
}

export default async function RegisterPage({ searchParams }: Props) {
  const next = safeNext([(await searchParams).next].flat()[0] ?? null);
  const caller = await callerOfPage();
  const { name, registration, hasPeople } = await readWorkspace(caller, {});
  if (!hasPeople) redirect("/welcome");
  if (await isSignedIn(caller)) redirect(next);
  const t = await getTranslations("register");
  const isOpen = registration === "open";

  return (
    <>
      <AuthHeading workspace={name} title={t("title")} text={isOpen ? undefined : t("invitationNeeded")} />
      {isOpen && <RegisterForm next={next} />}
      <p className="mt-5 text-small text-ink-2">
        {t.rich("haveAccount", {
          link: (words) => (
            <Link
              href={`/login?next=${encodeURIComponent(next)}`}
              className="font-medium text-accent underline underline-offset-2"
            >
              {words}
            </Link>
          ),
        })}
      </p>
    </>
  );
}
