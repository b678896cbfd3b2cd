import { addressOf, settings } from "./settings";

/** Returns the full address of one of our pages, for a mail or an invitation. */
export const linkTo = (path: string): string => new URL(path, addressOf(settings())).href;
