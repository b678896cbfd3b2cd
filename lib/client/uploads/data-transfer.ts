/** Files and folders of a paste or a drop. */
type Transferred = { files: File[]; folders: string[] };

/**
 * The files of a paste. Text wins where there is any: Excel and Word offer a picture of the copied text beside it. A
 * text that only names the copied files, as macOS offers it, does not count.
 */
export function filesOfPaste(data: Pick<DataTransfer, "files" | "getData">): File[] {
  const files = [...data.files];
  const text = data.getData("text/plain").trim();
  const names = files.map(({ name }) => name).join("\n");
  return text === "" || text.replaceAll("\r", "\n") === names ? files : [];
}

/** The files of a drop, and the names of folders among them, which cannot be sent. Call it in the event's handler. */
export function filesOfDrop({ items, files }: Pick<DataTransfer, "items" | "files">): Transferred {
  const entries = [...items].filter(({ kind }) => kind === "file").map((item) => item.webkitGetAsEntry?.());
  const folders = entries.flatMap((entry) => (entry?.isDirectory ? [entry.name] : []));
  return { folders, files: [...files].filter(({ name, type }) => type !== "" || !folders.includes(name)) };
}

/** Returns whether something that is dragged holds files. Links, selections and messages do not. */
export const holdsFiles = (data: Pick<DataTransfer, "types"> | null): boolean =>
  data?.types.includes("Files") ?? false;
