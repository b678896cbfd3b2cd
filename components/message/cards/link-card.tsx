"use client";

import Play from "lucide-react/icons/play";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { displayText } from "@/lib/shared/text/shown";
import type { CardView } from "@/lib/shared/views";
import { safeAddress } from "../text/links";

type Card = { card: CardView; onRemove: (() => void) | null };

/** A page as a card: its host, title, description and a small picture. The title leads where the message does. */
export function LinkCard({ card, onRemove }: Card) {
  const t = useTranslations("cards");
  const [isOpened, open] = useState(false);
  const address = safeAddress(card.url);
  if (!address) return null;
  if (card.isHidden && !isOpened) return <HiddenCard onOpen={() => open(true)} />;
  const title = displayText(card.title);

  return (
    <CardFrame label={t("label", { title })} onRemove={onRemove}>
      <div className="min-w-0 flex-1">
        <SiteLine card={card} />
        <a
          href={address.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          dir="auto"
          className="line-clamp-2 text-[0.875rem]/5 font-medium wrap-anywhere hover:underline"
        >
          {title}
        </a>
        {card.description && (
          <p dir="auto" className="line-clamp-2 text-small/[1.125rem] wrap-anywhere text-ink-2">
            {displayText(card.description)}
          </p>
        )}
      </div>
      <Picture card={card} />
    </CardFrame>
  );
}

/** The box of a card with its remove button, which appears under the pointer, with the focus, and on touch screens. */
export function CardFrame({
  label,
  onRemove,
  children,
}: {
  label: string;
  onRemove?: (() => void) | null;
  children: ReactNode;
}) {
  const t = useTranslations("cards");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div
      role="group"
      aria-label={label}
      className="group/card relative mt-1 flex w-[30rem] max-w-full gap-4 rounded-3 border border-line bg-raised py-2 ps-3 pe-2"
    >
      {children}
      {onRemove && (
        <IconButton
          label={t("remove")}
          onClick={onRemove}
          className="absolute! -end-2.5 -top-2.5 size-6! rounded-full! border border-line-strong bg-raised opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 before:absolute before:-inset-2.5 pointer-coarse:end-0 pointer-coarse:opacity-100"
        >
          <X size={12} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

/** Site and host. A site may call itself anything, so the host is always there. */
function SiteLine({ card: { siteName, host, isVideo, imageUrl } }: { card: CardView }) {
  const hasName = siteName !== "" && siteName.toLowerCase() !== host;
  return (
    <p className="flex items-center gap-1 text-tiny/4 text-ink-3">
      {isVideo && !imageUrl && <VideoMark />}
      <span className="truncate">
        {hasName && (
          <>
            <bdi>{displayText(siteName)}</bdi>
            {" · "}
          </>
        )}
        <bdi>{host}</bdi>
      </span>
    </p>
  );
}

function VideoMark() {
  const t = useTranslations("cards");
  return <Play size={12} aria-label={t("video")} role="img" className="flex-none fill-current" />;
}

/** The picture has its place before it arrives. */
function Picture({ card: { imageUrl, isVideo } }: { card: CardView }) {
  if (!imageUrl) return null;
  return (
    <span className="relative size-13 flex-none self-center overflow-hidden rounded-2 bg-hover">
      {/* biome-ignore lint/performance/noImgElement: the server has made it small already. */}
      <img
        src={imageUrl}
        alt=""
        width={52}
        height={52}
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
      />
      {isVideo && (
        <span className="absolute inset-0 m-auto grid size-6 place-items-center rounded-full bg-[rgb(0_0_0/0.6)] text-[rgb(255_255_255)]">
          <VideoMark />
        </span>
      )}
    </span>
  );
}

/** Stands for the card of a link behind a spoiler. */
function HiddenCard({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations("cards");
  return (
    <button
      type="button"
      onClick={onOpen}
      className="mt-1 block rounded-3 border border-line bg-raised px-3 py-2 text-small text-ink-2 hover:text-ink"
    >
      {t("hidden")}
    </button>
  );
}
