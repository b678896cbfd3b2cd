import { Prisma } from "@/prisma/generated/client";

/** The address of a person's picture; another picture has another tag. Null without a picture. */
export const avatarUrl = (userId: string, tag: string | null | undefined): string | null =>
  tag ? `/api/v1/users/${userId}/avatar?v=${tag}` : null;

/** The same as a column of a query over the person `u`. */
export const AVATAR_URL = Prisma.sql`
  CASE WHEN u.avatar_tag IS NOT NULL THEN '/api/v1/users/' || u.id || '/avatar?v=' || u.avatar_tag END AS "avatarUrl"`;

/** The field of a person in messages: left out without a picture, because every byte is written once per socket. */
export function pictureOf(userId: string, tag: string | null | undefined): { avatarUrl?: string } {
  const url = avatarUrl(userId, tag);
  return url ? { avatarUrl: url } : {};
}
