declare module "unhomoglyph" {
  /** The skeleton of a text: each character replaced by the one that it looks like (Unicode TR39). */
  export default function unhomoglyph(text: string): string;
}
