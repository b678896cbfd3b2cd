import { createStore } from "../state/store";
import { keepPreference, readPreference } from "../storage/preference";
import { voiceInUse } from "./voice-in-use";

const SPEEDS = [1, 1.5, 2] as const;
type Speed = (typeof SPEEDS)[number];

/** A voice message that can be played. */
export type Track = {
  /** Differs between a message and its forward, which have the same file. */
  id: string;
  /** The address of the sound; null until the bytes of a recording are read. */
  src: string | null;
  /** Seconds as they were measured while recording; null if nobody measured them. */
  duration: number | null;
  /** The message and its sender; null for a recording that is not sent. */
  from: { roomId: string; seq: number; name: string } | null;
};

export type PlayerState = {
  track: Track | null;
  isPlaying: boolean;
  /** Seconds by track: where each was left. */
  places: Readonly<Record<string, number>>;
  speed: Speed;
  /** The ids of tracks that this browser could not play. */
  failed: readonly string[];
};

/** The part of an `<audio>` element that is used. */
export type Sound = Pick<
  HTMLAudioElement,
  "src" | "currentTime" | "playbackRate" | "play" | "pause" | "addEventListener" | "readyState" | "load"
>;

const SPEED_COOKIE = "parley.voice-speed";
/** The element knows its media from this state on, and only then can it seek. */
const HAVE_METADATA = 1;

/** Plays voice messages, one at a time. A paused one keeps its place, and after the end follows the next. */
export class VoicePlayer {
  readonly store = createStore<PlayerState, Partial<PlayerState>>(
    (state, change) => ({ ...state, ...change }),
    { track: null, isPlaying: false, places: {}, speed: 1, failed: [] },
  );
  private sound: Sound | null = null;
  private nextOf: (id: string) => Track | null = () => null;

  /** @param makeSound creates the element, at the first play */
  constructor(private readonly makeSound: () => Sound) {}

  /**
   * Plays a track from where it was left. Another one is paused. Does nothing for a track without an address.
   *
   * @param nextOf the track that follows when one has ended
   */
  play(track: Track, nextOf: (id: string) => Track | null = () => null): void {
    const { src } = track;
    if (src === null) return;
    const sound = this.open();
    voiceInUse.dispatch(true);
    this.nextOf = nextOf;
    const { failed } = this.store.get();
    const isOther = this.store.get().track?.id !== track.id;
    this.store.dispatch({ track, isPlaying: true, failed: failed.filter((id) => id !== track.id) });
    if (isOther || failed.includes(track.id)) this.load(sound, src);
    // A rejection is an interruption by pause() or another track, or an error, which has its own event.
    void sound.play().catch(() => {});
  }

  /** Goes on with the track that was paused. */
  resume(): void {
    const { track } = this.store.get();
    if (track) this.play(track, this.nextOf);
  }

  pause(): void {
    this.store.dispatch({ isPlaying: false });
    this.sound?.pause();
  }

  /** Pauses a track that is taken away; another one plays on. */
  stop(id: string): void {
    if (this.store.get().track?.id === id) this.pause();
  }

  /** Moves to a second of a track. One that does not play starts there when it is played. */
  seek(track: Track, seconds: number): void {
    const at = Math.max(0, Math.min(seconds, track.duration ?? seconds));
    this.note(track.id, at);
    if (this.sound && this.store.get().track?.id === track.id && this.sound.readyState >= HAVE_METADATA)
      this.sound.currentTime = at;
  }

  /** Goes on to the next speed, which this device remembers. */
  changeSpeed(): void {
    const speed = SPEEDS[(SPEEDS.indexOf(this.store.get().speed) + 1) % SPEEDS.length] ?? 1;
    keepPreference(SPEED_COOKIE, String(speed));
    this.store.dispatch({ speed });
    if (this.sound) this.sound.playbackRate = speed;
  }

  /** Reads the remembered speed. */
  readSpeed(): void {
    const kept = SPEEDS.find((speed) => String(speed) === readPreference(SPEED_COOKIE));
    if (kept && kept !== this.store.get().speed) this.store.dispatch({ speed: kept });
  }

  private open(): Sound {
    if (this.sound) return this.sound;
    const sound = this.makeSound();
    sound.addEventListener("timeupdate", () => this.noteTime(sound));
    sound.addEventListener("loadedmetadata", () => this.goToPlace(sound));
    sound.addEventListener("ended", () => this.onEnded());
    sound.addEventListener("error", () => this.onError());
    // The system pauses for a call, a headset's button, or another program.
    sound.addEventListener("pause", () => this.store.dispatch({ isPlaying: false }));
    sound.addEventListener("play", () => this.store.dispatch({ isPlaying: true }));
    this.sound = sound;
    return sound;
  }

  private load(sound: Sound, src: string): void {
    sound.src = src;
    sound.load();
    sound.playbackRate = this.store.get().speed;
  }

  private goToPlace(sound: Sound): void {
    const { track, places, speed } = this.store.get();
    // Loading resets the speed.
    sound.playbackRate = speed;
    const at = track && places[track.id];
    if (at) sound.currentTime = at;
  }

  private noteTime(sound: Sound): void {
    const { track } = this.store.get();
    if (track && sound.readyState >= HAVE_METADATA) this.note(track.id, sound.currentTime);
  }

  private note(id: string, at: number): void {
    this.store.dispatch({ places: { ...this.store.get().places, [id]: at } });
  }

  private onEnded(): void {
    const { track } = this.store.get();
    if (!track) return;
    this.note(track.id, 0);
    const next = this.nextOf(track.id);
    if (next) this.play(next, this.nextOf);
    else this.store.dispatch({ isPlaying: false });
  }

  private onError(): void {
    const { track, failed } = this.store.get();
    if (track) this.store.dispatch({ isPlaying: false, failed: [...failed, track.id] });
  }
}
