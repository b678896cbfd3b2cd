"use client";

import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Settings from "lucide-react/icons/settings";
import ShieldCheck from "lucide-react/icons/shield-check";
import { useLocale, useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { setLocaleAction } from "@/app/preferences/actions";
import { Dialog } from "@/components/ui/dialog";
import MenuList, { type Opened } from "@/components/ui/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { keepPreference } from "@/lib/client/storage/preference";
import { LOCALES } from "@/lib/shared/i18n/locales";
import { SIDEBAR_ORDERS } from "@/lib/shared/sidebar-order";
import { asTheme, THEME_COOKIE, THEMES } from "@/lib/shared/theme";
import { useAsk } from "./chat-dialogs";
import { LeaveUnsent } from "./leave-unsent";
import { useSidebarOrder } from "./sidebar-order";

export type PersonMenuEntries = {
  /** The theme that the page was rendered with. */
  theme: string;
};

/** The menu itself; see `PersonMenu`. */
export default function PersonMenuList({ theme: rendered, ...menu }: PersonMenuEntries & Opened) {
  const t = useTranslations();
  const chat = useChat();
  const { account } = chat;
  const locale = useLocale();
  const [theme, showTheme] = useState(rendered);
  const [isAsking, ask] = useState(false);
  const { order, choose } = useSidebarOrder();
  const openDialog = useAsk();
  const orders = SIDEBAR_ORDERS.map((value) => ({ value, label: t(`sidebarOrder.${value}`) }));
  const themes = THEMES.map((value) => ({ value, label: t(`theme.${value}`) }));
  const languages = LOCALES.map((value) => ({ value, label: t(`language.${value}`) }));

  const administration = {
    kind: "link",
    icon: <ShieldCheck size={16} aria-hidden />,
    label: t("sidebar.administration"),
    href: "/admin/people",
  } as const;

  function chooseTheme(value: string) {
    const chosen = asTheme(value);
    keepPreference(THEME_COOKIE, chosen);
    document.documentElement.dataset.theme = chosen;
    showTheme(chosen);
  }

  function chooseLocale(value: string) {
    const form = new FormData();
    form.set("locale", value);
    startTransition(() => setLocaleAction(form));
  }

  /** Wipes the user's data from the browser, whether or not the server is reachable. */
  async function logOut() {
    await chat.wipe();
    await logOutAction();
  }

  return (
    <>
      <MenuList
        {...menu}
        entries={[
          {
            kind: "link",
            icon: <Settings size={16} aria-hidden />,
            label: t("sidebar.settings"),
            href: "/settings/profile",
          },
          ...(account.role === "administrator" ? [administration] : []),
          {
            kind: "action",
            icon: <Keyboard size={16} aria-hidden />,
            label: t("shortcuts.title"),
            onSelect: () => openDialog({ kind: "keys" }),
          },
          { kind: "line" },
          {
            kind: "choices",
            label: t("sidebarOrder.label"),
            value: order,
            options: orders,
            onChoose: choose,
          },
          { kind: "line" },
          { kind: "choices", label: t("theme.label"), value: theme, options: themes, onChoose: chooseTheme },
          { kind: "line" },
          {
            kind: "choices",
            label: t("language.label"),
            value: locale,
            options: languages,
            onChoose: chooseLocale,
          },
          { kind: "line" },
          {
            kind: "action",
            icon: <LogOut size={16} aria-hidden />,
            label: t("sidebar.logOut"),
            onSelect: () => (chat.outbox.count > 0 ? ask(true) : startTransition(logOut)),
          },
        ]}
      />
      <Dialog title={t("leaveUnsent.title")} isOpen={isAsking} onOpenChange={ask}>
        <LeaveUnsent
          count={chat.outbox.count}
          onStay={() => ask(false)}
          onLeave={() => startTransition(logOut)}
        />
      </Dialog>
    </>
  );
}
