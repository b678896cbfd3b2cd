/** A piece of a type's description: text, or the name of a schema. */
export type Word = { text: string; schema?: string };

/** A type in words; schemas link to their description. */
export function TypeWords({ words }: { words: Word[] }) {
  return words.map(({ text, schema }, at) =>
    schema ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words never change
      <a key={at} href={`#schema-${schema}`} className="text-accent underline underline-offset-2">
        {text}
      </a>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words never change
      <span key={at}>{text}</span>
    ),
  );
}
