import type { ReactNode } from "react";
import { AuthFrame } from "@/components/auth/auth-frame";
import { LeaveNothing } from "@/components/auth/leave-nothing";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <AuthFrame>
      {children}
      <LeaveNothing />
    </AuthFrame>
  );
}
