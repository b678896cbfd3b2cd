import { useTranslations } from "next-intl";
import { Moment } from "@/components/ui/moment";
import { Cell, Table } from "@/components/ui/table";
import type { ApiTokenView } from "@/lib/shared/views";
import { RevokeToken } from "./revoke-token";

/** A user's API tokens. The tokens themselves are not stored. */
export function TokenTable({ tokens }: { tokens: ApiTokenView[] }) {
  const t = useTranslations("tokens");

  return (
    <Table
      label={t("list")}
      columns={[
        { label: t("name") },
        { label: t("scopes"), from: "md" },
        { label: t("lastUsed"), from: "md" },
        { label: t("expires"), from: "md" },
        { label: t("actions"), isHidden: true },
      ]}
    >
      {tokens.map(({ id, name, hint, scopes, lastUsedAt, expiresAt }) => (
        <tr key={id}>
          <Cell className="w-full max-w-0 md:w-auto md:max-w-72">
            <p className="truncate">{name}</p>
            <p className="font-mono text-tiny text-ink-3">…{hint}</p>
          </Cell>
          <Cell from="md" className="text-small text-ink-2">
            {scopes.join(", ")}
          </Cell>
          <Cell from="md" className="text-small text-ink-2">
            {lastUsedAt ? <Moment at={lastUsedAt} /> : t("unused")}
          </Cell>
          <Cell from="md" className="text-small text-ink-2">
            {expiresAt ? <Moment at={expiresAt} /> : t("never")}
          </Cell>
          <Cell className="text-right">
            <RevokeToken token={id} name={name} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
