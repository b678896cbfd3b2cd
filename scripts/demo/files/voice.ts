import { LIMITS } from "@/lib/shared/limits";

const RATE = 16_000;
const SECONDS = 11;

/** Loudness at a moment, 0 to 1: syllables of a sentence with a pause in the middle. */
function loudness(second: number): number {
  if (second > 5.2 && second < 6.1) return 0;
  const syllable = Math.abs(Math.sin(second * Math.PI * 2.1)) ** 1.6;
  const phrase = 0.55 + 0.45 * Math.sin(second * 1.3);
  return syllable * phrase * Math.min(1, second * 3, (SECONDS - second) * 3);
}

/** A recording of a hum with the rhythm of speech: WAV, 16 bits, one channel. */
export function recording(): Buffer {
  const samples = Buffer.alloc(RATE * SECONDS * 2);
  let phase = 0;
  for (let at = 0; at < RATE * SECONDS; at++) {
    const second = at / RATE;
    phase += (2 * Math.PI * (135 + 25 * Math.sin(second * 2.7))) / RATE;
    const voice = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(5 * phase);
    samples.writeInt16LE(Math.round(voice * loudness(second) * 9_000), at * 2);
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** The recording's waveform, as a recorder measures it. */
export const WAVEFORM = Array.from({ length: LIMITS.waveformLength }, (_, part) =>
  Math.round(100 * loudness(((part + 0.5) * SECONDS) / LIMITS.waveformLength)),
);
