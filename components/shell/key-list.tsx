"use client";

import { useTranslations } from "next-intl";
import { ACTION_KEYS, type MessageAction } from "@/lib/client/actions/available-actions";
import { keyNames } from "@/lib/client/shortcuts/key-names";
import {
  SHORTCUT_GROUPS,
  SHORTCUTS,
  type ShortcutGroup,
  type ShortcutId,
} from "@/lib/client/shortcuts/shortcuts";
import { keyToBreak, keyToSend } from "@/lib/client/writing/enter-choice";
import { FORMAT_KEYS, type Format } from "@/lib/client/writing/format-keys";

/** All shortcuts, generated from the tables that handle them. */
export default function KeyList() {
  const t = useTranslations("shortcuts");
  const tAct = useTranslations("acting");
  const tFormat = useTranslations("writing");

  return (
    <div className="flex flex-col gap-5">
      {SHORTCUT_GROUPS.map((group) => (
        <Group key={group} name={t(`group.${group}`)}>
          {idsOf(group).map((id) => (
            <Line key={id} name={t(`name.${id}`)} chords={chordsOf(id)} />
          ))}
          {group === "writing" && <Line name={t("suggest")} chords={["@", "#", ":"]} isPlain />}
        </Group>
      ))}
      <Group name={tFormat("formats")}>
        {(Object.keys(FORMAT_KEYS) as Format[]).map((format) => (
          <Line key={format} name={tFormat(format)} chords={[FORMAT_KEYS[format]]} />
        ))}
      </Group>
      <Group name={t("group.message")}>
        <Line name={t("moveInList")} chords={["ArrowUp", "ArrowDown"]} />
        {(Object.keys(ACTION_KEYS) as MessageAction[])
          .filter((act) => act !== "unpin")
          .map((act) => (
            <Line key={act} name={tAct(act)} chords={[ACTION_KEYS[act] ?? ""]} isPlain />
          ))}
      </Group>
    </div>
  );
}

const idsOf = (group: ShortcutGroup) =>
  (Object.keys(SHORTCUTS) as ShortcutId[]).filter((id) => SHORTCUTS[id].group === group);

/** The keys that send depend on a setting. */
function chordsOf(id: ShortcutId): readonly string[] {
  if (id === "send") return [keyToSend(), "Mod+Enter"];
  if (id === "newLine") return [keyToBreak()];
  return SHORTCUTS[id].chords;
}

function Group({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="mb-1 text-tiny font-semibold text-ink-3">{name}</h3>
      <dl className="flex flex-col">{children}</dl>
    </section>
  );
}

function Line({ name, chords, isPlain }: { name: string; chords: readonly string[]; isPlain?: boolean }) {
  const t = useTranslations("shortcuts");

  return (
    <div className="flex items-center justify-between gap-4 border-t border-line py-1.5 text-small first:border-0">
      <dt className="min-w-0">{name}</dt>
      <dd className="flex flex-none flex-wrap items-center justify-end gap-x-1.5 gap-y-1">
        {chords.map((chord, index) => (
          <span key={chord} className="flex items-center gap-1">
            {index > 0 && <span className="mr-0.5 text-tiny text-ink-3">{t("or")}</span>}
            {(isPlain ? [chord] : keyNames(chord)).map((key) => (
              <kbd
                key={key}
                className="min-w-6 rounded-1 border border-line-strong bg-sidebar px-1.5 text-center font-sans text-tiny text-ink-2"
              >
                {key}
              </kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  );
}
