import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Desk } from "@/components/ui/desk";
import { DeskLinks } from "@/components/ui/desk-links";
import { readCounts } from "@/lib/domain/administration/overview/read-counts";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentAdministrator } from "@/lib/doors/page";
import { Beside } from "../beside";

const PAGES = ["people", "rooms", "groups", "invitations", "audit", "storage", "settings"] as const;

export default async function AdministrationLayout({ children }: { children: ReactNode }) {
  const actor = await currentAdministrator();
  const [{ name }, counts] = await Promise.all([readWorkspace(actor, {}), readCounts(actor, {})]);
  const t = await getTranslations("administration");
  const format = await getFormatter();
  const shown: Record<string, string> = {};
  for (const [page, count] of Object.entries(counts)) shown[page] = format.number(count);
  const pages = [
    { href: "/admin", label: t("overview"), isExact: true },
    ...PAGES.map((page) => ({ href: `/admin/${page}`, label: t(page), count: shown[page] })),
  ];

  return (
    <Beside>
      <Desk name={t("title")} owner={name} links={<DeskLinks pages={pages} back={t("back")} />}>
        {children}
      </Desk>
    </Beside>
  );
}
