import type { Nodes, PhrasingContent, RootContent } from "mdast";

/** `||` in a text, before it is known what it belongs to: whether it may begin and may end a spoiler. */
export interface SpoilerMark {
  type: "spoilerMark";
  value: "||";
  opens: boolean;
  closes: boolean;
}

/** What a spoiler hides, or one part of it where it reaches over several blocks: these have the same `group`. */
interface Spoiler {
  type: "spoiler";
  group: number;
  isBlock: boolean;
  children: (RootContent | PhrasingContent)[];
}

/** An at-sign and the letters after it, of which a name may be the beginning. */
interface Mention {
  type: "mention";
  value: string;
}

declare module "mdast" {
  interface RootContentMap {
    spoilerMark: SpoilerMark;
    spoiler: Spoiler;
    mention: Mention;
  }
  interface PhrasingContentMap {
    spoilerMark: SpoilerMark;
    spoiler: Spoiler;
    mention: Mention;
  }
  interface ListItemData {
    /** The number that was typed before the item. */
    number?: number;
  }
}

/** A node with any children, for walking and changing a tree. */
export type Branch = { type: string; children: Nodes[] };

export const isBranch = (node: Nodes): node is Nodes & Branch => "children" in node;
