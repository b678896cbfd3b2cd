/** Folds a name for comparison: compatibility-normalised and without case, so that `Ａda` equals `ada`. */
export const fold = (value: string) => value.normalize("NFKC").toLowerCase().normalize("NFKC");

/**
 * Folds a room's name for comparison, also for letters that change in upper case (`Straße` equals `STRASSE`), without
 * invisible characters such as zero-width spaces. Close to NFKC_Casefold (Unicode 3.13, D147).
 */
export const roomKey = (value: string) =>
  fold(fold(value.replace(/\p{Default_Ignorable_Code_Point}/gu, "")).toUpperCase());
