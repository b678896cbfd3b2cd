"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import KeyRound from "lucide-react/icons/key-round";
import LogOut from "lucide-react/icons/log-out";
import ScrollText from "lucide-react/icons/scroll-text";
import ShieldOff from "lucide-react/icons/shield-off";
import Trash from "lucide-react/icons/trash-2";
import UserCheck from "lucide-react/icons/user-check";
import UserCog from "lucide-react/icons/user-cog";
import UserX from "lucide-react/icons/user-x";
import { useTranslations } from "next-intl";
import { type ComponentType, useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menus/menu";
import { onDemand } from "@/components/ui/on-demand";
import type { AdminPersonView } from "@/lib/shared/views";
import type { PersonAct } from "./person-dialog";

const PersonDialog = onDemand(() => import("./person-dialog"));

const ICONS: Record<PersonAct, ComponentType<{ size: number }>> = {
  role: UserCog,
  resetLink: KeyRound,
  endSessions: LogOut,
  resetSecondFactor: ShieldOff,
  deactivate: UserX,
  reactivate: UserCheck,
  delete: Trash,
};

const DANGEROUS = new Set<PersonAct>(["delete"]);

/** The actions of an administrator on a person. Each asks for confirmation. */
export function PersonActions({ person }: { person: AdminPersonView }) {
  const t = useTranslations("personActions");
  const [act, choose] = useState<PersonAct>("role");
  const [isOpen, open] = useState(false);
  const name = person.displayName;

  const entryOf = (act: PersonAct) => {
    const Icon = ICONS[act];
    return {
      kind: "action",
      icon: <Icon size={16} aria-hidden />,
      label: t(`${act}.label`),
      isDangerous: DANGEROUS.has(act),
      onSelect: () => {
        choose(act);
        open(true);
      },
    } as const;
  };

  return (
    <>
      <Menu
        trigger={(opening) => (
          <IconButton label={t("menu", { name })} {...opening}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        )}
        entries={[
          ...actsOn(person).map(entryOf),
          { kind: "line" },
          {
            kind: "link",
            icon: <ScrollText size={16} aria-hidden />,
            label: t("audit"),
            href: `/admin/audit?person=${person.id}`,
          },
        ]}
      />
      <Dialog title={t(`${act}.title`, { name })} isOpen={isOpen} onOpenChange={open}>
        <PersonDialog key={act} act={act} person={person} onClose={() => open(false)} />
      </Dialog>
    </>
  );
}

function actsOn({ deactivatedAt, hasSecondFactor, sessionCount }: AdminPersonView): PersonAct[] {
  if (deactivatedAt) return ["reactivate", "delete"];
  return [
    "role",
    "resetLink",
    ...(sessionCount > 0 ? (["endSessions"] as const) : []),
    ...(hasSecondFactor ? (["resetSecondFactor"] as const) : []),
    "deactivate",
    "delete",
  ];
}
