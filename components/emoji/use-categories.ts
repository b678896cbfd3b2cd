"use client";

import { useCallback, useRef, useState } from "react";
import type { Category } from "./category-tabs";

/** A section counts as current from this many pixels before it reaches the top. */
const AHEAD_PX = 12;

/** Connects the categories with the sections of the scrolling grid: which one is on top, and how to reach another. */
export function useCategories(first: Category) {
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(first);

  const onScroll = useCallback(() => {
    if (!grid.current) return;
    const top = grid.current.scrollTop + AHEAD_PX;
    const start = grid.current.offsetTop;
    const passed = sectionsOf(grid.current).findLast(({ offsetTop }) => offsetTop - start <= top);
    if (passed?.dataset.group) setCurrent(passed.dataset.group as Category);
  }, []);

  function go(name: Category) {
    const section = grid.current && sectionsOf(grid.current).find(({ dataset }) => dataset.group === name);
    section?.scrollIntoView({ block: "start" });
    setCurrent(name);
  }

  return { grid, current, onScroll, go };
}

const sectionsOf = (grid: HTMLElement) => [...grid.querySelectorAll<HTMLElement>("[data-group]")];
