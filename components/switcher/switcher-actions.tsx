"use client";

import CheckCheck from "lucide-react/icons/check-check";
import Keyboard from "lucide-react/icons/keyboard";
import MessageCircle from "lucide-react/icons/message-circle";
import Moon from "lucide-react/icons/moon";
import Plus from "lucide-react/icons/plus";
import Settings from "lucide-react/icons/settings";
import ShieldCheck from "lucide-react/icons/shield-check";
import SmilePlus from "lucide-react/icons/smile-plus";
import Sun from "lucide-react/icons/sun";
import UserPlus from "lucide-react/icons/user-plus";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { chooseTheme, isDarkNow } from "@/components/sidebar/choose-theme";
import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { askReadAll } from "@/components/sidebar/read-all";
import { useReader } from "@/lib/client/chat/chat-context";
import { SHORTCUTS, type ShortcutId } from "@/lib/client/shortcuts/shortcuts";

/** An action of the switcher. `chord` is the shortcut that does the same. */
export type Action = {
  id: string;
  label: string;
  icon: typeof Plus;
  chord?: string;
  run: () => void;
};

/** Actions that the switcher takes besides going to places, as far as the reader may take them. */
export function useSwitcherActions(): Action[] {
  const t = useTranslations("switcher.action");
  const router = useRouter();
  const ask = useAsk();
  const { chat, rendered } = useReader();
  const { role } = chat.account;
  const isDark = isDarkNow();
  const theme = isDark ? "light" : "dark";

  const all: (Action | false)[] = [
    role !== "guest" && { id: "room", label: t("room"), icon: Plus, run: () => ask({ kind: "room" }) },
    {
      id: "conversation",
      label: t("conversation"),
      icon: MessageCircle,
      chord: chordOf("conversation"),
      run: () => ask({ kind: "conversation" }),
    },
    rendered.inviting !== undefined && {
      id: "invite",
      label: t("invite"),
      icon: UserPlus,
      run: () => ask({ kind: "invite" }),
    },
    { id: "status", label: t("status"), icon: SmilePlus, run: () => ask({ kind: "status" }) },
    {
      id: "readAll",
      label: t("readAll"),
      icon: CheckCheck,
      chord: chordOf("readAll"),
      run: askReadAll,
    },
    { id: theme, label: t(theme), icon: isDark ? Sun : Moon, run: () => chooseTheme(theme) },
    { id: "settings", label: t("settings"), icon: Settings, run: () => router.push("/settings/profile") },
    role === "administrator" && {
      id: "administration",
      label: t("administration"),
      icon: ShieldCheck,
      run: () => router.push("/admin"),
    },
    {
      id: "keys",
      label: t("keys"),
      icon: Keyboard,
      chord: chordOf("help"),
      run: () => ask({ kind: "keys" }),
    },
  ];
  return all.filter((action) => action !== false);
}

const chordOf = (id: ShortcutId) => SHORTCUTS[id].chords[0];
