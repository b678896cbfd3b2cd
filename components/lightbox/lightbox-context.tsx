"use client";

import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { OpenedFile } from "./shown-file";

const OpenFile = createContext<(opened: OpenedFile) => void>(() => {});

/** Opens files in the lightbox. */
export const useOpenFile = () => use(OpenFile);

const Lightbox = onDemand<{ opened: OpenedFile; onClose: () => void }>(() => import("./lightbox"));

/** Provides the lightbox to all pages of the chat. It is loaded when the first file is opened. */
export function LightboxProvider({ children }: { children: ReactNode }) {
  const [opened, open] = useState<OpenedFile | null>(null);
  const close = useCallback(() => open(null), []);

  return (
    <OpenFile value={open}>
      {children}
      {opened && <Lightbox opened={opened} onClose={close} />}
    </OpenFile>
  );
}
