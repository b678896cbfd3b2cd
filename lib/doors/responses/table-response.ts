/** Streams a table for the browser to save as `name`; rows leave as they are made. */
export const tableResponse =
  (name: string) =>
  (out: unknown): Response =>
    new Response(out as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
