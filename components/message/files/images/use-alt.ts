"use client";

import { useTranslations } from "next-intl";
import { displayText } from "@/lib/shared/text/shown";

type Described = { description: string; name: string; isAnimated: boolean };

/** Alternative texts of images: the description, else the name and the kind. */
export function useAltOf(): (image: Described) => string {
  const t = useTranslations("files");
  return ({ description, name, isAnimated }) =>
    description || t(isAnimated ? "animationNamed" : "imageNamed", { name: displayText(name) });
}
