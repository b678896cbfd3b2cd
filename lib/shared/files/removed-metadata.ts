/** Images whose metadata the server removes. Others, such as HEIC, TIFF and SVG, are files that nobody is shown. */
const IMAGES = /^image\/(png|apng|jpeg|webp|gif|avif)$/;

/** Containers of the family of ISO base media (ISO/IEC 14496-12) and QuickTime, in which phones write places. */
const BOXED = /^(video|audio)\/(mp4|x-m4v|x-m4a|m4a|quicktime|3gpp2?)$/;

/** Endings of images and recordings for which browsers know no type, or not everywhere. */
const ENDINGS =
  /\.(hei[cf]s?|tiff?|dng|cr[23]|nef|arw|orf|rw2|raf|psd|jxl|jp2|bmp|webm|mkv|avi|wmv|mts|m2ts|mp3|og[agv]|opus|flac|wav|aiff?|wma)$/i;

/** Returns whether the server removes the metadata of images of this type, told from their bytes. */
export const isCleanedImage = (type: string): boolean => IMAGES.test(type);

/** Returns whether the server removes the metadata of audio and video of this type, told from the bytes. */
export const isCleanedRecording = (type: string): boolean => BOXED.test(type);

/**
 * Returns whether an image or a recording keeps its metadata, such as the place where it was made. Documents are not
 * meant: people know that these have an author.
 *
 * @param type the media type as a browser guesses it; empty where it knows none, and the ending of the name decides
 */
export function keepsMetadata({ type, name }: { type: string; name: string }): boolean {
  const essence = type.split(";", 1)[0]!.trim().toLowerCase();
  if (isCleanedImage(essence) || isCleanedRecording(essence)) return false;
  return /^(image|video|audio)\//.test(essence) || ENDINGS.test(name);
}
