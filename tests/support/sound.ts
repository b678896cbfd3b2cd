const RATE = 8_000;

/** A quiet tone as a WAVE file: mono, 8 kHz, 8 bits. */
export function secondsOfSound(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = RATE * seconds;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples, 40);
  const tone = Buffer.from(Array.from({ length: samples }, (_, at) => 128 + 20 * Math.sin(at / 4)));
  return new Uint8Array(Buffer.concat([header, tone]));
}
