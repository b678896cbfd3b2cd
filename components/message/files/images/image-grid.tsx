"use client";

import { useMemo } from "react";
import type { GridImage } from "./grid-image";
import { layoutImages } from "./image-layout";
import { Picture } from "./picture";

type Grid = {
  images: readonly GridImage[];
  /** Opens the image at an index; null where they cannot be opened yet. */
  onOpen: ((index: number) => void) | null;
};

/** The images of a message, in rows. */
export function ImageGrid({ images, onOpen }: Grid) {
  const rows = useMemo(() => layoutImages(images), [images]);
  const starts = rows.map((_, at) => rows.slice(0, at).reduce((sum, row) => sum + row.length, 0));

  return (
    <div className="mt-1 flex w-max max-w-full flex-col gap-1 overflow-hidden rounded-2">
      {rows.map((row, at) => (
        <div key={images[starts[at]!]!.key} className="flex gap-1">
          {row.map((box, column) => {
            const index = starts[at]! + column;
            const image = images[index]!;
            return (
              <Picture key={image.key} image={image} box={box} onOpen={onOpen && (() => onOpen(index))} />
            );
          })}
        </div>
      ))}
    </div>
  );
}
