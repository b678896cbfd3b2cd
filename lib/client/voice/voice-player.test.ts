import { beforeEach, expect, test, vi } from "vitest";
import { type Sound, type Track, VoicePlayer } from "./voice-player";

beforeEach(() => {
  const document = { cookie: "" };
  vi.stubGlobal("document", document);
  vi.stubGlobal("location", { protocol: "https:" });
});

/** An audio element whose time the test sets. Its duration is never asked for. */
class FakeAudio extends EventTarget implements Sound {
  src = "";
  currentTime = 0;
  playbackRate = 1;
  readyState = 0;
  isPlaying = false;

  load() {
    this.currentTime = 0;
    this.readyState = 0;
    this.playbackRate = 1;
  }
  async play() {
    this.isPlaying = true;
    this.emit("play");
  }
  pause() {
    this.isPlaying = false;
    this.emit("pause");
  }
  emit(type: string) {
    this.dispatchEvent(new Event(type));
  }
  loaded() {
    this.readyState = 1;
    this.emit("loadedmetadata");
  }
  reach(seconds: number) {
    this.currentTime = seconds;
    this.emit("timeupdate");
  }
  get duration(): number {
    throw new Error("WebM has no duration");
  }
}

const track = (id: string): Track => ({ id, src: `/files/${id}`, duration: 42, from: null });
const [one, two] = [track("one"), track("two")];

function desk() {
  const audio = new FakeAudio();
  const player = new VoicePlayer(() => audio as unknown as Sound);
  return { audio, player, state: () => player.store.get() };
}

test("another track pauses the first, which keeps its place", () => {
  const { audio, player, state } = desk();
  player.play(one);
  audio.loaded();
  audio.reach(17);
  player.play(two);
  expect(state()).toMatchObject({ track: two, isPlaying: true, places: { one: 17 } });
  audio.loaded();
  expect(audio.currentTime).toBe(0);

  player.play(one);
  audio.loaded();
  expect(audio.src).toBe("/files/one");
  expect(audio.currentTime).toBe(17);
});

test("a recording whose bytes are not read yet is not played, and does not count as broken", () => {
  const { audio, player, state } = desk();
  player.play({ ...one, src: null });
  expect(audio.isPlaying).toBe(false);
  expect(state()).toMatchObject({ track: null, isPlaying: false, failed: [] });
  player.play(one);
  expect(audio.isPlaying).toBe(true);
});

test("pause and play go on at the same place without loading again", () => {
  const { audio, player, state } = desk();
  player.play(one);
  audio.loaded();
  audio.reach(5);
  player.pause();
  expect(state().isPlaying).toBe(false);
  player.play(one);
  expect(audio.currentTime).toBe(5);
  expect(audio.isPlaying).toBe(true);
});

test("the next track plays after the end, and the last one rewinds", () => {
  const { audio, player, state } = desk();
  player.play(one, (id) => (id === "one" ? two : null));
  audio.loaded();
  audio.reach(42);
  audio.emit("ended");
  expect(state()).toMatchObject({ track: two, isPlaying: true, places: { one: 0 } });
  audio.loaded();
  audio.emit("pause");
  audio.emit("ended");
  expect(state()).toMatchObject({ track: two, isPlaying: false, places: { two: 0 } });
});

test("a place chosen before the first play is where it begins", () => {
  const { audio, player } = desk();
  player.seek(one, 30);
  player.play(one);
  audio.loaded();
  expect(audio.currentTime).toBe(30);
  player.seek(one, 99);
  expect(audio.currentTime).toBe(42);
  player.seek(one, -5);
  expect(audio.currentTime).toBe(0);
});

test("the speed goes round, holds for every track, and is remembered", () => {
  const { audio, player, state } = desk();
  player.play(one);
  audio.loaded();
  player.changeSpeed();
  expect(audio.playbackRate).toBe(1.5);
  player.play(two);
  audio.loaded();
  expect(audio.playbackRate).toBe(1.5);
  const other = desk().player;
  other.readSpeed();
  expect(other.store.get().speed).toBe(1.5);
  player.changeSpeed();
  player.changeSpeed();
  expect(state().speed).toBe(1);
});

test("a track that cannot be played fails alone, and may be tried again", () => {
  const { audio, player, state } = desk();
  player.play(one);
  audio.emit("error");
  expect(state()).toMatchObject({ isPlaying: false, failed: ["one"] });
  player.play(one);
  expect(state()).toMatchObject({ isPlaying: true, failed: [] });
});

test("a late report of the first track's time does not move the second", () => {
  const { audio, player, state } = desk();
  player.play(one);
  audio.loaded();
  audio.reach(20);
  player.play(two);
  audio.reach(21);
  expect(state().places).toEqual({ one: 20 });
});
