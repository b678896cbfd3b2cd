"use client";

import { useTranslations } from "next-intl";
import { commandsFor } from "@/lib/client/commands/registry";
import { useMay } from "@/lib/client/use-may";
import { keyToBreak, keyToSend } from "@/lib/client/writing/enter-choice";
import { FORMAT_KEYS, type Format, isMac, keyNames } from "@/lib/client/writing/format-keys";
import type { MyRoomView } from "@/lib/shared/views";

/** All commands that can be used in this room, and the keys of the field in which one writes. */
export default function CommandList({ room }: { room: MyRoomView }) {
  const t = useTranslations("commands");
  const tWriting = useTranslations("writing");
  const may = useMay(room);

  return (
    <div className="flex flex-col gap-5">
      <p className="text-small text-ink-2">{t("text")}</p>
      <section aria-label={t("commands")}>
        <dl className="flex flex-col">
          {commandsFor({ room, may }).map(({ name, aliases, takes }) => (
            <div
              key={name}
              className="flex flex-wrap gap-x-3 border-t border-line py-1.5 text-small first:border-0"
            >
              <dt className="basis-48">
                <span className="font-medium">/{name}</span>{" "}
                {takes && <span className="text-ink-3">{t(`takes.${takes}`)}</span>}
              </dt>
              <dd className="min-w-0 flex-1 basis-56">
                {t(`about.${name}`)}
                {aliases && (
                  <span className="text-ink-3">
                    {" "}
                    ({t("also", { names: aliases.map((one) => `/${one}`).join(", ") })})
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="keys-while-writing">
        <h3 id="keys-while-writing" className="pb-1 text-small font-semibold">
          {t("keys")}
        </h3>
        <dl className="flex flex-col">
          <Keys keys={keyToSend()} does={t("send")} />
          <Keys keys={keyToBreak()} does={t("newLine")} />
          <Keys keys="↑" does={t("editLast")} />
          <Keys keys="@ # :" does={t("suggest")} />
          {(Object.keys(FORMAT_KEYS) as Format[]).map((format) => (
            <Keys key={format} keys={keyNames(format, isMac())} does={tWriting(format)} />
          ))}
        </dl>
      </section>
    </div>
  );
}

function Keys({ keys, does }: { keys: string; does: string }) {
  return (
    <div className="flex gap-3 border-t border-line py-1.5 text-small first:border-0">
      <dt className="basis-48">
        <kbd className="rounded-1 border border-line-strong px-1.5 py-0.5 font-sans text-tiny">{keys}</kbd>
      </dt>
      <dd className="min-w-0 flex-1">{does}</dd>
    </div>
  );
}
