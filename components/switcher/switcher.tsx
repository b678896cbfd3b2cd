"use client";

import { clsx } from "clsx";
import Search from "lucide-react/icons/search";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { Option } from "@/components/ui/lists/option";
import { useHereId } from "@/lib/client/rooms/use-here-id";
import { isComposing } from "@/lib/client/shortcuts/keys";
import { isShortcut } from "@/lib/client/shortcuts/shortcuts";
import { useChoiceKeys } from "@/lib/client/shortcuts/use-choice-keys";
import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { DestinationLine } from "./destination-line";
import type { Choice, Destination } from "./destinations";
import { useDestinations } from "./use-destinations";
import { useGo } from "./use-go";

/** The quick switcher: a field, and the matching rooms, people and rooms to join. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const t = useTranslations("switcher");
  const id = useId();
  const [typed, type] = useState("");
  const { found, isLoading } = useDestinations(typed, useHereId());
  const go = useGo(onClose);
  const text = typed.trim();
  // While results are on their way, Enter waits for the first of them.
  const choices: Choice[] =
    text && (found.length > 0 || !isLoading) ? [...found, { kind: "search", text }] : found;
  const keys = useChoiceKeys(choices, go);
  const setGoing = useGoOnceFound({ found, isLoading, go });

  /** The key that opened the switcher closes it; otherwise the browser would handle it. */
  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (isShortcut("switcher", event)) {
      event.preventDefault();
      onClose();
    } else if (event.key === "Enter" && choices.length === 0) setGoing(isLoading);
    else keys.onKeyDown(event);
  }

  return (
    <>
      <div className="flex flex-none items-center gap-2.5 border-b border-line px-4">
        <Search size={17} aria-hidden className="flex-none text-ink-3" />
        <input
          value={typed}
          onChange={({ target }) => {
            type(target.value);
            setGoing(false);
            keys.begin();
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-label={t("label")}
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={choices.length > 0 ? `${id}-${keys.chosen}` : undefined}
          placeholder={t("label")}
          maxLength={BROWSER_LIMITS.searchLength}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          className="h-12 min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      <Options id={id} found={choices} keys={keys} onGo={go} />
      <p role="status" className="flex-none px-4 py-3 text-small text-ink-3 empty:hidden">
        {found.length === 0 && t(isLoading ? "loading" : "nothing")}
      </p>
    </>
  );
}

type Going = { found: readonly Destination[]; isLoading: boolean; go: (to: Destination) => void };

/** Goes to the first result as soon as results arrive, once the returned function was called with `true`. */
function useGoOnceFound({ found, isLoading, go }: Going) {
  const [isGoing, setGoing] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is pressed once, whatever is drawn meanwhile.
  useEffect(() => {
    if (!isGoing || isLoading) return;
    setGoing(false);
    if (found[0]) void go(found[0]);
  }, [isGoing, isLoading]);

  return setGoing;
}

type Options = {
  id: string;
  found: readonly Choice[];
  keys: ReturnType<typeof useChoiceKeys>;
  onGo: (to: Choice) => void;
};

function Options({ id, found, keys, onGo }: Options) {
  const t = useTranslations("switcher");
  return (
    <div
      ref={keys.list as RefObject<HTMLDivElement>}
      id={id}
      role="listbox"
      aria-label={t("list")}
      className="min-h-0 flex-1 overflow-y-auto p-1.5 empty:hidden"
    >
      {found.map((to, index) => (
        <Option
          key={keyOf(to)}
          id={`${id}-${index}`}
          isChosen={index === keys.chosen}
          onPoint={() => keys.point(index)}
          onTake={() => onGo(to)}
          className={clsx(
            "h-9 gap-2.5 px-2.5 aria-selected:bg-selected",
            to.kind === "search" && "sticky bottom-0 bg-raised",
          )}
        >
          <DestinationLine to={to} />
        </Option>
      ))}
    </div>
  );
}

function keyOf(to: Choice): string {
  if (to.kind === "search") return "search";
  return to.kind === "person" ? to.person.id : to.room.id;
}
