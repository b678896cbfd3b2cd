"use client";

import { clsx } from "clsx";
import Play from "lucide-react/icons/play";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { fallbackSrc, type GridImage, srcSetOf } from "./grid-image";
import type { ImageBox } from "./image-layout";
import { useAltOf } from "./use-alt";
import { useImageLoad } from "./use-image-load";

const FailedPicture = onDemand(() => import("./failed-picture"));

type PictureProps = { image: GridImage; box: ImageBox; onOpen: (() => void) | null };

/** Images of these types may be transparent: they have a light mat, on which black letters are visible in the dark theme. */
const MAY_BE_TRANSPARENT = /^image\/(png|apng|webp|gif|avif)/;

/**
 * An image in a message. An empty drawing of the box's size holds its place: its proportions come from attributes, so
 * they are right before any script or image has arrived, and need no inline style, which the Content Security Policy
 * forbids. On a narrow screen all boxes of a row shrink in proportion.
 */
export function Picture({ image, box, onOpen }: PictureProps) {
  const { load, retry, events } = useImageLoad();
  const alt = useAltOf()(image);

  return (
    <div className="relative min-w-0 bg-hover outline-1 -outline-offset-1 outline-ink/10">
      <svg
        aria-hidden
        width={box.width}
        height={box.height}
        viewBox={`0 0 ${box.width} ${box.height}`}
        className="block h-auto max-w-full"
      />
      {load === "failed" ? (
        <FailedPicture image={image} box={box} onRetry={retry} />
      ) : (
        <Drawn
          image={image}
          box={box}
          isLoaded={load === "loaded"}
          alt={alt}
          events={events}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}

type DrawnProps = PictureProps & {
  isLoaded: boolean;
  alt: string;
  events: ReturnType<typeof useImageLoad>["events"];
};

function Drawn({ image, box, isLoaded, alt, events, onOpen }: DrawnProps) {
  const [isPlaying, play] = useState(false);
  const isSingleFile = box.isSmall || image.isDrawnInFull || image.thumbnail === null;

  return (
    <>
      <button
        type="button"
        disabled={onOpen === null}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => {
          // Safari gives no focus to a button that is clicked; the lightbox gives it back to this one.
          currentTarget.focus();
          onOpen?.();
        }}
        className={clsx(
          "absolute inset-0 size-full overflow-hidden -outline-offset-3",
          MAY_BE_TRANSPARENT.test(image.type) && "bg-mat",
        )}
      >
        {image.placeholder && !isLoaded && (
          // biome-ignore lint/performance/noImgElement: a few bytes in the page itself.
          <img src={image.placeholder} alt="" className="absolute inset-0 size-full object-cover" />
        )}
        <picture>
          {image.isAnimated && !isPlaying && <Still image={image} />}
          <img
            key={isPlaying ? "moving" : "still"}
            {...events}
            alt={alt}
            loading="lazy"
            decoding="async"
            sizes={`${Math.ceil(box.width)}px`}
            srcSet={isSingleFile ? undefined : srcSetOf(image)}
            src={isSingleFile ? image.src : fallbackSrc(image)}
            className={clsx(
              "absolute inset-0 size-full",
              box.isSmall ? "object-none" : "object-cover object-top",
            )}
          />
        </picture>
      </button>
      {image.isAnimated && !isPlaying && <PlayButton name={image.name} onPlay={() => play(true)} />}
    </>
  );
}

/** Under reduced motion an animation stands still until it is played. */
function Still({ image }: { image: GridImage }) {
  const still = image.thumbnail ? `${image.thumbnail}?size=640&still=1` : image.placeholder;
  return still && <source media="(prefers-reduced-motion: reduce)" srcSet={still} />;
}

function PlayButton({ name, onPlay }: { name: string; onPlay: () => void }) {
  const t = useTranslations("files");
  return (
    <button
      type="button"
      aria-label={t("playAnimation", { name })}
      title={t("playAnimation", { name })}
      onClick={onPlay}
      className="absolute bottom-2 left-2 hidden size-8 place-items-center rounded-pill bg-accent text-accent-ink motion-reduce:grid"
    >
      <Play size={16} aria-hidden fill="currentColor" />
    </button>
  );
}
