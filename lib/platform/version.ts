import { version } from "../../package.json";

/** The version of Parley. */
export const VERSION: string = version;
