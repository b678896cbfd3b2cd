"use client";

import { useMemo } from "react";
import { useOpenFile } from "@/components/lightbox/lightbox-context";
import { toShownFiles } from "@/components/lightbox/shown-file";
import { onDemand } from "@/components/ui/on-demand";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import type { AttachmentView, MessageView } from "@/lib/shared/views";
import { FileSpace } from "./file-space";
import { isGridImage, toGridImage } from "./images/grid-image";
import { ImageGrid } from "./images/image-grid";

type Attached = { file: AttachmentView; message: MessageView; onOpen: () => void };

/** Pages without other files than images do not carry the cards and players. */
const AttachedFile = onDemand<Attached>(
  () => import("./attached-file"),
  ({ file }) => <FileSpace file={file} />,
);

/** The files of a message: images in a grid, and the others below in their order. */
export function MessageFiles({ message }: { message: MessageView }) {
  const { attachments } = message;
  const open = useOpenFile();
  const uploads = useReaderIfAny()?.chat.uploads;
  const images = useMemo(
    () =>
      attachments.filter(isGridImage).map((file) => ({
        ...toGridImage(file),
        // A picture of one's own does not vanish for the moment until the server's is loaded.
        placeholder: uploads?.sentPreview(file.id) ?? file.placeholder,
      })),
    [attachments, uploads],
  );
  const others = attachments.filter((file) => !isGridImage(file));

  function openFile(id: string) {
    const files = toShownFiles(message);
    const file = files.find((each) => each.file.id === id);
    if (file) open({ file, beside: files });
  }

  return (
    <>
      {images.length > 0 && <ImageGrid images={images} onOpen={(index) => openFile(images[index]!.key)} />}
      {others.map((file: AttachmentView) => (
        <AttachedFile key={file.id} file={file} message={message} onOpen={() => openFile(file.id)} />
      ))}
    </>
  );
}
