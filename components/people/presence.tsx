import { useTranslations } from "next-intl";

/** A presence dot at the corner of an avatar, for people who are online; screen readers hear of the others too. */
export function Presence({ isOnline }: { isOnline: boolean }) {
  const t = useTranslations("members");
  const word = t(isOnline ? "online" : "offline");

  return (
    <>
      {isOnline && (
        <span
          title={word}
          aria-hidden
          className="absolute -right-0.75 -bottom-0.75 size-3 rounded-pill border-2 border-canvas bg-online"
        />
      )}
      <span className="sr-only">{word}</span>
    </>
  );
}
