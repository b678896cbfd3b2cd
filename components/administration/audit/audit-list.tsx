"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Cell, Table } from "@/components/ui/table";
import { addressOf, read, withQuery } from "@/lib/client/connection/call";
import { AUDIT_ACTIONS } from "@/lib/shared/audit-actions";
import type { AuditEntryView, Page } from "@/lib/shared/views";
import { EntryTime } from "../entry-time";
import { targetNameOf } from "./target-name";
import { useDetails } from "./use-details";

type AuditList = { page: Page<AuditEntryView>; query: string; person: { name: string } | null };

/** The audit log: who did what to whom, from where and when. Newest first; older entries load on demand. */
export function AuditList({ page, query, person }: AuditList) {
  const t = useTranslations("audit");
  const [entries, show] = useState(page.items);
  const [cursor, moveTo] = useState(page.nextCursor);
  const [state, setState] = useState<"calm" | "loading" | "failed">("calm");

  async function loadMore() {
    setState("loading");
    const filters = Object.fromEntries(new URLSearchParams(query));
    const more = await read(withQuery(addressOf("GET /admin/audit", {}), { ...filters, cursor }));
    if (!more.ok) return setState("failed");
    show((before) => [...before, ...more.data.items]);
    moveTo(more.data.nextCursor);
    setState("calm");
  }

  return (
    <>
      {person && (
        <p className="mb-3 text-small text-ink-2">
          {t("about", { name: person.name })}{" "}
          <Link href="/admin/audit" className="font-medium text-accent underline underline-offset-2">
            {t("everyone")}
          </Link>
        </p>
      )}
      {entries.length === 0 ? (
        <p className="py-6 text-ink-2">{t("nothing")}</p>
      ) : (
        <Table
          label={t("list")}
          columns={[
            { label: t("when") },
            { label: t("what") },
            { label: t("whom"), from: "md" },
            { label: t("address"), from: "lg" },
          ]}
        >
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </Table>
      )}
      {state === "failed" && <Note>{t("failed")}</Note>}
      {cursor && (
        <Button look="quiet" size="small" className="mt-4" disabled={state === "loading"} onClick={loadMore}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: AuditEntryView }) {
  const { at, address } = entry;
  const details = useDetails()(entry);

  return (
    <tr>
      <Cell className="text-small whitespace-nowrap text-ink-2 tabular-nums">
        <EntryTime at={at} />
      </Cell>
      <Cell className="max-w-0 w-full md:w-auto md:max-w-96">
        <p className="wrap-anywhere">
          <Actor entry={entry} /> <Action action={entry.action} />
        </p>
        {details && <p className="wrap-anywhere text-tiny text-ink-2">{details}</p>}
        <p className="wrap-anywhere text-tiny text-ink-2 empty:hidden md:hidden">
          <Target entry={entry} />
        </p>
      </Cell>
      <Cell from="md" className="max-w-56 wrap-anywhere">
        <Target entry={entry} />
      </Cell>
      <Cell from="lg" className="text-small text-ink-3 tabular-nums">
        {address}
      </Cell>
    </tr>
  );
}

/** The display name of the person who acted, with the username of that time in the tooltip. */
function Actor({ entry: { actorId, actorName, actorDisplayName } }: { entry: AuditEntryView }) {
  const t = useTranslations("audit");
  return (
    <Named id={actorDisplayName && actorId} username={actorName} className="font-medium">
      {actorDisplayName ?? (actorName || t("somebody"))}
    </Named>
  );
}

function Target({ entry }: { entry: AuditEntryView }) {
  const { targetId, targetName, targetDisplayName } = entry;
  const name = targetNameOf(entry);
  return (
    name && (
      <Named id={targetDisplayName && targetId} username={targetName}>
        {name}
      </Named>
    )
  );
}

/** A name; a person's leads to their page. */
function Named(props: { id: string | null; username: string; className?: string; children: string }) {
  const { id, username, className, children } = props;
  if (!id) return <span className={className}>{children}</span>;
  return (
    <Link
      href={`/admin/people/${id}`}
      title={`@${username}`}
      prefetch={false}
      className={clsx("hover:underline", className)}
    >
      {children}
    </Link>
  );
}

/** The text of an action; an action without a text shows its key. */
function Action({ action }: { action: string }) {
  const t = useTranslations("audit");
  const known = AUDIT_ACTIONS.find((key) => key === action);
  return <span className="text-ink-2">{known ? t(`did.${known}`) : action}</span>;
}
