"use client";

import Clock from "lucide-react/icons/clock";
import Hand from "lucide-react/icons/hand";
import Heart from "lucide-react/icons/heart";
import Leaf from "lucide-react/icons/leaf";
import Lightbulb from "lucide-react/icons/lightbulb";
import Pizza from "lucide-react/icons/pizza";
import Plane from "lucide-react/icons/plane";
import Smile from "lucide-react/icons/smile";
import Sticker from "lucide-react/icons/sticker";
import { useTranslations } from "next-intl";
import { walkButtons } from "@/lib/client/shortcuts/walk-buttons";
import type { EmojiGroup } from "@/lib/shared/emoji/emoji";

export type Category = EmojiGroup["name"] | "frequent" | "custom";

const ICONS: Record<Category, typeof Clock> = {
  frequent: Clock,
  faces: Smile,
  people: Hand,
  nature: Leaf,
  food: Pizza,
  activity: Plane,
  things: Lightbulb,
  signs: Heart,
  custom: Sticker,
};

type Tabs = {
  categories: readonly { name: Category; title: string }[];
  current: Category;
  onGo: (name: Category) => void;
};

/** The categories of the emoji picker; a press scrolls to one. */
export function CategoryTabs({ categories, current, onGo }: Tabs) {
  const t = useTranslations("emoji");

  return (
    <div
      role="toolbar"
      aria-label={t("categories")}
      onKeyDown={walkButtons}
      className="flex border-b border-line px-2"
    >
      {categories.map(({ name, title }) => {
        const Icon = ICONS[name];
        return (
          <button
            key={name}
            type="button"
            aria-label={title}
            title={title}
            aria-pressed={name === current}
            tabIndex={name === current ? 0 : -1}
            onClick={() => onGo(name)}
            className="grid h-9 flex-1 place-items-center text-ink-2 outline-offset-[-2px] hover:text-ink aria-pressed:text-accent aria-pressed:shadow-[inset_0_-2px_var(--color-accent)] phone:h-11"
          >
            <Icon size={16} aria-hidden />
          </button>
        );
      })}
    </div>
  );
}
