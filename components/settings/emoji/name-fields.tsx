"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/fields/field";
import { withoutColons } from "@/lib/shared/emoji/custom-emoji";

/** The text of the field of aliases as a list. */
const aliasesIn = (text: string): string[] => text.split(/[\s,]+/u).filter(Boolean);

type Names = {
  name: string;
  onName: (name: string) => void;
  aliases?: readonly string[];
  /** A fact about earlier names, where there may be some. */
  hint?: string;
  errorOf: (field: string) => string | null;
};

/** The name and the other names of an emoji. */
export function NameFields({ name, onName, aliases = [], hint, errorOf }: Names) {
  const t = useTranslations("customEmoji");
  const [others, setOthers] = useState(() => aliases.join(", "));
  const count = Math.max(1, aliasesIn(others).length);
  const errors = Array.from({ length: count }, (_, at) => errorOf(`aliases.${at}`));

  return (
    <>
      <Field
        label={t("name")}
        hint={[t("nameHint", { name: withoutColons(name) || "party_parrot" }), hint]
          .filter(Boolean)
          .join(" ")}
        name="name"
        value={name}
        onChange={(event) => onName(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={errorOf("name")}
        required
      />
      <Field
        label={t("aliasesLabel")}
        hint={t("aliasesHint")}
        value={others}
        onChange={(event) => setOthers(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={errorOf("aliases") ?? errors.find(Boolean) ?? null}
      />
      <input type="hidden" name="aliases:json" value={JSON.stringify(aliasesIn(others))} />
    </>
  );
}
