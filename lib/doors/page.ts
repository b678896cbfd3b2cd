import { headers } from "next/headers";
import { notFound as nextNotFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { readSetup } from "../domain/accounts/read-setup";
import { readAccount } from "../domain/people/read-account";
import { readWorkspace } from "../domain/workspace/read-workspace";
import { actorOfPage } from "./actor-of";

/** Who asks for a page or acts in one: the cookie's person, or a stranger. */
export const callerOfPage = async (): Promise<Actor> => actorOfPage(new Headers(await headers()));

/**
 * The person whose page this is, looked at once per page. Others are sent to log in, or, where nobody has an account yet,
 * to make the first; who has something to set up before anything else is sent there.
 */
export const currentActor = cache(async (): Promise<Actor> => {
  const { actor, needs } = await setupActor();
  if (needs) redirect("/setup");
  return actor;
});

/** The same for the page on which somebody sets up what is still missing. */
export async function setupActor() {
  const actor = await callerOfPage();
  const setup = actor.sessionId ? await readSetup(actor, {}).catch(nullIfUnauthenticated) : null;
  if (setup) return { actor, needs: setup.needs };
  const { hasPeople } = await readWorkspace(actor, {});
  redirect(hasPeople ? "/login" : "/welcome");
}

/** The administrator whose page this is. To everyone else there is no such page. */
export async function currentAdministrator(): Promise<Actor> {
  const actor = await currentActor();
  const { role } = await readAccount(actor, {});
  if (role !== "administrator") nextNotFound();
  return actor;
}

/** Whether the caller's session is alive: for pages that greet strangers and members differently. */
export async function isSignedIn(actor: Actor): Promise<boolean> {
  if (!actor.sessionId) return false;
  return (await readAccount(actor, {}).catch(nullIfUnauthenticated)) !== null;
}

function nullIfUnauthenticated(error: unknown): null {
  if (DomainError.is(error) && error.code === "unauthenticated") return null;
  throw error;
}

/** What was asked for, or the page that says that there is nothing here. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error) => {
    if (DomainError.is(error) && (error.code === "not_found" || error.code === "validation_failed"))
      nextNotFound();
    throw error;
  });
}
