import type { ComponentType, ReactNode } from "react";

type EmptyStateProps = {
  icon: ComponentType<{ size?: number; className?: string; "aria-hidden"?: boolean }>;
  text: string;
  /** The next step, as a button. */
  children?: ReactNode;
};

/** An empty list: an icon, a sentence and the next step. */
export function EmptyState({ icon: Icon, text, children }: EmptyStateProps) {
  return (
    <div className="flex max-w-md flex-col items-start gap-3 py-2">
      <Icon size={20} aria-hidden className="text-ink-3" />
      <p className="text-pretty">{text}</p>
      {children}
    </div>
  );
}
