"use client";

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
import type { Choice, Section } from "./destinations";
import { useDestinations } from "./use-destinations";
import { useGo } from "./use-go";

/** The quick switcher: a field, and the matching rooms, people and rooms to join. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const t = useTranslations("switcher");
  const id = useId();
  const [typed, type] = useState("");
  const { sections, isLoading } = useDestinations(typed, useHereId());
  const go = useGo(onClose);
  const choices = sections.flatMap((section) => section.choices);
  const first = choices.find(({ kind }) => kind !== "search");
  const keys = useChoiceKeys(choices, go);
  const setGoing = useGoOnceFound({ first, isLoading, go });

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
      <Options id={id} sections={sections} keys={keys} onGo={go} />
      <p role="status" className="flex-none px-4 py-3 text-small text-ink-3 empty:hidden">
        {!first && typed.trim() !== "" && t(isLoading ? "loading" : "nothing")}
      </p>
    </>
  );
}

type Going = { first: Choice | undefined; isLoading: boolean; go: (to: Choice) => void };

/** Goes to the first result as soon as results arrive, once the returned function was called with `true`. */
function useGoOnceFound({ first, isLoading, go }: Going) {
  const [isGoing, setGoing] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is pressed once, whatever is drawn meanwhile.
  useEffect(() => {
    if (!isGoing || isLoading) return;
    setGoing(false);
    if (first) void go(first);
  }, [isGoing, isLoading]);

  return setGoing;
}

type Options = {
  id: string;
  sections: readonly Section[];
  keys: ReturnType<typeof useChoiceKeys>;
  onGo: (to: Choice) => void;
};

function Options({ id, sections, keys, onGo }: Options) {
  const t = useTranslations("switcher");
  const all = sections.flatMap(({ choices }) => choices);
  return (
    <div
      ref={keys.list as RefObject<HTMLDivElement>}
      id={id}
      role="listbox"
      aria-label={t("list")}
      className="min-h-0 flex-1 overflow-y-auto p-1.5 empty:hidden"
    >
      {sections.map(({ name, choices }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, by the combobox pattern of the ARIA practices.
        <div
          key={name}
          role="group"
          aria-label={t(`section.${name}`)}
          className={name === "messages" ? "sticky bottom-0 bg-raised" : "not-first:mt-1"}
        >
          {name !== "messages" && (
            <p aria-hidden className="flex h-7 items-center px-2 text-tiny font-semibold text-ink-2">
              {t(`section.${name}`)}
            </p>
          )}
          {choices.map((to) => {
            const index = all.indexOf(to);
            return (
              <Option
                key={keyOf(to)}
                id={`${id}-${index}`}
                isChosen={index === keys.chosen}
                onPoint={() => keys.point(index)}
                onTake={() => onGo(to)}
                className="h-8 gap-2 px-2 aria-selected:bg-selected"
              >
                <DestinationLine to={to} />
              </Option>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function keyOf(to: Choice): string {
  if (to.kind === "search") return "search";
  if (to.kind === "action") return to.action.id;
  return to.kind === "person" ? to.person.id : to.room.id;
}
