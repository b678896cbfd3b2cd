type FieldNoteProps = { id: string; hint?: string | undefined; error?: string | null | undefined };

/** The error and the hint of a field. The hint stays: it says how to mend the error. */
export function FieldNote({ id, hint, error }: FieldNoteProps) {
  if (!hint && !error) return null;
  return (
    <div id={id} className="flex flex-col gap-0.5 text-tiny">
      {error && <p className="text-danger">{error}</p>}
      {hint && <p className="text-ink-3">{hint}</p>}
    </div>
  );
}
