import { BROWSER_LIMITS as LIMITS } from "@/lib/shared/browser-limits";
import { isDrawnImage } from "@/lib/shared/files/file-kinds";
import type { AttachmentView } from "@/lib/shared/views";

/** An image of a grid: one of a message, or a local preview of one that is still going up. */
export type GridImage = {
  key: string;
  name: string;
  type: string;
  width: number | null;
  height: number | null;
  /** Address of the image itself, or of the local preview. */
  src: string;
  /** Address that takes `?size=`; null where there is only `src`. */
  thumbnail: string | null;
  /** A blurred preview as a data URL. */
  placeholder: string | null;
  description: string;
  isAnimated: boolean;
  /** The image itself is drawn, because the thumbnails of an animated PNG stand still. */
  isDrawnInFull: boolean;
};

/** Returns whether an attachment is shown in the grid. An image that browsers cannot draw is shown as a card. */
export const isGridImage = ({ type, width, height }: AttachmentView): boolean =>
  isDrawnImage(type) && width !== null && height !== null;

export const toGridImage = (file: AttachmentView): GridImage => ({
  key: file.id,
  name: file.name,
  type: file.type,
  width: file.width,
  height: file.height,
  src: file.url,
  thumbnail: file.thumbnailUrl,
  placeholder: file.placeholder,
  description: file.description,
  isAnimated: file.isAnimated,
  isDrawnInFull: file.isAnimated && file.type === "image/apng" && file.size <= LIMITS.movingPngBytes,
});

/** Sizes of thumbnails that are asked for, as the server makes them: pixels of the longer side. */
const SIZES = [320, 640, 960, 1280, 1600] as const;
/** Thumbnails of extreme ratios are cropped to this one. */
const LEAST_RATIO = 0.25;

type Sized = Pick<GridImage, "src" | "thumbnail" | "width" | "height">;

/** A thumbnail with its size in pixels. */
type Thumbnail = { src: string; width: number; height: number };

/**
 * The thumbnails of an image. None is larger than the image, because thumbnails are never enlarged. Empty where there
 * are none, or where the size is unknown.
 */
export function thumbnailsOf({ thumbnail, width, height }: Sized): Thumbnail[] {
  if (!thumbnail || !width || !height) return [];
  const longer = Math.max(width, height);
  const enough = SIZES.findIndex((size) => size >= longer);
  const sizes = enough < 0 ? SIZES : SIZES.slice(0, enough + 1);
  const of = (side: number, other: number) => Math.max(LEAST_RATIO, Math.min(1, side / other));
  return sizes.map((size) => ({
    src: `${thumbnail}?size=${size}`,
    width: Math.max(1, Math.round(Math.min(size, longer) * of(width, height))),
    height: Math.max(1, Math.round(Math.min(size, longer) * of(height, width))),
  }));
}

/** The `srcset` of an image: its thumbnails by their width. Undefined without thumbnails. */
export const srcSetOf = (image: Sized): string | undefined =>
  thumbnailsOf(image)
    .map(({ src, width }) => `${src} ${width}w`)
    .join(", ") || undefined;

/** The address for browsers that do not read `srcset`. */
export const fallbackSrc = ({ src, thumbnail }: Sized) => (thumbnail ? `${thumbnail}?size=640` : src);
