"use client";

import { type ReactNode, useEffect } from "react";
import {
  ACTION_CLOSE,
  createModule,
  LightboxRoot,
  MODULE_NAVIGATION,
  MODULE_NO_SCROLL,
  MODULE_PORTAL,
  MODULE_TOOLBAR,
  type PluginProps,
  useEvents,
} from "yet-another-react-lightbox";

/**
 * A plugin that draws the slides alone, in the element around them: the dialog, its header and its keys are ours. The
 * package's own plugin for this ignores a swipe down, which closes the lightbox here.
 */
export function Embedded({ remove, replace }: PluginProps) {
  remove(MODULE_NO_SCROLL);
  remove(MODULE_TOOLBAR);
  remove(MODULE_NAVIGATION);
  replace(MODULE_PORTAL, createModule("embedded", Frame));
}

function Frame({ close, children }: { close: () => void; children?: ReactNode }) {
  const { subscribe } = useEvents();
  useEffect(() => subscribe(ACTION_CLOSE, () => close()), [subscribe, close]);
  return <LightboxRoot className="absolute inset-0">{children}</LightboxRoot>;
}
