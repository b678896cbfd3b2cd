"use client";

import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Settings from "lucide-react/icons/settings";
import ShieldCheck from "lucide-react/icons/shield-check";
import { useLocale, useTranslations } from "next-intl";
import { type ComponentProps, startTransition, useState } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { setLocaleAction } from "@/app/preferences/actions";
import { Avatar } from "@/components/ui/avatar";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { useChat } from "@/lib/client/chat-context";
import { keepPreference } from "@/lib/client/preference";
import { LOCALES } from "@/lib/shared/i18n/locales";
import { SIDEBAR_ORDERS } from "@/lib/shared/sidebar-order";
import { asTheme, THEME_COOKIE, THEMES } from "@/lib/shared/theme";
import type { AccountView } from "@/lib/shared/views";
import { useAsk } from "./chat-dialogs";
import { LeaveUnsent } from "./leave-unsent";
import { useSidebarOrder } from "./sidebar-order";

/** Oneself, and how one likes things on this device. */
export function PersonMenu({ theme: rendered }: { theme: string }) {
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

  /** Nothing of this person stays in the browser, whether or not the server can be told. */
  async function logOut() {
    await chat.forget();
    await logOutAction();
  }

  return (
    <div className="border-t border-line p-2">
      <Menu
        trigger={(opening) => <Me account={account} {...opening} />}
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
    </div>
  );
}

type MeProps = ComponentProps<"button"> & { account: AccountView };

/** The menu's trigger: it hands on what the menu gives it. */
function Me({ account, ...trigger }: MeProps) {
  const { id, displayName: name, username, avatarUrl } = account;

  return (
    <button
      type="button"
      className="flex w-full items-center gap-2.5 rounded-2 p-2 text-left hover:bg-hover data-[state=open]:bg-hover"
      {...trigger}
    >
      <Avatar id={id} name={name} url={avatarUrl} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-small font-medium">{name}</span>
        <span className="truncate text-tiny text-ink-3">@{username}</span>
      </span>
      <ChevronsUpDown size={15} aria-hidden className="flex-none text-ink-3" />
    </button>
  );
}
