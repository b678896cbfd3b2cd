import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { notFound } from "@/lib/core/errors";
import { problem } from "./problem";

/** The files of Swagger UI that the page needs; no other can be asked for. */
const FILES: Record<string, string> = {
  "swagger-ui.css": "text/css",
  "swagger-ui-bundle.js": "text/javascript",
};

/** A page that shows /api/v1/openapi.json with Swagger UI. */
export function referencePage(nonce: string): Response {
  return new Response(PAGE.replaceAll("{nonce}", nonce), {
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

/** One file of the viewer, out of its package. */
export async function viewerFile(name: string): Promise<Response> {
  const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (!type) return problem(notFound());
  const file = await readFile(
    join(/* turbopackIgnore: true */ process.cwd(), "node_modules/swagger-ui-dist", name),
  );
  return new Response(file, { headers: { "content-type": type, "cache-control": "public, max-age=86400" } });
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley API</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="reference"></main>
<script nonce="{nonce}" src="/api/docs/swagger-ui-bundle.js"></script>
<script nonce="{nonce}">
SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null });
</script>
</body>
</html>
`;
