"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { isEmojiName } from "@/lib/shared/emoji/custom-emoji";
import type { Refusal } from "@/lib/shared/errors";
import { ImageField } from "./image-field";
import { NameFields } from "./name-fields";
import { postEmoji } from "./post-emoji";

/** The form for a new emoji: an image and its names. */
export default function AddEmojiForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("customEmoji");
  const router = useRouter();
  const [image, setImage] = useState<File | null>(null);
  const [name, setName] = useState("");
  const [isMissing, miss] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, setPending] = useState(false);
  const errors = useRefusal(refusal);

  function choose(file: File | null) {
    setImage(file);
    miss(false);
    setRefusal(null);
    if (name === "" && file) setName(nameOf(file));
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!image) return miss(true);
    const aliases = JSON.parse(String(new FormData(event.currentTarget).get("aliases:json"))) as string[];
    setPending(true);
    const refused = await postEmoji(image, name, aliases);
    setRefusal(refused);
    setPending(false);
    if (refused) return;
    router.refresh();
    onDone();
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <ImageField image={image} onChange={choose} error={imageError()} />
      <NameFields name={name} onName={setName} errorOf={errors.of} />
      <Alert>{refusal?.code === "unsupported_media_type" || isTooLarge(refusal) ? null : errors.all}</Alert>
      <Button type="submit" disabled={isPending}>
        {t(isPending ? "adding" : "add")}
      </Button>
    </form>
  );

  function imageError(): string | null {
    if (isMissing) return t("noImage");
    if (isTooLarge(refusal)) return t("tooLarge");
    if (refusal?.code === "unsupported_media_type") return t("notAnImage");
    return errors.of("image");
  }
}

const isTooLarge = (refusal: Refusal | null) => refusal?.code === "payload_too_large";

/** A name after that of a file, or nothing if none can be made of it. */
function nameOf({ name }: File): string {
  const words = name
    .normalize("NFKC")
    .replace(/\.[^.]+$/u, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_+-]+/gu, "_")
    .slice(0, 32);
  return isEmojiName(words) ? words : "";
}
