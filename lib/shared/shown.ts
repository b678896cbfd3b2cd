import { limitStackedMarks } from "./stacked-marks";

/** Signs that turn the order of what follows them, by which a text can pretend to be another (CVE-2021-42574). */
const DIRECTION_OVERRIDES = /[\u202D\u202E]/g;

/** A text as it may be shown: without direction overrides and without marks piled on one letter. */
export const displayText = (text: string) => limitStackedMarks(text.replace(DIRECTION_OVERRIDES, ""));
