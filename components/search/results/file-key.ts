import type { FileHitView } from "@/lib/shared/views";

/** The key of a found file among the results: a forward has the same file a second time. */
export const fileKey = ({ file }: Pick<FileHitView, "file">) => `file ${file.messageId} ${file.id}`;
