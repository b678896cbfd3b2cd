import { limitStackedMarks } from "./stacked-marks";

/**
 * Characters that override the direction of the text after them, by which a text can look like another
 * (CVE-2021-42574).
 */
const DIRECTION_OVERRIDES = /[\u202D\u202E]/g;

/** Makes a text safe to show: without direction overrides and without marks stacked on one letter. */
export const displayText = (text: string) => limitStackedMarks(text.replace(DIRECTION_OVERRIDES, ""));
