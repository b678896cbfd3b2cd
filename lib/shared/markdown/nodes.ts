import type { Nodes, PhrasingContent, RootContent } from "mdast";

/** A `||` in a text, before it is matched: whether it may open and may close a spoiler. */
export interface SpoilerMark {
  type: "spoilerMark";
  value: "||";
  opens: boolean;
  closes: boolean;
}

/** The content of a spoiler, or one part of it if it spans several blocks; parts share a `group`. */
interface Spoiler {
  type: "spoiler";
  group: number;
  isBlock: boolean;
  children: (RootContent | PhrasingContent)[];
}

/** An at-sign and the letters after it, which may begin with a name. */
interface Mention {
  type: "mention";
  value: string;
}

/** A name between colons, which may be that of an emoji of the workspace. */
interface NamedEmoji {
  type: "emoji";
  value: string;
}

declare module "mdast" {
  interface RootContentMap {
    spoilerMark: SpoilerMark;
    spoiler: Spoiler;
    mention: Mention;
    emoji: NamedEmoji;
  }
  interface PhrasingContentMap {
    spoilerMark: SpoilerMark;
    spoiler: Spoiler;
    mention: Mention;
    emoji: NamedEmoji;
  }
  interface ParagraphData {
    /** True for a few emoji alone. */
    isLarge?: boolean;
  }
  interface ListItemData {
    /** The number typed before the item. */
    number?: number;
    /** Of an item that can be checked: its place among those of the text, counted from 1. */
    item?: number;
  }
}

/** A node with any children, for walking and changing a tree. */
export type Branch = { type: string; children: Nodes[] };

export const isBranch = (node: Nodes): node is Nodes & Branch => "children" in node;
