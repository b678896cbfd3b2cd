import { headers } from "next/headers";
import { notFound as nextNotFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { readSetup } from "../domain/accounts/second-factor/read-setup";
import { readAccount } from "../domain/people/read-account";
import { readWorkspace } from "../domain/workspace/read-workspace";
import { actorOfPage } from "./actor-of";

/** Returns the actor of a page or action: the cookie's person, or an anonymous one. */
export const callerOfPage = async (): Promise<Actor> => actorOfPage(new Headers(await headers()));

/**
 * Returns the logged-in person, read once per page. Redirects others to log in, or to make the first account;
 * redirects a person with a pending set-up to it.
 */
export const currentActor = cache(async (): Promise<Actor> => {
  const { actor, needs } = await setupActor();
  if (needs) redirect("/setup");
  return actor;
});

/** Does the same for the page on which a person sets up what is missing. */
export async function setupActor() {
  const actor = await callerOfPage();
  const setup = actor.sessionId ? await readSetup(actor, {}).catch(nullIfUnauthenticated) : null;
  if (setup) return { actor, needs: setup.needs };
  const { hasPeople } = await readWorkspace(actor, {});
  redirect(hasPeople ? "/login" : "/welcome");
}

/** Returns the administrator whose page this is. For everyone else the page does not exist. */
export async function currentAdministrator(): Promise<Actor> {
  const actor = await currentActor();
  const { role } = await readAccount(actor, {});
  if (role !== "administrator") nextNotFound();
  return actor;
}

/** True if the caller's session is valid, for pages that greet members and visitors differently. */
export async function isSignedIn(actor: Actor): Promise<boolean> {
  if (!actor.sessionId) return false;
  return (await readAccount(actor, {}).catch(nullIfUnauthenticated)) !== null;
}

function nullIfUnauthenticated(error: unknown): null {
  if (DomainError.is(error) && error.code === "unauthenticated") return null;
  throw error;
}

/** Resolves to the result, or shows the not-found page. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error) => {
    if (DomainError.is(error) && (error.code === "not_found" || error.code === "validation_failed"))
      nextNotFound();
    throw error;
  });
}
