"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useLiveStatus } from "@/lib/client/use-rooms";

/** A short break is nobody's concern. */
const CALM_MS = 1_500;

/** Whether what one types goes out now. Silent as long as it does. */
export function StatusLine() {
  const t = useTranslations("status");
  const status = useLiveStatus();
  const isAway = status !== "live";
  const [isLong, setLong] = useState(false);

  useEffect(() => {
    if (!isAway) return setLong(false);
    const timer = setTimeout(() => setLong(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [isAway]);

  return (
    <p role="status" className="h-6 flex-none px-4 text-tiny text-away md:px-6">
      {isAway && isLong && t(status)}
    </p>
  );
}
