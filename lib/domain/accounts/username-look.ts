import skeleton from "unhomoglyph";
import { fold } from "../fields";

/**
 * What a username looks like: names of one look cannot be told apart, such as `ada` in Latin and `аdа` with Cyrillic
 * letters. The skeleton of Unicode Technical Standard 39, section 4, over the folded name.
 */
export const lookOf = (username: string): string => fold(skeleton(fold(username)));
