"use client";

import { useEffect } from "react";

/** Tooltips on a page outside the chat; the chat's are shown by `ShellKeys`. Loaded after the first paint. */
export function Tooltips() {
  useEffect(() => {
    let isGone = false;
    let end = () => {};
    void import("./show-tooltips").then(
      ({ showTooltips }) => {
        if (!isGone) end = showTooltips();
      },
      () => {},
    );
    return () => {
      isGone = true;
      end();
    };
  }, []);
  return null;
}
