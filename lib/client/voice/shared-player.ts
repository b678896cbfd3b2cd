import { VoicePlayer } from "./voice-player";

/** The player of this page. */
export const voicePlayer = new VoicePlayer(makeAudio);

/** One sound at a time: it pauses the videos and sounds of the page, and they pause it. */
function makeAudio(): HTMLAudioElement {
  const audio = new Audio();
  audio.addEventListener("play", () => {
    for (const other of document.querySelectorAll<HTMLMediaElement>("audio, video")) other.pause();
  });
  // The events of media do not bubble.
  document.addEventListener("play", () => voicePlayer.pause(), true);
  return audio;
}
