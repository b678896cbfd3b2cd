import type { Page } from "@/lib/shared/views";
import type { ShownFile } from "./shown-file";

/** Reads a page of a room's images, newest first; null on failure. */
export type ReadImages = (cursor: string | null) => Promise<Page<ShownFile> | null>;

/** Pages read for one file, so that an old one does not read the whole room. */
const MOST_PAGES = 10;

/** The images of a room, read page by page from the newest on. */
export class RoomImages {
  readonly #read: ReadImages;
  #newestFirst: readonly ShownFile[] = [];
  #cursor: string | null = null;
  #isWhole = false;
  #isReading = false;

  constructor(read: ReadImages) {
    this.#read = read;
  }

  /**
   * Reads on until an image older than `seq` is there. Resolves to all images so far, oldest first; null if there is
   * nothing more, if they do not reach `seq`, or while another call is reading.
   */
  async readBefore(seq: number): Promise<ShownFile[] | null> {
    if (this.#isWhole || this.#isReading) return null;
    this.#isReading = true;
    for (let page = 0; page < MOST_PAGES && !this.#isWhole && !this.#reaches(seq); page++)
      if (!(await this.#readPage())) break;
    this.#isReading = false;
    return this.#reaches(seq) || this.#isWhole ? this.#newestFirst.toReversed() : null;
  }

  #reaches = (seq: number) => (this.#newestFirst.at(-1)?.seq ?? Number.POSITIVE_INFINITY) < seq;

  async #readPage(): Promise<boolean> {
    const page = await this.#read(this.#cursor);
    if (!page) return false;
    this.#newestFirst = [...this.#newestFirst, ...page.items];
    this.#cursor = page.nextCursor;
    this.#isWhole = page.nextCursor === null;
    return true;
  }
}
