import { notFound } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/database/db";
import type { AttachmentView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";

/** A row of `file` with its uploader's names, as JSON from prisma/functions/message_attachments.sql. */
export type FileRow = {
  id: string;
  uploader_id: string;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  duration: number | null;
  placeholder: string | null;
  description: string;
  is_voice: boolean;
  waveform: number[];
  excerpt: string | null;
  pages: number | null;
  has_thumbnail: boolean;
  is_animated: boolean;
  created_at: string;
  username: string;
  display_name: string;
};

/** Converts a file to its view, the same for every reader. Its addresses check each reader's right. */
export function toAttachmentView(row: FileRow): AttachmentView {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    size: row.size,
    width: row.width,
    height: row.height,
    duration: row.duration,
    placeholder: row.placeholder,
    url: `/api/v1/files/${row.id}`,
    thumbnailUrl: row.has_thumbnail ? `/api/v1/files/${row.id}/thumbnail` : null,
    description: row.description,
    isAnimated: row.is_animated,
    isVoice: row.is_voice,
    waveform: row.waveform,
    excerpt: row.excerpt,
    pages: row.pages,
    createdAt: new Date(row.created_at).toISOString(),
    uploader: { id: row.uploader_id, username: row.username, displayName: row.display_name },
  };
}

/** Selects a file `y` as a FileRow, `file`; a condition follows. */
export const SELECT_FILE = Prisma.sql`
  SELECT to_jsonb(y) || jsonb_build_object('username', u.username, 'display_name', u.display_name) AS file
    FROM file y JOIN "user" u ON u.id = y.uploader_id`;

/** Reads one file's view, without asking who may read it. @throws `not_found` */
export async function readFileView(db: Db, fileId: string): Promise<AttachmentView> {
  const [found] = await db.$queryRaw<{ file: FileRow }[]>`${SELECT_FILE} WHERE y.id = ${fileId}::uuid`;
  if (!found) throw notFound();
  return toAttachmentView(found.file);
}
