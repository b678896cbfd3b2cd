import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type StartStepProps = {
  number: number;
  isDone: boolean;
  title: string;
  text: ReactNode;
  children?: ReactNode;
};

/** A step with its number, or a tick once it is done. */
export function StartStep({ number, isDone, title, text, children }: StartStepProps) {
  const t = useTranslations("start");

  return (
    <li className="flex gap-4 border-b border-line py-4">
      <span
        className={clsx(
          "grid size-6 flex-none place-items-center rounded-pill border text-tiny font-semibold",
          isDone ? "border-transparent bg-accent-soft text-accent" : "border-line-strong text-ink-2",
        )}
      >
        {isDone ? <Check size={14} aria-hidden /> : <span aria-hidden>{number}</span>}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className={clsx("text-body font-semibold", isDone && "text-ink-2")}>
          {title}
          {isDone && <span className="sr-only"> ({t("stepDone")})</span>}
        </h3>
        <p className="text-pretty text-ink-2">{text}</p>
        {children && <div className="mt-3">{children}</div>}
      </div>
    </li>
  );
}
