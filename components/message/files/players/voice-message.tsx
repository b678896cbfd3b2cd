"use client";

import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useStore } from "@/lib/client/state/use-store";
import { lengthText } from "@/lib/client/voice/length";
import { voicePlayer } from "@/lib/client/voice/shared-player";
import type { Track } from "@/lib/client/voice/voice-player";
import { VoiceFailed } from "./voice-failed";
import { VoiceWaveform } from "./voice-waveform";

type Voice = {
  track: Track;
  /** The file's name, under which it is downloaded. */
  name: string;
  waveform: readonly number[];
  /** The sender, or another name by which a screen reader tells messages apart. */
  label: string;
  /** The track that follows when one has ended. */
  nextOf?: (id: string) => Track | null;
};

/** A voice message: play, its waveform with the place in it, time and speed. */
export function VoiceMessage({ track, name, waveform, label, nextOf }: Voice) {
  const t = useTranslations("voice");
  const hasFailed = useStore(voicePlayer.store, ({ failed }) => failed.includes(track.id));
  const at = useStore(voicePlayer.store, ({ places }) => places[track.id] ?? 0);
  useEffect(() => voicePlayer.readSpeed(), []);
  const play = () => voicePlayer.play(track, nextOf);
  if (hasFailed && track.src !== null) return <VoiceFailed src={track.src} name={name} onAgain={play} />;

  return (
    <fieldset aria-label={t("messageOf", { name: label })} className="w-max min-w-0 max-w-full">
      {/* In a column a fieldset does not give its height to its content. */}
      <div className="flex h-12 items-center gap-3 rounded-3 border border-line bg-raised pr-3 pl-2">
        <PlayButton track={track} onPlay={play} />
        <VoiceWaveform
          waveform={waveform}
          at={at}
          duration={track.duration}
          onSeek={(seconds) => voicePlayer.seek(track, seconds)}
        />
        <span className="flex-none text-tiny text-ink-3 tabular-nums">
          {lengthText(at)}
          {track.duration !== null && ` / ${lengthText(track.duration)}`}
        </span>
        <SpeedButton />
      </div>
    </fieldset>
  );
}

function PlayButton({ track, onPlay }: { track: Track; onPlay: () => void }) {
  const t = useTranslations("voice");
  const isPlaying = useStore(voicePlayer.store, (state) => state.isPlaying && state.track?.id === track.id);
  const label = t(isPlaying ? "pause" : "play");
  const Icon = isPlaying ? Pause : Play;

  return (
    <button
      type="button"
      disabled={track.src === null}
      aria-label={label}
      title={label}
      onClick={() => (isPlaying ? voicePlayer.pause() : onPlay())}
      className="grid size-8 flex-none place-items-center rounded-pill bg-accent text-accent-ink disabled:cursor-default disabled:opacity-60"
    >
      <Icon size={16} aria-hidden className="fill-current" />
    </button>
  );
}

function SpeedButton() {
  const t = useTranslations("voice");
  const speed = useStore(voicePlayer.store, (state) => state.speed);
  const shown = t("times", { speed });

  return (
    <button
      type="button"
      aria-label={t("speed", { speed: shown })}
      title={t("speed", { speed: shown })}
      onClick={() => voicePlayer.changeSpeed()}
      className="min-w-9 flex-none rounded-1 border border-line-strong px-1.5 text-center text-tiny/5 text-ink-2 hover:bg-hover"
    >
      {shown}
    </button>
  );
}
