import type { ReactNode } from "react";
import { LeaveNothing } from "@/components/auth/leave-nothing";
import { LocaleSwitch } from "@/components/auth/locale-switch";
import { Tooltips } from "@/components/ui/tooltips/tooltips";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-full flex-col items-center bg-sidebar px-4 py-8">
      <main className="my-auto w-full max-w-md rounded-3 border border-line bg-canvas p-6 shadow-layer md:p-8">
        {children}
      </main>
      <footer className="pt-6">
        <LocaleSwitch />
      </footer>
      <LeaveNothing />
      <Tooltips />
    </div>
  );
}
