"use client";

import { useTranslations } from "next-intl";
import { commandsFor } from "@/lib/client/commands/registry";
import { useMay } from "@/lib/client/rooms/use-may";
import type { MyRoomView } from "@/lib/shared/views";

/** The commands available in this room. */
export default function CommandList({ room }: { room: MyRoomView }) {
  const t = useTranslations("commands");
  const may = useMay(room);

  return (
    <div className="flex flex-col gap-5">
      <p className="text-small text-ink-2">{t("text")}</p>
      <dl className="flex flex-col">
        {commandsFor({ room, may }).map(({ name, aliases, takes }) => (
          <div
            key={name}
            className="flex flex-wrap gap-x-3 border-t border-line py-1.5 text-small first:border-0"
          >
            <dt className="basis-40">
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
    </div>
  );
}
