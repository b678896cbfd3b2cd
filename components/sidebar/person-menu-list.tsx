"use client";

import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Settings from "lucide-react/icons/settings";
import ShieldCheck from "lucide-react/icons/shield-check";
import SmilePlus from "lucide-react/icons/smile-plus";
import { useLocale, useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { logOutAction } from "@/app/(auth)/actions";
import { setLocaleAction } from "@/app/preferences/actions";
import { Dialog } from "@/components/ui/dialogs/dialog";
import MenuList, { type MenuEntry, type Opened } from "@/components/ui/menus/menu-list";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { useStore } from "@/lib/client/state/use-store";
import { LOCALES } from "@/lib/shared/i18n/locales";
import { asSidebarOrder, SIDEBAR_ORDERS } from "@/lib/shared/rooms/sidebar-order";
import { asTheme, THEMES } from "@/lib/shared/theme";
import { chooseTheme, themeNow } from "./choose-theme";
import { useAsk } from "./dialogs/use-ask";
import { LeaveUnsent } from "./leave-unsent";
import { useOwnStatusWords } from "./status/use-own-status-words";

/** The menu itself; see `PersonMenu`. */
export default function PersonMenuList(menu: Opened) {
  const t = useTranslations();
  const chat = useChat();
  const [isAsking, ask] = useState(false);
  const links = useLinkEntries();
  const choices = [useOrderEntry(), useThemeEntry(), useLanguageEntry()];

  /** Wipes the user's data from the browser, whether or not the server is reachable. */
  async function logOut() {
    await chat.wipe();
    await logOutAction();
  }

  const logOutEntry: MenuEntry = {
    kind: "action",
    icon: <LogOut size={16} aria-hidden />,
    label: t("sidebar.logOut"),
    onSelect: () => (chat.outbox.count > 0 ? ask(true) : startTransition(logOut)),
  };

  return (
    <>
      <MenuList
        {...menu}
        entries={[...links, ...choices.flatMap((choice) => [LINE, choice]), LINE, logOutEntry]}
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

const LINE: MenuEntry = { kind: "line" };

function useLinkEntries(): MenuEntry[] {
  const t = useTranslations();
  const { account } = useChat();
  const openDialog = useAsk();
  const hasStatus = useOwnStatusWords() !== null;
  const administration: MenuEntry = {
    kind: "link",
    icon: <ShieldCheck size={16} aria-hidden />,
    label: t("sidebar.administration"),
    href: "/admin",
  };
  return [
    {
      kind: "action",
      icon: <SmilePlus size={16} aria-hidden />,
      label: t(hasStatus ? "presence.change" : "presence.set"),
      onSelect: () => openDialog({ kind: "status" }),
    },
    LINE,
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
  ];
}

function useOrderEntry(): MenuEntry {
  const t = useTranslations("sidebarOrder");
  const chat = useChat();
  const order = useStore(chat.ownAccount, ({ sidebarOrder }) => sidebarOrder);
  const options = SIDEBAR_ORDERS.map((value) => ({ value, label: t(value) }));

  /** Shows the order before the server has it: the account that it answers with then holds. */
  function onChoose(value: string) {
    const sidebarOrder = asSidebarOrder(value);
    chat.ownAccount.dispatch({ ...chat.ownAccount.get(), sidebarOrder });
    void call("PATCH /me", { sidebarOrder });
  }

  return { kind: "choices", label: t("label"), value: order, options, onChoose };
}

function useThemeEntry(): MenuEntry {
  const t = useTranslations("theme");
  const options = THEMES.map((value) => ({ value, label: t(value) }));
  const onChoose = (value: string) => chooseTheme(asTheme(value));
  // Read each time that the menu opens: the switcher chooses it too.
  return { kind: "choices", label: t("label"), value: themeNow(), options, onChoose };
}

function useLanguageEntry(): MenuEntry {
  const t = useTranslations("language");
  const locale = useLocale();
  const options = LOCALES.map((value) => ({ value, label: t(value) }));

  function onChoose(value: string) {
    const form = new FormData();
    form.set("locale", value);
    startTransition(() => setLocaleAction(form));
  }

  return { kind: "choices", label: t("label"), value: locale, options, onChoose };
}
