/**
 * Counts the WebSocket frames in a stream of bytes, control frames and fragments included. It reads headers alone
 * (RFC 6455, 5.2): payloads are skipped, nothing is copied. A frame counts when its first byte arrives.
 */
export class FrameCounter {
  /** Bytes of the current header that were read; 0 between frames. */
  private headerRead = 0;
  /** Size of the header, and the position after its length field; known from the second byte on. */
  private headerSize = 0;
  private lengthEnd = 0;
  private payload = 0;
  /** Bytes of the current payload that are still to come. */
  private toSkip = 0;

  /** Reads the next bytes of the stream. @returns how many frames begin in them */
  count(bytes: Uint8Array): number {
    let frames = 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.toSkip > 0) {
        const skipped = Math.min(this.toSkip, bytes.length - at);
        this.toSkip -= skipped;
        at += skipped;
        continue;
      }
      if (this.headerRead === 0) frames++;
      this.readHeader(bytes[at++]!);
    }
    return frames;
  }

  private readHeader(byte: number): void {
    const position = this.headerRead++;
    if (position === 0) return;
    if (position === 1) this.readSecond(byte);
    else if (position < this.lengthEnd) this.payload = this.payload * 256 + byte;
    if (this.headerRead < this.headerSize) return;
    this.headerRead = 0;
    this.toSkip = this.payload;
  }

  /** The second byte: a mask bit, and a length of 0 to 125; 126 and 127 announce a length of 2 or 8 bytes. */
  private readSecond(byte: number): void {
    const length = byte & 0x7f;
    const more = length === 126 ? 2 : length === 127 ? 8 : 0;
    this.payload = more === 0 ? length : 0;
    this.lengthEnd = 2 + more;
    this.headerSize = this.lengthEnd + (byte & 0x80 ? 4 : 0);
  }
}
