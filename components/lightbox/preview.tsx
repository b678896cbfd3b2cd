"use client";

import { fallbackSrc, toGridImage } from "@/components/message/files/images/grid-image";
import { type ShownFile, slideKind } from "./shown-file";

/** A small picture in the place and size of an image that is still being loaded. */
export function Preview({ shown: { file } }: { shown: ShownFile }) {
  const { width, height, placeholder, isAnimated } = file;
  if (slideKind(file) !== "image" || !width || !height || isAnimated) return null;

  return (
    // biome-ignore lint/performance/noImgElement: our server makes it and checks its reader.
    <img
      src={fallbackSrc(toGridImage(file))}
      alt=""
      width={width}
      height={height}
      draggable={false}
      // The lightbox is drawn in the browser alone, where the policy allows styles that scripts set.
      style={{
        maxWidth: `min(${width}px, 100%)`,
        maxHeight: `min(${height}px, 100%)`,
        backgroundImage: placeholder ? `url(${placeholder})` : undefined,
      }}
      className="lightbox-preview pointer-events-none absolute inset-0 m-auto bg-contain bg-center bg-no-repeat object-contain"
    />
  );
}
