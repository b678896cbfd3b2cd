/** The address of the workspace's picture; another picture has another tag. Null without a picture. */
export const workspacePictureUrl = (tag: string | null | undefined): string | null =>
  tag ? `/api/v1/workspace/picture?v=${tag}` : null;
