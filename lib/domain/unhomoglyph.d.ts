declare module "unhomoglyph" {
  /** Returns the skeleton of a text: each character replaced by its prototype (Unicode TR39). */
  export default function unhomoglyph(text: string): string;
}
