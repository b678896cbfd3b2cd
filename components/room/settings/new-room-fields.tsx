"use client";

import ChevronRight from "lucide-react/icons/chevron-right";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/fields/field";
import { TextAreaField } from "@/components/ui/fields/text-area-field";
import { KindFields, type ManagedKind } from "./kind-fields";

type NewRoomFields = {
  /** The kinds to choose from; all by default. */
  kinds?: readonly ManagedKind[];
  errorOf: (field: string) => string | null;
};

/** The fields of a new room: its name and who may join; the rest is folded. */
export function NewRoomFields({ kinds, errorOf }: NewRoomFields) {
  const t = useTranslations("createRoom");
  const [kind, choose] = useState<ManagedKind>("open");

  return (
    <>
      <Field label={t("name")} name="name" autoComplete="off" error={errorOf("name")} autoFocus required />
      <KindFields
        {...(kinds && { kinds })}
        kind={kind}
        onChoose={choose}
        error={errorOf("password")}
        asksPassword={kind === "password"}
      />
      <MoreOptions errorOf={errorOf} />
    </>
  );
}

/** The topic and the description, which can be set later too. */
function MoreOptions({ errorOf }: Pick<NewRoomFields, "errorOf">) {
  const t = useTranslations("createRoom");
  const [isOpen, open] = useState(false);
  const hasError = errorOf("topic") !== null || errorOf("description") !== null;

  return (
    <details
      open={isOpen || hasError}
      onToggle={({ currentTarget }) => open(currentTarget.open)}
      className="group/more"
    >
      <summary className="-mx-2 flex min-h-8 w-fit cursor-pointer list-none items-center gap-1.5 rounded-row px-2 text-small font-medium text-ink-2 hover:bg-hover hover:text-ink max-md:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} aria-hidden className="transition-transform group-open/more:rotate-90" />
        {t("more")}
      </summary>
      <div className="flex flex-col gap-4 pt-3">
        <Field
          label={t("topic")}
          hint={t("topicHint")}
          name="topic"
          autoComplete="off"
          error={errorOf("topic")}
        />
        <TextAreaField
          label={t("description")}
          hint={t("descriptionHint")}
          name="description"
          rows={2}
          error={errorOf("description")}
        />
      </div>
    </details>
  );
}
