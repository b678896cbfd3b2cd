import type { ReactNode } from "react";
import { LocaleSwitch } from "@/components/auth/locale-switch";
import { Tooltips } from "@/components/ui/tooltips/tooltips";

/** The card in the middle of a page for visitors, and the choice of the language below it. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-full flex-col items-center bg-sidebar px-4 py-8">
      <main className="my-auto w-full max-w-md rounded-3 border border-line bg-canvas p-6 shadow-layer md:p-8">
        {children}
      </main>
      <footer className="pt-6">
        <LocaleSwitch />
      </footer>
      <Tooltips />
    </div>
  );
}
