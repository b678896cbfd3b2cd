import type { Metadata } from "next";
import { ReferenceFields } from "@/components/reference/reference-fields";
import { ReferenceOperation } from "@/components/reference/reference-operation";
import { apiReference } from "@/lib/doors/api-reference";

export const metadata: Metadata = { title: "Parley API" };

/** The page is static, but its scripts carry the nonce of the request. */
export const dynamic = "force-dynamic";

/** The API reference, rendered from the OpenAPI document. In English, like the API's own texts. */
export default function ApiReferencePage() {
  const { description, groups, schemas } = apiReference();

  return (
    <div lang="en" className="safe-area flex min-h-dvh flex-col md:h-dvh md:flex-row">
      <Contents names={[...groups.map(({ name }) => name), "schemas"]} />
      <main
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keys
        tabIndex={0}
        className="min-w-0 flex-1 px-4 pt-5 pb-10 md:overflow-y-auto md:px-8"
      >
        <div className="flex max-w-3xl flex-col gap-4">
          <h1 className="text-display font-semibold tracking-tight">Parley API</h1>
          <p className="text-small text-ink-2">{description.replaceAll("`", "")}</p>
          <p className="text-small">
            <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
              OpenAPI 3.1 document
            </a>
          </p>
          {groups.map(({ name, operations }) => (
            <section key={name} aria-labelledby={`group-${name}`} className="flex flex-col gap-4">
              <h2 id={`group-${name}`} className="mt-6 text-title font-semibold">
                {name}
              </h2>
              {operations.map((operation) => (
                <ReferenceOperation key={operation.id} operation={operation} />
              ))}
            </section>
          ))}
          <section aria-labelledby="group-schemas" className="flex flex-col gap-4">
            <h2 id="group-schemas" className="mt-6 text-title font-semibold">
              schemas
            </h2>
            {schemas.map(({ name, description, fields, type }) => (
              <article
                key={name}
                id={`schema-${name}`}
                className="flex flex-col gap-2 border-t border-line pt-4"
              >
                <h3 className="font-semibold">{name}</h3>
                {description && <p className="text-small text-ink-2">{description}</p>}
                <ReferenceFields fields={fields} />
                {type.length > 0 && <p className="text-small">{type.map(({ text }) => text).join("")}</p>}
              </article>
            ))}
          </section>
        </div>
      </main>
    </div>
  );
}

/** The list of groups, each a link to its part of the page. */
function Contents({ names }: { names: readonly string[] }) {
  return (
    <nav
      aria-label="Contents"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keys
      tabIndex={0}
      className="flex max-h-40 flex-none flex-col gap-3 overflow-y-auto border-b border-line bg-sidebar px-4 py-3 md:max-h-none md:w-58 md:border-r md:border-b-0"
    >
      <p className="font-semibold tracking-tight">Parley API</p>
      <ul className="flex flex-wrap gap-x-3 gap-y-1 text-small md:flex-col">
        {names.map((name) => (
          <li key={name}>
            <a href={`#group-${name}`} className="text-accent underline-offset-2 hover:underline">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
