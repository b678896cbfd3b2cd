/** Facts about a file that its bytes tell. Its name and its declared type decide nothing but the kind of a plain text. */
export type MediaInfo = {
  /** Media type, `application/octet-stream` if the bytes are of no known kind. */
  type: string;
  /** Pixels of an image or a video as it is shown upright. */
  width: number | null;
  height: number | null;
  /** Seconds of audio or video. */
  duration: number | null;
  /** A blurred preview of an image: a WebP data URL of at most LIMITS.placeholderLength characters. */
  placeholder: string | null;
  isAnimated: boolean;
  /** First lines of a text, without control and direction characters. */
  excerpt: string | null;
  /** Pages of a PDF. */
  pages: number | null;
  /** True if `makeThumbnail` can make a picture of it. */
  hasThumbnail: boolean;
  /** Path of a new file, upright and without metadata, that takes the place of the inspected one; null to keep that. */
  replacement: string | null;
};

/**
 * Causes for which a file is refused: too many pixels (a header may claim them with a few bytes), bytes that do not make an
 * image or end the process that reads them, and bytes whose reading takes too much time or memory.
 */
export type MediaFault = "too_many_pixels" | "broken" | "too_costly";

const BRAND = Symbol.for("parley.MediaRefusal");

/** A file that is not taken, because metadata that is always removed could not be. */
export class MediaRefusal extends Error {
  readonly [BRAND] = true;

  constructor(readonly fault: MediaFault) {
    super(`The file is refused: ${fault}`);
    this.name = "MediaRefusal";
  }

  /** Not `instanceof`: each module graph has its own copy of this class. */
  static is(error: unknown): error is MediaRefusal {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}

/** Path of the file that may take the place of an inspected one: beside it, so that it is renamed and not copied. */
export const replacementPath = (path: string) => `${path}.stripped`;

/** A file of which only the type is known. */
export const plainFile = (type: string): MediaInfo => ({
  type,
  width: null,
  height: null,
  duration: null,
  placeholder: null,
  isAnimated: false,
  excerpt: null,
  pages: null,
  hasThumbnail: false,
  replacement: null,
});
