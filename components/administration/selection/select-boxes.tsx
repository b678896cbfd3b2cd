"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { Cell } from "@/components/ui/table";
import { type Selectable, useSelection } from "./selection";

/** A checkbox with room for a finger around it. */
function Box(props: ComponentProps<"input"> & { "aria-label": string }) {
  return (
    <label className="grid size-8 cursor-pointer place-items-center pointer-coarse:size-11">
      <input type="checkbox" className="size-4 cursor-pointer accent-accent" {...props} />
    </label>
  );
}

/** The checkbox in a table's header that chooses every row of the page. */
export function SelectAll() {
  const t = useTranslations("selection");
  const { items, chosen, choose } = useSelection();
  const isAll = chosen.length === items.length;

  return (
    <Box
      aria-label={t("all")}
      checked={isAll}
      ref={(box) => {
        if (box) box.indeterminate = chosen.length > 0 && !isAll;
      }}
      onChange={() => choose(isAll ? [] : items.map(({ id }) => id))}
    />
  );
}

/** A row that can be chosen, with its checkbox. */
export function SelectRow({ item, children }: { item: Selectable; children: ReactNode }) {
  const t = useTranslations("selection");
  const { has, toggle } = useSelection();
  const isChosen = has(item.id);

  return (
    <tr className={clsx("group/row", isChosen ? "bg-selected" : "hover:bg-hover")}>
      <Cell className="w-8 !px-0">
        <Box aria-label={t("one", { name: item.name })} checked={isChosen} onChange={() => toggle(item.id)} />
      </Cell>
      {children}
    </tr>
  );
}
