"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { ResultList, Target } from "./use-result-list";

type ResultRowProps = {
  /** The key of the result. */
  id: string;
  list: ResultList;
  target: Target;
  /** A picture of 28 pixels. */
  sign: ReactNode;
  /** True where the messages around it can be shown beside the list. */
  hasPreview?: boolean;
  /** True for the one row that Tab reaches. */
  isStop: boolean;
  /** True while its place is shown beside the list. */
  isShown?: boolean;
  children: ReactNode;
};

const LOOK =
  "flex w-full min-w-0 gap-3 rounded-2 px-2 py-1.5 text-left text-[0.875rem]/5 pointer-coarse:py-2.5 outline-offset-[-2px]";

/** A result: a link to its place. */
export function ResultRow({
  id,
  list,
  target,
  sign,
  hasPreview = false,
  isStop,
  isShown = false,
  children,
}: ResultRowProps) {
  const isSelected = isShown && hasPreview;
  const props = {
    ...list.rowProps(id, target, hasPreview),
    tabIndex: isStop ? 0 : -1,
    "aria-current": isSelected ? ("true" as const) : undefined,
    className: clsx(LOOK, isSelected ? "lg:bg-selected" : "hover:bg-hover"),
  };
  const content = (
    <>
      <span className="grid size-7 flex-none place-items-center">{sign}</span>
      <span className="block min-w-0 flex-1">{children}</span>
    </>
  );

  if ("person" in target) {
    return (
      <button type="button" {...props}>
        {content}
      </button>
    );
  }
  return (
    <a href={target.href} {...props}>
      {content}
    </a>
  );
}

/** The small line of a result. */
export const Facts = ({ children, isFirst = false }: { children: ReactNode; isFirst?: boolean }) => (
  <span className={clsx("block truncate text-tiny/4 text-ink-2", isFirst && "mb-0.5")}>{children}</span>
);
