"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { ImageGrid } from "@/components/message/files/images/image-grid";
import { useChat } from "@/lib/client/chat/chat-context";
import type { Pending } from "@/lib/client/outbox/pending";
import { useStore } from "@/lib/client/state/use-store";
import { isUp, type Upload } from "@/lib/client/uploads/upload";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";
import { isDrawnImage } from "@/lib/shared/files/file-kinds";
import { FileChip } from "./file-chip";

/** An image that the browser has read: its address here, and its size upright. */
type LocalImage = { url: string; width: number; height: number };

/** The files of a message on its way: pictures as they will be seen, and the progress of each. */
export default function PendingFiles({ pending }: { pending: Pending }) {
  const t = useTranslations("uploads");
  const act = useUploadEngine();
  const uploads = useFilesOf(pending);
  const images = useLocalImages(uploads);
  const drawn = uploads.flatMap((upload) => {
    const image = images[upload.id];
    return image ? [toGridImage(upload, image)] : [];
  });
  const listed = uploads.filter((upload) => !images[upload.id] || !isUp(upload));

  return (
    <>
      {drawn.length > 0 && <ImageGrid images={drawn} onOpen={null} />}
      {listed.length > 0 && (
        <ul aria-label={t("list")} className="mt-1 flex max-w-full flex-col gap-1">
          {listed.map((upload) => (
            <li key={upload.id} className="w-66 max-w-full">
              <FileChip
                upload={upload}
                removeLabel={t("cancel", { name: upload.name })}
                onRemove={() => act((engine) => engine.remove(upload.id))}
                onRetry={() => act((engine) => engine.retry(upload.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const toGridImage = ({ id, name, type, description }: Upload, { url, width, height }: LocalImage) => ({
  ...{ key: id, name, type, description, width, height },
  ...{ src: url, thumbnail: null, placeholder: null, isAnimated: false, isDrawnInFull: false },
});

/** The files of a message. They stay for a moment after the server has them, until its message is shown. */
function useFilesOf({ files }: Pending): Upload[] {
  const known = useStore(useChat().uploads.store, (state) => state.files);
  const [seen, see] = useState<Readonly<Record<string, Upload>>>({});
  const fresh = files.some((id) => known[id] && known[id] !== seen[id]);
  if (fresh)
    see({ ...seen, ...Object.fromEntries(files.flatMap((id) => (known[id] ? [[id, known[id]]] : []))) });
  return useMemo(
    () => files.flatMap((id) => (seen[id] && !seen[id].isRemoved ? [seen[id]] : [])),
    [files, seen],
  );
}

/** Reads the sizes of the images among files, so that their places are right at once. */
function useLocalImages(uploads: readonly Upload[]): Readonly<Record<string, LocalImage>> {
  const act = useUploadEngine();
  const [images, setImages] = useState<Readonly<Record<string, LocalImage>>>({});
  const wanted = uploads.filter(({ type }) => isDrawnImage(type)).map(({ id }) => id);
  const key = wanted.join(" ");

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the list, `act` for one function.
  useEffect(() => {
    let isWanted = true;
    act((engine) => {
      for (const id of wanted)
        void engine.preview(id).then(async (url) => {
          const image = url ? await readImage(url) : null;
          if (image && isWanted) setImages((before) => ({ ...before, [id]: image }));
        });
    });
    return () => {
      isWanted = false;
    };
  }, [key]);

  return images;
}

/** The size of an image, upright; null if the browser cannot draw it. */
function readImage(url: string): Promise<LocalImage | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve({ url, width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => resolve(null);
    image.src = url;
  });
}
