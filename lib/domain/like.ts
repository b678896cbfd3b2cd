/** Escapes a text for LIKE: PostgreSQL's wildcards in it stand for themselves. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");
