import type { NotificationSettingsView } from "@/lib/shared/views";

type Sound = NotificationSettingsView["sound"];

const VOLUME = 0.06;
/** Soft tones of each sound: frequency in Hz, and start in seconds. */
const TONES: Record<Exclude<Sound, "none">, readonly (readonly [number, number])[]> = {
  // A fifth up.
  soft: [
    [587.33, 0],
    [880, 0.11],
  ],
  // A chord, one note after the other.
  bright: [
    [783.99, 0],
    [987.77, 0.08],
    [1174.66, 0.16],
  ],
  // A fourth down.
  low: [
    [392, 0],
    [293.66, 0.14],
  ],
};
const LENGTH_S = 0.32;
/** A busy room does not play a sound for every message. */
const REST_MS = 3_000;

let audio: AudioContext | null = null;
let last = 0;

/**
 * Plays a short, quiet sound, at most every three seconds. Browsers play nothing before the first click on the page.
 */
export function playNotificationSound(sound: Sound = "soft"): void {
  if (sound === "none" || Date.now() - last < REST_MS) return;
  last = Date.now();
  playSound(sound);
}

/** Plays a sound now, for somebody who chooses one. */
export function playSound(sound: Sound): void {
  if (sound === "none" || typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume().catch(() => {});
  for (const [frequency, delay] of TONES[sound]) playTone(audio, frequency, audio.currentTime + delay);
}

function playTone(context: AudioContext, frequency: number, from: number) {
  const tone = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(VOLUME, from + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + LENGTH_S);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + LENGTH_S);
}
