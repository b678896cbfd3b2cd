import type { ComponentType, ReactNode } from "react";

type NotePageProps = {
  title: string;
  text: string;
  icon?: ComponentType<{ size?: number; className?: string; "aria-hidden"?: boolean }>;
  children: ReactNode;
};

/** A page with a single message and a way to continue. */
export function NotePage({ title, text, icon: Icon, children }: NotePageProps) {
  return (
    <main className="grid min-h-full flex-1 place-items-center p-6">
      <div className="flex max-w-sm flex-col items-center gap-2 text-center">
        {Icon && <Icon size={28} aria-hidden className="mb-1 text-accent" />}
        <h1 className="text-display font-semibold tracking-tight">{title}</h1>
        <p className="text-balance text-ink-2">{text}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>
      </div>
    </main>
  );
}
