"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields/field";

/** The user's time zone, for midnight. The browser knows all zones, and its own. */
export function TimeZoneField({ timeZone, error }: { timeZone: string | null; error: string | null }) {
  const t = useTranslations("profile");
  const list = useId();
  const [zone, choose] = useState(timeZone ?? "");
  const [here, setHere] = useState("");
  const [zones, setZones] = useState<string[]>([]);
  useEffect(() => setHere(Intl.DateTimeFormat().resolvedOptions().timeZone), []);

  return (
    <div className="flex flex-col items-start gap-1">
      <div className="w-full">
        <Field
          label={t("timeZone")}
          name="timeZone:orNull"
          list={list}
          value={zone}
          onChange={(event) => choose(event.target.value)}
          onFocus={() => setZones(Intl.supportedValuesOf("timeZone"))}
          autoComplete="off"
          spellCheck={false}
          error={error}
        />
      </div>
      <datalist id={list}>
        {zones.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {here && here !== zone && (
        <Button look="bare" size="small" className="-ml-3" onClick={() => choose(here)}>
          {t("useZone", { zone: here })}
        </Button>
      )}
    </div>
  );
}
