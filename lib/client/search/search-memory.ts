import type { FileHitView, SearchHitView } from "@/lib/shared/views";
import { read } from "../connection/call";
import { ResultLoader } from "./result-loader";

/** The page of the search as the reader left it, for coming back to it in this tab. */
export type SearchMemory = {
  userId: string;
  messages: ResultLoader<SearchHitView>;
  files: ResultLoader<FileHitView>;
  /** The text whose results are shown. */
  text: string;
  /** The section that is shown, and the chosen result by its key. */
  section: string;
  selected: string | null;
  /** The place of the list, in pixels. */
  top: number;
  /** True from when a result was opened until the page is entered again. */
  isLeft: boolean;
};

let last: SearchMemory | null = null;

/** The search as this person left it; a new one if they searched for something else or not at all. */
export function searchMemory(userId: string, text: string): SearchMemory {
  if (last?.userId === userId && last.text === text) return last;
  last = {
    userId,
    messages: new ResultLoader(read),
    files: new ResultLoader(read),
    text,
    section: "all",
    selected: null,
    top: 0,
    isLeft: false,
  };
  return last;
}
