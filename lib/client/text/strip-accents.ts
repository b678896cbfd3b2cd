import { plainLetters } from "@/lib/shared/text/plain-letters";

/**
 * Folds a text for search: case, accents and width are removed, so that `yildiz` finds `Yıldız` and `елка` finds
 * `Ёлка`.
 */
export const stripAccents = (text: string) =>
  plainLetters(text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());
