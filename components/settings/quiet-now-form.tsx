"use client";

import { useTranslations } from "next-intl";
import { SavedNote } from "./saved-note";
import { UntilField } from "./until-field";
import { useAccountChange } from "./use-account-change";

/** Do not disturb from now on. Saved at once. */
export function QuietNowForm({ quietUntil }: { quietUntil: string | null }) {
  const t = useTranslations("quiet");
  const { save, errors, isSaved } = useAccountChange();

  function choose(value: string) {
    const form = new FormData();
    // A number of minutes counts by the server's clock.
    form.set("quietUntil:time", value);
    void save(form);
  }

  return (
    <div className="flex max-w-md flex-col gap-1.5">
      <UntilField
        name="quietUntil"
        label={t("until")}
        none={t("off")}
        until={quietUntil}
        error={errors.of("quietUntil") ?? errors.all}
        onChoose={choose}
      />
      <SavedNote isSaved={isSaved} />
    </div>
  );
}
