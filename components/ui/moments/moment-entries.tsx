"use client";

import CalendarClock from "lucide-react/icons/calendar-clock";
import Clock from "lucide-react/icons/clock";
import Sunrise from "lucide-react/icons/sunrise";
import { useTranslations } from "next-intl";
import { momentPresets, nextMorning } from "@/lib/shared/time/presets";
import type { MenuEntry } from "../menus/menu-list";
import { momentWords, zoneHere, zonePlace } from "./moment-words";

type Other = { name: string; timeZone: string };
type Words = ReturnType<typeof momentWords>;

type MomentMenu = {
  locale: string;
  /** The zone of the account. */
  timeZone: string;
  /** A person whose morning is offered, where their clocks differ. */
  other?: Other | null | undefined;
  onChoose: (at: Date) => void;
  /** Opens a `MomentForm`. */
  onPick: () => void;
};

/**
 * The entries of a menu that chooses a moment in the future: presets with the dates that they mean on the clocks of the
 * account's zone, and "Choose a time…". The zone is named where this device has another one. Call the result when the menu opens.
 */
export function useMomentEntries(menu: MomentMenu): () => MenuEntry[] {
  const t = useTranslations("moment");

  return () => {
    const { locale, timeZone, other, onChoose, onPick } = menu;
    const now = new Date();
    const words = momentWords(locale, timeZone, now);
    const presets = momentPresets(now, timeZone).map(({ id, at }) => ({
      kind: "action" as const,
      icon: <Clock size={16} aria-hidden />,
      label: t(id, { time: words.time(at), date: words.date(at) }),
      onSelect: () => onChoose(at),
    }));
    const place = timeZone === zoneHere() ? null : zonePlace(timeZone);
    return [
      ...(place ? [{ kind: "note" as const, label: t("zone", { place }) }] : []),
      ...presets,
      ...(other ? morningOf(other, words, now) : []),
      { kind: "line" },
      { kind: "action", icon: <CalendarClock size={16} aria-hidden />, label: t("choose"), onSelect: onPick },
    ];
  };

  /** The next morning of another person; nothing where their clocks show the same time. */
  function morningOf({ name, timeZone }: Other, words: Words, now: Date): MenuEntry[] {
    const theirs = momentWords(menu.locale, timeZone, now);
    if (theirs.time(now) === words.time(now)) return [];
    const at = nextMorning(now, timeZone);
    const label = t("morning", { time: theirs.time(at), here: words.time(at), date: words.date(at) });
    return [
      { kind: "line" },
      { kind: "note", label: t("nowFor", { name, time: theirs.time(now) }) },
      { kind: "action", icon: <Sunrise size={16} aria-hidden />, label, onSelect: () => menu.onChoose(at) },
    ];
  }
}
