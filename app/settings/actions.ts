"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import QRCode from "qrcode";
import { beginProof, confirmIdentity } from "@/lib/domain/accounts/confirm-identity";
import { changePassword } from "@/lib/domain/accounts/passwords/change-password";
import { beginPasskey, finishPasskey, removePasskey } from "@/lib/domain/accounts/second-factor/passkeys";
import { renewRecoveryCodes } from "@/lib/domain/accounts/second-factor/renew-recovery-codes";
import { beginTotp, confirmTotp, disableTotp } from "@/lib/domain/accounts/second-factor/totp";
import { createApiToken, revokeApiToken } from "@/lib/domain/accounts/sessions/api-token";
import { endOneSession, endOtherSessions } from "@/lib/domain/accounts/sessions/sessions";
import { updateNotificationSettings } from "@/lib/domain/notifications/update-settings";
import { updateAccount } from "@/lib/domain/people/update-account";
import { removePushDevice, updatePushDevice } from "@/lib/domain/push/devices";
import { testPushDevice } from "@/lib/domain/push/test-device";
import { action } from "@/lib/doors/action";
import type { Reply } from "@/lib/shared/errors";
import { LOCALE_COOKIE } from "@/lib/shared/i18n/locales";
import { THEME_COOKIE } from "@/lib/shared/theme";

const A_YEAR = 365 * 24 * 60 * 60;

const again = () => refresh();

export const updateAccountAction = action(updateAccount, again);
export const setPasswordAction = action(changePassword, () => redirect("/setup"));
export const changePasswordAction = action(changePassword, again);
export const endSessionAction = action(endOneSession, again);
export const endOtherSessionsAction = action(endOtherSessions, again);
export const createTokenAction = action(createApiToken, again);
export const revokeTokenAction = action(revokeApiToken, again);
export const beginProofAction = action(beginProof);
export const confirmIdentityAction = action(confirmIdentity);
export const beginPasskeyAction = action(beginPasskey);
export const finishPasskeyAction = action(finishPasskey, again);
export const removePasskeyAction = action(removePasskey, again);
export const disableTotpAction = action(disableTotp, again);

// These show their result by themselves.
export const updateNotificationsAction = action(updateNotificationSettings);
export const updateDeviceAction = action(updatePushDevice);
export const removeDeviceAction = action(removePushDevice);
export const testDeviceAction = action(testPushDevice);

// Neither renders the page again, because their answer is shown once on the current page.
export const confirmTotpAction = action(confirmTotp);
export const renewRecoveryCodesAction = action(renewRecoveryCodes);

/** Stores language and theme with the account, and on this device, where pages read them. */
export const updateAppearanceAction = action(updateAccount, async ({ locale, theme }) => {
  const jar = await cookies();
  const options = { path: "/", maxAge: A_YEAR, sameSite: "lax" } as const;
  jar.set(THEME_COOKIE, theme, options);
  if (locale) jar.set(LOCALE_COOKIE, locale, options);
});

type TotpSecret = { secret: string; url: string; picture: string };

const begin = action(beginTotp);

/** Creates the secret of an authenticator app, with a QR code of it. */
export async function beginTotpAction(_previous: Reply<TotpSecret> | null, form: FormData) {
  const reply = await begin(null, form);
  if (!reply.ok) return reply;
  const picture = await QRCode.toDataURL(reply.data.url, { margin: 2, scale: 6 });
  return { ok: true, data: { ...reply.data, picture } } satisfies Reply<TotpSecret>;
}
