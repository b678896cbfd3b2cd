"use client";

import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { useWanted } from "@/components/ui/dialogs/use-wanted";
import { onDemand } from "@/components/ui/on-demand";

const load = () => import("./switcher-window");
const SwitcherWindow = onDemand(load);

const OpenSwitcher = createContext<() => void>(() => {});

/** Opens the switcher. */
export const useOpenSwitcher = () => use(OpenSwitcher);

/** Preloads the switcher's script. */
export const fetchSwitcher = () => void load().catch(() => {});

/** Provides the switcher to everything below. */
export function Switching({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const isWanted = useWanted(isOpen);

  return (
    <OpenSwitcher value={useCallback(() => setOpen(true), [])}>
      {children}
      {isWanted && <SwitcherWindow isOpen={isOpen} onOpenChange={setOpen} />}
    </OpenSwitcher>
  );
}
