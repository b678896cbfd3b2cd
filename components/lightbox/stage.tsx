"use client";

import ImageOff from "lucide-react/icons/image-off";
import { useTranslations } from "next-intl";
import { type RefObject, useMemo } from "react";
import Slides, {
  type ControllerRef,
  type RenderSlideProps,
  type Slide,
  type ZoomRef,
} from "yet-another-react-lightbox";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import "./lightbox.css";
import { useAltOf } from "@/components/message/files/images/use-alt";
import VideoPlayer from "@/components/message/files/players/video-player";
import { useReducedMotion } from "@/lib/client/page/use-reduced-motion";
import { Embedded } from "./embedded";
import { Preview } from "./preview";
import { type ShownFile, slideKind } from "./shown-file";
import { type FileSlide, toSlide } from "./slides";
import { TextSlide } from "./text-slide";

type Stage = {
  files: readonly ShownFile[];
  at: number;
  onGo: (at: number) => void;
  onClose: () => void;
  controller: RefObject<ControllerRef | null>;
  zoom: RefObject<ZoomRef | null>;
};

const PLUGINS = [Embedded, Zoom];
/** Milliseconds of a slide's way, and of a swipe down. */
const SWIPE_MS = 160;

/** The slides: swipes, zoom by wheel, pinch and double click, and loading of the neighbours. */
export function Stage({ files, at, onGo, onClose, controller, zoom }: Stage) {
  const t = useTranslations("lightbox");
  const altOf = useAltOf();
  const isStill = useReducedMotion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language alone, and the page with it.
  const slides = useMemo(() => files.map((shown) => toSlide(shown, altOf(shown.file))), [files]);

  const labels = {
    Slide: t("slide"),
    "{index} of {total}": t("position", { number: "{index}", count: "{total}" }),
  };

  return (
    <Slides
      open
      close={onClose}
      index={at}
      slides={slides}
      plugins={PLUGINS}
      on={{ view: ({ index }) => onGo(index) }}
      carousel={{ finite: true, preload: 1, padding: 0, spacing: 24, imageProps: { className: "rounded-2" } }}
      animation={{
        fade: isStill ? 0 : SWIPE_MS,
        swipe: isStill ? 0 : SWIPE_MS,
        zoom: isStill ? 0 : SWIPE_MS,
      }}
      controller={{ ref: controller, closeOnPullDown: true, closeOnEscape: false, focus: false, aria: false }}
      zoom={{ ref: zoom, scrollToZoom: true, maxZoomPixelRatio: 4 }}
      render={{ slide, slideHeader, iconLoading: () => null, iconError }}
      labels={labels}
      styles={{ container: { backgroundColor: "transparent" } }}
    />
  );
}

const iconError = () => <ImageOff size={40} aria-hidden className="text-ink-2" />;

const slideHeader = ({ slide: one }: { slide: Slide }) => <Preview shown={(one as FileSlide).shown} />;

/** Draws what is not an image; undefined leaves images to the package. */
function slide({ slide: one, offset }: RenderSlideProps) {
  const { shown } = one as FileSlide;
  switch (slideKind(shown.file)) {
    case "video":
      return offset === 0 && <VideoPlayer file={shown.file} isLarge />;
    case "text":
      return <TextSlide file={shown.file} />;
    default:
      return undefined;
  }
}
