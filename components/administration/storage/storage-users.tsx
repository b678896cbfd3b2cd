import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Cell, Table } from "@/components/ui/table";
import { formatFileSize } from "@/lib/shared/files/file-size";
import type { StorageUserView } from "@/lib/shared/views";

/** The people whose files use most, first. */
export function StorageUsers({ users }: { users: StorageUserView[] }) {
  const t = useTranslations("storage");
  const locale = useLocale();

  return (
    <Table
      label={t("people")}
      columns={[{ label: t("person") }, { label: t("number"), from: "md" }, { label: t("size") }]}
    >
      {users.map(({ user, count, bytes }) => (
        <tr key={user.id}>
          <Cell className="w-full max-w-0">
            <div className="flex items-center gap-2.5">
              <Avatar id={user.id} name={user.displayName} url={user.avatarUrl} size="medium" />
              <div className="min-w-0">
                <Link href={`/admin/people/${user.id}`} className="block truncate hover:underline">
                  {user.displayName}
                </Link>
                <p className="truncate text-tiny text-ink-2">@{user.username}</p>
              </div>
            </div>
          </Cell>
          <Cell from="md" className="text-small text-ink-2 tabular-nums">
            {count}
          </Cell>
          <Cell className="text-small whitespace-nowrap tabular-nums">{formatFileSize(bytes, locale)}</Cell>
        </tr>
      ))}
    </Table>
  );
}
