import type { FileHandle } from "node:fs/promises";
import { MediaRefusal } from "../../media-info";

/** A box of ISO base media (ISO/IEC 14496-12, 4.2): places in the file, in bytes. */
export type Box = { type: string; at: number; content: number; end: number };

/** Boxes in one file. One with more is refused, because a file of empty boxes would take for ever. */
const MAX_BOXES = 100_000;

/** Reads box headers of a file, and nothing of what they hold. */
export class BoxReader {
  private left = MAX_BOXES;

  constructor(private readonly file: FileHandle) {}

  /** Yields the boxes between two places; ends before one that does not fit. @throws MediaRefusal after MAX_BOXES */
  async *boxes(from: number, to: number): AsyncGenerator<Box> {
    for (let at = from; at + 8 <= to; ) {
      if (this.left-- <= 0) throw new MediaRefusal("too_costly");
      const head = await this.read(at, 16);
      const short = head.readUInt32BE(0);
      const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short || to - at;
      const content = at + (short === 1 ? 16 : 8);
      const end = at + length;
      if (end > to || end < content) return;
      yield { type: head.toString("latin1", 4, 8), at, content, end };
      at = end;
    }
  }

  /** Returns the first box of a type directly in another. */
  async find(parent: Box, type: string): Promise<Box | undefined> {
    for await (const box of this.boxes(parent.content, parent.end)) if (box.type === type) return box;
    return undefined;
  }

  /** Reads `length` bytes; those behind the end of the file are zeros. */
  async read(at: number, length: number): Promise<Buffer> {
    const { buffer } = await this.file.read(Buffer.alloc(length), 0, length, at);
    return buffer;
  }
}
