const VOLUME = 0.06;
/** Two soft tones, a fifth apart: frequency in Hz, and start in seconds. */
const TONES = [
  [587.33, 0],
  [880, 0.11],
] as const;
const LENGTH_S = 0.32;
/** A busy room does not play a sound for every message. */
const REST_MS = 3_000;

let audio: AudioContext | null = null;
let last = 0;

/**
 * Plays a short, quiet sound, at most every three seconds. Browsers play nothing before the first click on the page.
 */
export function playNotificationSound(): void {
  if (typeof AudioContext === "undefined" || Date.now() - last < REST_MS) return;
  last = Date.now();
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume().catch(() => {});
  for (const [frequency, delay] of TONES) playTone(audio, frequency, audio.currentTime + delay);
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
