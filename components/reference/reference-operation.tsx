import { Tag } from "@/components/ui/tag";
import { type Field, ReferenceFields } from "./reference-fields";
import { TypeWords, type Word } from "./type-words";

type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  isPublic: boolean;
  fields: Field[];
  answers: { status: string; type: Word[] }[];
};

/** An operation of the API: its input and its answer. */
export function ReferenceOperation({ operation }: { operation: Operation }) {
  const { id, method, path, summary, isPublic, fields, answers } = operation;

  return (
    <article id={id} aria-labelledby={`${id}-name`} className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 id={`${id}-name`} className="flex flex-wrap items-baseline gap-x-2 font-mono text-small break-all">
        <span className="font-semibold text-accent">{method}</span>
        <span className="font-semibold">{path}</span>
      </h3>
      <p className="flex flex-wrap items-center gap-2">
        {summary}
        {isPublic && <Tag>without a log-in</Tag>}
      </p>
      <ReferenceFields fields={fields} />
      <ul aria-label="Answers" className="flex flex-col gap-1 text-small">
        {answers.map(({ status, type }) => (
          <li key={status} className="flex gap-3">
            <span className="w-14 flex-none font-mono text-tiny leading-5 text-ink-3">{status}</span>
            <span className="min-w-0 break-words">
              <TypeWords words={type} />
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
