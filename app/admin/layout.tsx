import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Desk } from "@/components/ui/desk";
import { DeskLinks } from "@/components/ui/desk-links";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { currentAdministrator } from "@/lib/doors/page";
import { Beside } from "../beside";

const PAGES = ["people", "rooms", "groups", "invitations", "audit", "storage", "settings"] as const;

export default async function AdministrationLayout({ children }: { children: ReactNode }) {
  const { name } = await readWorkspace(await currentAdministrator(), {});
  const t = await getTranslations("administration");
  const pages = [
    { href: "/admin", label: t("overview"), isExact: true },
    ...PAGES.map((page) => ({ href: `/admin/${page}`, label: t(page) })),
  ];

  return (
    <Beside>
      <Desk name={t("title")} owner={name} links={<DeskLinks pages={pages} back={t("back")} />}>
        {children}
      </Desk>
    </Beside>
  );
}
