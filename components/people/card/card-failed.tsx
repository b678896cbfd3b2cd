import { Button } from "@/components/ui/button";

type CardFailedProps = { text: string; retry: string; onRetry: () => void };

/** The content of a card that could not be read. */
export function CardFailed({ text, retry, onRetry }: CardFailedProps) {
  return (
    <div role="alert" className="flex flex-col items-start gap-3 text-small">
      <p className="text-ink-2">{text}</p>
      <Button look="quiet" size="small" onClick={onRetry}>
        {retry}
      </Button>
    </div>
  );
}
