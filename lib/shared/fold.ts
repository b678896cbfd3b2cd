/** A name as it is compared: compatibility-normalised and without case, so that `Ａda` and `ada` are one. */
export const fold = (value: string) => value.normalize("NFKC").toLowerCase().normalize("NFKC");
