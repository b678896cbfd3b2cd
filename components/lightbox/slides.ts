import type { SlideImage } from "yet-another-react-lightbox";
import { fallbackSrc, thumbnailsOf, toGridImage } from "@/components/message/files/images/grid-image";
import type { ShownFile } from "./shown-file";
import { keyOf, slideKind } from "./shown-file";

/** A slide with its file; images are drawn by the package, other kinds by us. */
export type FileSlide = SlideImage & { shown: ShownFile; key: string };

/**
 * Converts a file to a slide. An image is loaded in the size that the window needs, and in its own size where that is
 * larger.
 *
 * @param alt the description of an image
 */
export function toSlide(shown: ShownFile, alt: string): FileSlide {
  const { file } = shown;
  const common = { shown, key: keyOf(shown), alt };
  if (slideKind(file) !== "image") return { ...common, src: file.url };
  const image = toGridImage(file);
  const { width, height } = file;
  return {
    ...common,
    src: file.isAnimated ? file.url : fallbackSrc(image),
    ...(width && { width }),
    ...(height && { height }),
    ...(!file.isAnimated && width && height && { srcSet: sourcesOf(shown, width, height) }),
  };
}

function sourcesOf({ file }: ShownFile, width: number, height: number) {
  const thumbnails = thumbnailsOf(toGridImage(file)).filter((one) => one.width < width);
  return [...thumbnails, { src: file.url, width, height }];
}
