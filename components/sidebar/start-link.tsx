"use client";

import House from "lucide-react/icons/house";
import { useTranslations } from "next-intl";
import { type Links, ViewLink } from "./view-link";

/** The way to the first steps, while there are some. */
export default function StartLink({ onGo }: Links) {
  return <ViewLink href="/" icon={House} label={useTranslations("start")("title")} onGo={onGo} />;
}
