"use server";

import { redirect } from "next/navigation";
import { logIn } from "@/lib/domain/accounts/login/log-in";
import { beginPasskeyLogIn, finishPasskeyLogIn } from "@/lib/domain/accounts/login/log-in-by-passkey";
import { logOut } from "@/lib/domain/accounts/login/log-out";
import { resetPassword } from "@/lib/domain/accounts/passwords/password-reset";
import { requestPasswordReset } from "@/lib/domain/accounts/passwords/request-password-reset";
import { register } from "@/lib/domain/accounts/register";
import { action } from "@/lib/doors/action";
import { callerOfPage } from "@/lib/doors/page";
import { endBrowserSession, safeNext, startBrowserSession } from "@/lib/doors/sessions/session";

type SignedIn = { sessionId: string; user: { id: string } };

async function enter(signedIn: SignedIn, form: FormData): Promise<void> {
  await startBrowserSession(signedIn);
  redirect(safeNext(form.get("next")));
}

export const registerAction = action(register, enter);
/** Leaves the page as it is, because the new administrator's browser goes on with the workspace's picture. */
export const setUpAction = action(register, startBrowserSession);
export const logInAction = action(logIn, enter);
export const beginPasskeyLogInAction = action(beginPasskeyLogIn);
export const finishPasskeyLogInAction = action(finishPasskeyLogIn, enter);
export const requestResetAction = action(requestPasswordReset);
export const resetPasswordAction = action(resetPassword, () => redirect("/login?notice=password"));

/** Ends the session on the server and forgets it here, even if it had already ended. */
export async function logOutAction(): Promise<void> {
  await logOut(await callerOfPage(), {}).catch(() => {});
  await endBrowserSession();
  redirect("/login");
}
