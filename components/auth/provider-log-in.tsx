import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";

type ProviderLogIn = { provider: string; next: string; invite?: string | undefined };

/** Login through the identity provider, which is another site, so the whole page navigates there. */
export function ProviderLogIn({ provider, next, invite }: ProviderLogIn) {
  const t = useTranslations("logIn");
  const query = new URLSearchParams({ next, ...(invite && { invite }) });

  return (
    <a href={`/api/auth/oidc/start?${query}`} className={`${buttonLook({ look: "quiet" })} w-full`}>
      {t("byProvider", { provider })}
    </a>
  );
}
