import { TypeWords, type Word } from "./type-words";

export type Field = {
  name: string;
  where: string;
  type: Word[];
  isRequired: boolean;
  description: string;
};

/** The fields of an input or a schema: name, type, whether required, and meaning. */
export function ReferenceFields({ fields }: { fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="flex flex-col text-small">
      {fields.map(({ name, where, type, isRequired, description }) => (
        <div
          key={`${where} ${name}`}
          className="flex flex-col gap-x-4 border-t border-line py-1.5 md:flex-row"
        >
          <dt className="flex-none md:w-48">
            <code className="font-mono text-tiny break-words">{name}</code>
            {where && where !== "body" && <span className="ml-2 text-tiny text-ink-3">{where}</span>}
          </dt>
          <dd className="min-w-0 flex-1 break-words">
            <TypeWords words={type} />
            {isRequired && <span className="text-ink-3">, required</span>}
            {description && <p className="text-ink-2">{description}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
